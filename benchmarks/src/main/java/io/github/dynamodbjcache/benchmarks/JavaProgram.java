package io.github.dynamodbjcache.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Programs in JVMs of their own, on the same JDK and class path as this one. */
final class JavaProgram {

  private JavaProgram() {}

  static ProcessBuilder command(Class<?> program, List<String> jvmOptions, List<String> arguments) {
    return command(program, System.getProperty("java.class.path"), jvmOptions, arguments);
  }

  /** The same on another class path. */
  static ProcessBuilder command(
      Class<?> program, String classPath, List<String> jvmOptions, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvmOptions);
    command.addAll(List.of("-cp", classPath, program.getName()));
    command.addAll(arguments);
    return new ProcessBuilder(command);
  }
}
