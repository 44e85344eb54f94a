package io.github.dynamodbjcache.examples.ratelimiter;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/** A {@link Gateway} in a JVM of its own. It is ready when its constructor returns. */
final class GatewayProcess implements AutoCloseable {

  private final Process process;
  private final BufferedReader output;

  /** Starts one on this program's class path, against that DynamoDB. */
  GatewayProcess(URI dynamoDb, String customer) throws IOException {
    var builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-Ddynamodb-jcache.client.endpoint=" + dynamoDb,
                "-Ddynamodb-jcache.client.region=eu-west-1",
                "-cp",
                System.getProperty("java.class.path"),
                Gateway.class.getName(),
                customer)
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    // DynamoDB Local takes any credentials, but the SDK wants some.
    builder.environment().put("AWS_ACCESS_KEY_ID", "local");
    builder.environment().put("AWS_SECRET_ACCESS_KEY", "local");
    process = builder.start();
    output = process.inputReader(UTF_8);
    Promise.kept("ready".equals(output.readLine()), "the process starts");
  }

  /** Lets it begin. */
  void go() throws IOException {
    process.getOutputStream().close();
  }

  /** Waits for its end and gives how many calls it let in, and on how many it had no answer. */
  int[] calls() throws IOException, InterruptedException {
    var line = output.readLine();
    Promise.kept(process.waitFor(2, TimeUnit.MINUTES), "the process ends");
    Promise.kept(line != null && process.exitValue() == 0, "the process succeeds");
    return Arrays.stream(line.split(" ")).mapToInt(Integer::parseInt).toArray();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
