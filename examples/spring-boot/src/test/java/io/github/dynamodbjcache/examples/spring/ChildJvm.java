package io.github.dynamodbjcache.examples.spring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Another JVM, with credentials that DynamoDB Local takes; ended with the test that started it. */
final class ChildJvm implements AutoCloseable {

  private final Process process;
  private final Path output;

  private ChildJvm(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  /** Starts {@code java} with those arguments and what it prints in a file of that folder. */
  static ChildJvm java(Path folder, List<String> arguments) throws IOException {
    return java(folder, "", arguments);
  }

  /** The same with options that its own children get, too. */
  static ChildJvm java(Path folder, String inherited, List<String> arguments) throws IOException {
    Path output = Files.createTempFile(folder, "child", ".txt");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-XX:+UnlockDiagnosticVMOptions",
            "-XX:-BytecodeVerificationRemote", // Half of its time it is only starting.
            "-Xmx512m",
            "--enable-native-access=ALL-UNNAMED"));
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
    builder.environment().put("AWS_ACCESS_KEY_ID", "local");
    builder.environment().put("AWS_SECRET_ACCESS_KEY", "local");
    if (!inherited.isEmpty()) {
      builder.environment().put("JAVA_TOOL_OPTIONS", inherited);
    }
    return new ChildJvm(builder.start(), output);
  }

  /** Waits for its end, which has to be a good one, and gives what it printed. */
  String await() throws IOException, InterruptedException {
    if (!process.waitFor(200, TimeUnit.SECONDS)) {
      throw new AssertionError("the other JVM does not end: " + printed());
    }
    if (process.exitValue() != 0) {
      throw new AssertionError("the other JVM failed: " + printed());
    }
    return printed();
  }

  /** What it has printed up to now. */
  String printed() throws IOException {
    return Files.readString(output);
  }

  boolean isAlive() {
    return process.isAlive();
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
