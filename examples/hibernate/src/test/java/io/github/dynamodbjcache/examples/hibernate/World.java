package io.github.dynamodbjcache.examples.hibernate;

import io.github.dynamodbjcache.embedded.EmbeddedDynamoDb;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.h2.tools.Server;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A database and the tables of its caches, for one test; other JVMs reach both. */
final class World implements AutoCloseable {

  private static final Server H2 = h2();

  private final String id = "w" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
  private final DynamoDbClient client =
      DynamoDbClient.builder()
          .endpointOverride(EmbeddedDynamoDb.shared().endpoint())
          .region(Region.US_EAST_1)
          .credentialsProvider(
              StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
          .build();
  private boolean schemaMade;

  private static Server h2() {
    System.setProperty("h2.bindAddress", "127.0.0.1");
    try {
      return Server.createTcpServer("-tcpPort", "0", "-ifNotExists", "-tcpDaemon").start();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Where the database is, for any JVM. */
  String url() {
    return "jdbc:h2:tcp://127.0.0.1:" + H2.getPort() + "/mem:" + id + ";DB_CLOSE_DELAY=-1";
  }

  /** What the names of this world's regions begin with. */
  String prefix() {
    return id;
  }

  /** A node of the application, as it is configured in the example. */
  Node node() {
    return node(Map.of(), "");
  }

  /**
   * A node with other settings.
   *
   * @param settings of Hibernate
   * @param caches blocks of caches in addition to the example's
   */
  Node node(Map<String, Object> settings, String caches) {
    Map<String, Object> all = new HashMap<>(settings);
    all.putIfAbsent("hibernate.hbm2ddl.auto", schemaMade ? "none" : "create");
    schemaMade = true;
    return Node.start(url(), prefix(), configuration(caches), all);
  }

  /** A node by another way to DynamoDB, with blocks of caches in addition to the example's. */
  Node nodeBy(URI endpoint, String caches) {
    System.setProperty("dynamodb-jcache.client.endpoint", endpoint.toString());
    System.setProperty("dynamodb-jcache.client.region", "us-east-1");
    try {
      return node(Map.of(), caches);
    } finally {
      System.clearProperty("dynamodb-jcache.client.endpoint");
      System.clearProperty("dynamodb-jcache.client.region");
    }
  }

  /** The configuration of the example's caches, in a file of its own. */
  static Path configuration(String caches) {
    try (var example = World.class.getResourceAsStream("/bookshop-cache.conf")) {
      Path file = Files.createTempFile("caches", ".conf");
      file.toFile().deleteOnExit();
      String text = new String(example.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
      return Files.writeString(file, text + "\ndynamodb-jcache.caches {\n" + caches + "\n}\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The tables of this world's regions. */
  List<String> tables() {
    return client.listTablesPaginator().tableNames().stream()
        .filter(name -> name.startsWith(id + "."))
        .sorted()
        .toList();
  }

  /** What lies in the table of the region whose name ends so. */
  List<Map<String, AttributeValue>> items(String regionEnd) {
    return client
        .scanPaginator(scan -> scan.tableName(table(regionEnd)).consistentRead(true))
        .items()
        .stream()
        .toList();
  }

  /** Puts an item as it stands, in place of one. */
  void replace(String regionEnd, Map<String, AttributeValue> item) {
    client.putItem(put -> put.tableName(table(regionEnd)).item(item));
  }

  private String table(String regionEnd) {
    return tables().stream().filter(name -> name.endsWith(regionEnd)).findFirst().orElseThrow();
  }

  @Override
  public void close() {
    for (String table : tables()) {
      client.deleteTable(delete -> delete.tableName(table));
    }
    client.close();
  }
}
