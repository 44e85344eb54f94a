package io.github.dynamodbjcache.examples.micronaut;

import io.github.dynamodbjcache.embedded.EmbeddedDynamoDb;
import io.micronaut.context.ApplicationContext;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import javax.cache.Cache;
import javax.cache.CacheManager;

/** A context of the application, as each instance of it has one. */
final class Node implements AutoCloseable {

  static {
    // DynamoDB Local takes any credentials, but the SDK wants some.
    System.setProperty("aws.accessKeyId", "local");
    System.setProperty("aws.secretAccessKey", "local");
  }

  private final ApplicationContext context;

  private Node(URI file) {
    context = ApplicationContext.run(Map.<String, Object>of("caches.file", file.toString()));
  }

  /** Starts one on tables of that prefix. */
  static Node start(String prefix, Path folder) throws IOException {
    return new Node(file(prefix, folder));
  }

  /**
   * The settings of a node on tables of that prefix: of one file would be one manager.
   *
   * @param folder where the file is made
   */
  static URI file(String prefix, Path folder) throws IOException {
    Path file = Files.createTempDirectory(folder, "node").resolve("dynamodb-jcache.conf");
    try (InputStream settings =
        Objects.requireNonNull(Node.class.getResourceAsStream("/dynamodb-jcache.conf"))) {
      String text = new String(settings.readAllBytes(), StandardCharsets.UTF_8);
      String own =
          """
          dynamodb-jcache {
            table.prefix = "%s"
            client {
              endpoint = "%s"
              region = eu-west-1
              attempt-timeout = 20s
              api-call-timeout = 60s
            }
          }
          """;
      Files.writeString(
          file, text + own.formatted(prefix, EmbeddedDynamoDb.shared().endpoint().toString()));
    }
    return file.toUri();
  }

  Forecasts forecasts() {
    return context.getBean(Forecasts.class);
  }

  /** How often the node's own satellite was asked. */
  int questions() {
    return context.getBean(Satellite.class).questions();
  }

  Cache<Object, Object> cache(String name) {
    return context.getBean(CacheManager.class).getCache(name);
  }

  @Override
  public void close() {
    context.close();
  }
}
