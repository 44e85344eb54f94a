package io.github.dynamodbjcache.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/**
 * DynamoDB Local in a process of its own: prints its endpoint as the one line of its output, and
 * serves until its input is closed.
 *
 * <pre>{@code
 * java -cp ... io.github.dynamodbjcache.embedded.EmbeddedDynamoDbMain [directory [port]]
 * }</pre>
 *
 * <p>Without a directory the tables are in memory; without a port it takes a free one.
 */
public final class EmbeddedDynamoDbMain {

  private EmbeddedDynamoDbMain() {}

  /** Serves until the input is closed. */
  public static void main(String[] arguments) throws IOException {
    EmbeddedDynamoDb.Builder builder = EmbeddedDynamoDb.builder();
    if (arguments.length > 0 && !arguments[0].isEmpty()) {
      builder.directory(Path.of(arguments[0]));
    }
    if (arguments.length > 1) {
      builder.port(Integer.parseInt(arguments[1]));
    }
    try (EmbeddedDynamoDb server = builder.start()) {
      System.out.println(server.endpoint());
      System.out.flush();
      System.in.transferTo(OutputStream.nullOutputStream());
    }
  }
}
