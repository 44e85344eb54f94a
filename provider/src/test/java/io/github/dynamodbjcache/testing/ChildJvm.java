package io.github.dynamodbjcache.testing;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Another JVM on the class path of the tests, without anything of AWS in its environment. */
public final class ChildJvm {

  /**
   * What lets a JVM that loads the AWS SDK start in four fifths of the time: the quick compiler and
   * collector, and no verification of the bytecode that the compiler has just made.
   */
  static final List<String> QUICK_START =
      List.of(
          "-XX:TieredStopAtLevel=1",
          "-XX:+UseSerialGC",
          "-XX:+UnlockDiagnosticVMOptions",
          "-XX:-BytecodeVerificationRemote");

  private static final long LONGEST_SECONDS = 150;

  private final Process process;
  private final Path output;

  private ChildJvm(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  public static ChildJvm start(Class<?> program, List<String> arguments) throws IOException {
    return start(program, List.of(), arguments);
  }

  /** The same with options of the JVM. */
  public static ChildJvm start(Class<?> program, List<String> options, List<String> arguments)
      throws IOException {
    Path output = Files.createTempFile("child-jvm", ".txt");
    Process process =
        builder(program, options, arguments)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    return new ChildJvm(process, output);
  }

  /** The same without the jars whose file names begin so. */
  public static ChildJvm startWithout(
      List<String> jars, Class<?> program, List<String> options, List<String> arguments)
      throws IOException {
    String classPath =
        Arrays.stream(classPath().split(File.pathSeparator))
            .filter(
                element ->
                    jars.stream().noneMatch(Path.of(element).getFileName().toString()::startsWith))
            .collect(Collectors.joining(File.pathSeparator));
    Path output = Files.createTempFile("child-jvm", ".txt");
    ProcessBuilder builder = builder(program, options, arguments);
    builder.command().set(builder.command().indexOf("-cp") + 1, classPath);
    return new ChildJvm(
        builder.redirectErrorStream(true).redirectOutput(output.toFile()).start(), output);
  }

  /** One with a command of its own, whichever runtime it starts. */
  public static ChildJvm of(List<String> command) throws IOException {
    Path output = Files.createTempFile("child-jvm", ".txt");
    ProcessBuilder builder = withoutAws(new ProcessBuilder(command));
    return new ChildJvm(
        builder.redirectErrorStream(true).redirectOutput(output.toFile()).start(), output);
  }

  /** The class path of the tests. */
  public static String classPath() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  }

  static ProcessBuilder builder(Class<?> program, List<String> options, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(QUICK_START);
    command.addAll(List.of("-Xmx256m", "--enable-native-access=ALL-UNNAMED", "-cp"));
    command.add(classPath());
    command.addAll(
        List.of(
            "-Daws.disableEc2Metadata=true",
            "-Daws.accessKeyId=local",
            "-Daws.secretAccessKey=local"));
    command.addAll(options);
    command.add(program.getName());
    command.addAll(arguments);
    return withoutAws(new ProcessBuilder(command));
  }

  private static ProcessBuilder withoutAws(ProcessBuilder builder) {
    builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
    builder.environment().put("AWS_CONFIG_FILE", "/nonexistent");
    builder.environment().put("AWS_SHARED_CREDENTIALS_FILE", "/nonexistent");
    return builder;
  }

  /** Waits for its end and gives what it printed; a child that hangs is ended and a failure. */
  public String await() throws IOException, InterruptedException {
    return await(Duration.ofSeconds(LONGEST_SECONDS));
  }

  /** The same for one that may take longer, or shorter. */
  public String await(Duration longest) throws IOException, InterruptedException {
    boolean ended = process.waitFor(longest.toMillis(), TimeUnit.MILLISECONDS);
    if (!ended) {
      process.destroyForcibly();
    }
    String printed = Files.readString(output, StandardCharsets.UTF_8);
    Files.delete(output);
    if (!ended || process.exitValue() != 0) {
      throw new AssertionError("the other JVM did not end well: " + printed);
    }
    return printed;
  }
}
