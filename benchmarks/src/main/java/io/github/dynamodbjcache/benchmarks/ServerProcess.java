package io.github.dynamodbjcache.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.dynamodbjcache.embedded.EmbeddedDynamoDbMain;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * DynamoDB Local in a process of its own, so that its CPU and memory are not taken for a client's.
 */
final class ServerProcess implements AutoCloseable {

  /**
   * More than the second of the default: a busy machine may need it, and this is not the matter.
   */
  static final int ATTEMPT_TIMEOUT_SECONDS = 120;

  private static final String QUIET = "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn";

  private final Process process;
  private final URI endpoint;

  /** Starts it, with its tables in memory, and waits until it serves. */
  ServerProcess() throws IOException {
    process =
        JavaProgram.command(EmbeddedDynamoDbMain.class, List.of("-Xmx6g", QUIET), List.of())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String line = process.inputReader(UTF_8).readLine();
    if (line == null) {
      throw new IOException("DynamoDB Local did not start; see its error output above");
    }
    endpoint = URI.create(line);
  }

  URI endpoint() {
    return endpoint;
  }

  /**
   * The options of a client JVM that are to find this server, and no AWS account by mistake.
   *
   * @return system properties that the provider and the SDK read
   */
  List<String> clientOptions() {
    return List.of(
        "-Ddynamodb-jcache.client.endpoint=" + endpoint,
        "-Ddynamodb-jcache.client.region=eu-west-1",
        "-Ddynamodb-jcache.caches.tracks.table.create=if-missing",
        "-Ddynamodb-jcache.caches.whole-tracks.table.create=if-missing",
        "-Ddynamodb-jcache.client.attempt-timeout=" + ATTEMPT_TIMEOUT_SECONDS + "s",
        "-Ddynamodb-jcache.client.api-call-timeout=10m",
        "-Ddynamodb-jcache.client.bulk-timeout=10m",
        "-Daws.accessKeyId=local",
        "-Daws.secretAccessKey=local",
        QUIET);
  }

  @Override
  public void close() {
    try {
      process.getOutputStream().close();
      if (process.waitFor(10, TimeUnit.SECONDS)) {
        return;
      }
    } catch (IOException gone) {
      // Then it has ended already.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    process.destroyForcibly();
  }
}
