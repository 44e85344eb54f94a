package io.github.dynamodbjcache.examples.quickstart;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A second JVM that uses the same tables. It is ready when its constructor returns. */
final class OtherProcess implements AutoCloseable {

  private final Process process;

  /** Starts {@link Counters} on this program's class path, against that DynamoDB. */
  OtherProcess(URI dynamoDb, String counter, int bumps) throws IOException {
    var builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-Ddynamodb-jcache.client.endpoint=" + dynamoDb,
                "-Ddynamodb-jcache.client.region=eu-west-1",
                "-cp",
                System.getProperty("java.class.path"),
                Counters.class.getName(),
                counter,
                Integer.toString(bumps))
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    // DynamoDB Local takes any credentials, but the SDK wants some.
    builder.environment().put("AWS_ACCESS_KEY_ID", "local");
    builder.environment().put("AWS_SECRET_ACCESS_KEY", "local");
    process = builder.start();
    Promise.kept("ready".equals(process.inputReader(UTF_8).readLine()), "the process starts");
  }

  /** Lets it begin. */
  void go() throws IOException {
    process.getOutputStream().close();
  }

  /** Waits until it has done all, and well. */
  void await() throws InterruptedException {
    Promise.kept(process.waitFor(2, TimeUnit.MINUTES), "the process ends");
    Promise.kept(process.exitValue() == 0, "the process succeeds");
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
