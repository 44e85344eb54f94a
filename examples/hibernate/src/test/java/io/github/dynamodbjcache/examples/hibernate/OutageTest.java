package io.github.dynamodbjcache.examples.hibernate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynamodbjcache.embedded.EmbeddedDynamoDb;
import io.github.dynamodbjcache.examples.hibernate.Shop.Product;
import io.github.dynamodbjcache.testing.FaultyProxy;
import java.io.IOException;
import javax.cache.CacheException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an application does whose way to DynamoDB is cut. */
class OutageTest {

  private final World world = new World();
  private final FaultyProxy network = new FaultyProxy(EmbeddedDynamoDb.shared().endpoint());

  OutageTest() throws IOException {}

  /** DynamoDB Local takes any, but the SDK wants some. */
  @BeforeEach
  void credentials() {
    System.setProperty("aws.accessKeyId", "local");
    System.setProperty("aws.secretAccessKey", "local");
  }

  @AfterEach
  void close() throws IOException {
    System.clearProperty("aws.accessKeyId");
    System.clearProperty("aws.secretAccessKey");
    network.close();
    world.close();
  }

  /** "Hibernate lets it through into the transaction." */
  @Test
  void theTransactionFails() throws IOException {
    try (Node node = world.nodeBy(network.endpoint(), "")) {
      node.run(session -> session.persist(new Product(1L, "lamp")));
      network.mode(FaultyProxy.Mode.REFUSED);

      assertThatThrownBy(() -> name(node)).isInstanceOf(CacheException.class);
      assertThatThrownBy(
              () -> node.run(session -> session.find(Product.class, 1L).name = "never to be seen"))
          .isInstanceOf(CacheException.class);
    }
    try (Node node = world.node()) {
      assertThat(name(node)).isEqualTo("lamp");
    }
  }

  /**
   * "A session factory does not start while DynamoDB cannot be reached, unless table.create =
   * assumed has it take the tables for granted."
   */
  @Test
  void aSessionFactoryStartsIfItsTablesAreTakenForGranted() throws IOException {
    try (Node node = world.node()) {
      node.run(session -> session.persist(new Product(1L, "lamp")));
    }
    network.mode(FaultyProxy.Mode.REFUSED);

    assertThatThrownBy(() -> world.nodeBy(network.endpoint(), ""))
        .hasStackTraceContaining("refuses the connection");
    try (Node node = world.nodeBy(network.endpoint(), "default { table.create = assumed }")) {
      assertThatThrownBy(() -> name(node)).isInstanceOf(CacheException.class);
    }
  }

  private static String name(Node node) {
    return node.ask(session -> session.find(Product.class, 1L).name);
  }
}
