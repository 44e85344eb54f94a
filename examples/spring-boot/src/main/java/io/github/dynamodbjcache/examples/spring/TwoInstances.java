package io.github.dynamodbjcache.examples.spring;

import io.github.dynamodbjcache.embedded.EmbeddedDynamoDb;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;

/**
 * Shows the application at work: two instances of it, one after the other, each in a JVM of its
 * own, on one DynamoDB that lasts longer than they do. Ends with an error if one of them does.
 *
 * <p>It is no part of the application, and needs no account and no network.
 */
public final class TwoInstances {

  private TwoInstances() {}

  /** Takes no arguments. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    // Here no Spring Boot reads application.properties, where DynamoDB Local is silenced.
    LoggingSystem.get(TwoInstances.class.getClassLoader())
        .setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.ERROR);
    try (var dynamoDb = EmbeddedDynamoDb.inMemory()) {
      System.out.printf("%nThe first instance, with empty tables%n");
      run(dynamoDb.endpoint(), "--paint-shop.maker.takes=1s");
      System.out.printf("%nThe second instance, when the maker is closed%n");
      run(dynamoDb.endpoint(), "--paint-shop.maker.open=false");
    }
  }

  private static void run(URI dynamoDb, String setting) throws IOException, InterruptedException {
    var builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Ddynamodb-jcache.client.endpoint=" + dynamoDb,
                "-Ddynamodb-jcache.client.region=eu-west-1",
                "-cp",
                System.getProperty("java.class.path"),
                PaintShop.class.getName(),
                "--spring.profiles.active=tour",
                "--spring.main.banner-mode=off",
                "--logging.level.root=warn",
                setting)
            .inheritIO();
    // DynamoDB Local takes any credentials, but the SDK wants some.
    builder.environment().put("AWS_ACCESS_KEY_ID", "local");
    builder.environment().put("AWS_SECRET_ACCESS_KEY", "local");
    var instance = builder.start();
    try {
      if (instance.waitFor() != 0) {
        throw new IllegalStateException("the instance failed");
      }
    } finally {
      instance.destroyForcibly();
    }
  }
}
