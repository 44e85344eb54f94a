package io.github.dynamodbjcache.guarantee;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A {@link KilledWriter} in a JVM of its own, whose every line is heard. */
final class WriterProcess {

  private static final long LONGEST_SECONDS = 60;

  private final Process process;
  private final Thread reader;
  private final List<String> lines = new ArrayList<>();
  private final StringBuilder other = new StringBuilder();

  private WriterProcess(Process process) {
    this.process = process;
    this.reader = new Thread(this::read, "killed-writer");
    reader.start();
  }

  /** Starts one, as quickly as a JVM can. */
  static WriterProcess start(List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-XX:+UnlockDiagnosticVMOptions",
            "-XX:-BytecodeVerificationRemote",
            "-Xmx256m",
            "-Daws.accessKeyId=local",
            "-Daws.secretAccessKey=local",
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            KilledWriter.class.getName()));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
    builder.environment().put("AWS_CONFIG_FILE", "/nonexistent");
    builder.environment().put("AWS_SHARED_CREDENTIALS_FILE", "/nonexistent");
    return new WriterProcess(builder.start());
  }

  /** Kills it that long after it has said so many lines, and gives all whole ones it has said. */
  List<String> killAfter(int lineCount, long millis) throws InterruptedException {
    if (!hears(lineCount)) {
      process.toHandle().destroyForcibly();
      throw new AssertionError("the writer does not get on: " + heard());
    }
    Thread.sleep(millis); // The moment of death is what is random here.
    // By its handle, since Process.destroyForcibly closes the pipe with what it has said last.
    process.toHandle().destroyForcibly();
    return end();
  }

  private boolean hears(int lineCount) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_SECONDS);
    synchronized (lines) {
      while (lines.size() < lineCount && end - System.nanoTime() > 0) {
        TimeUnit.NANOSECONDS.timedWait(lines, end - System.nanoTime());
      }
      return lines.size() >= lineCount;
    }
  }

  private List<String> end() throws InterruptedException {
    if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("the writer did not end: " + heard());
    }
    reader.join();
    synchronized (lines) {
      return List.copyOf(lines);
    }
  }

  private String heard() {
    synchronized (lines) {
      return lines + " " + other;
    }
  }

  private void read() {
    try (BufferedReader in = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        hear(line);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void hear(String line) {
    synchronized (lines) {
      if (!line.endsWith(" .")) {
        other.append(line).append('\n');
        return;
      }
      lines.add(line.substring(0, line.length() - 2));
      lines.notifyAll();
    }
  }
}
