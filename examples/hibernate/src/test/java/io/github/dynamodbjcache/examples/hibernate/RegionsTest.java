package io.github.dynamodbjcache.examples.hibernate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynamodbjcache.examples.hibernate.Shop.Fixed;
import io.github.dynamodbjcache.examples.hibernate.Shop.Product;
import io.github.dynamodbjcache.examples.hibernate.Shop.Stock;
import io.github.dynamodbjcache.examples.hibernate.Shop.Unit;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.CRC32C;
import org.hibernate.Cache;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Regions and their tables: names, eviction, and entries of another version. */
class RegionsTest {

  private static final String PACKAGE = ".io.github.dynamodbjcache.examples.hibernate.";

  private final World world = new World();

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void eachRegionIsATableNamedAfterIt() {
    try (Node node = world.node()) {
      node.run(session -> session.persist(new Product(1L, "lamp")));
      String shop = world.prefix() + PACKAGE + "_shop_36_";
      assertThat(world.tables())
          .contains(
              shop + "_product",
              shop + "_product.tags",
              shop + "_product.votes",
              shop + "_product_35__35__natural_id",
              shop + "_fixed",
              world.prefix() + ".default-query-results-region",
              world.prefix() + ".default-update-timestamps-region");
    }
  }

  /** "A small entity fits into one write unit, its key and all revisions included." */
  @Test
  void aSmallEntityIsOneWriteUnit() {
    try (Node node = world.node()) {
      node.run(session -> session.persist(new Stock(Unit.BOX, 1)));
      for (int i = 0; i < 3; i++) { // Each change locks and unlocks: all revisions are filled.
        node.run(session -> session.find(Stock.class, Unit.BOX).quantity++);
      }
      assertThat(world.items("_stock"))
          .singleElement()
          .satisfies(item -> assertThat(bytes(item)).isLessThan(1024));
    }
  }

  private static int bytes(Map<String, AttributeValue> item) {
    return item.entrySet().stream()
        .mapToInt(
            attribute -> {
              AttributeValue value = attribute.getValue();
              int size =
                  value.b() != null
                      ? value.b().asByteArrayUnsafe().length
                      : (value.s() != null ? value.s() : value.n()).length();
              return attribute.getKey().length() + size;
            })
        .sum();
  }

  @Test
  void evictionIsSeenByEveryNode() {
    try (Node node = world.node();
        Node other = world.node()) {
      node.run(session -> session.persist(new Product(1L, "lamp")));
      node.run(session -> session.persist(new Fixed(1L, "f")));
      node.run(session -> session.find(Fixed.class, 1L));
      Cache cache = other.sessions().getCache();
      assertThat(cache.containsEntity(Product.class, 1L)).isTrue();

      cache.evictEntityData(Product.class, 1L);

      assertThat(node.sessions().getCache().containsEntity(Product.class, 1L)).isFalse();
      assertThat(node.sessions().getCache().containsEntity(Fixed.class, 1L)).isTrue();

      cache.evictRegion(Fixed.class.getName());

      assertThat(node.sessions().getCache().containsEntity(Fixed.class, 1L)).isFalse();
    }
  }

  @Test
  void aBulkUpdateEmptiesTheRegion() {
    try (Node node = world.node();
        Node other = world.node()) {
      node.run(session -> session.persist(new Product(1L, "lamp")));
      node.run(session -> session.persist(new Product(2L, "loom")));

      other.run(
          session ->
              session.createMutationQuery("update Product set name = 'all'").executeUpdate());

      assertThat(node.sessions().getCache().containsEntity(Product.class, 1L)).isFalse();
      assertThat(node.<String>ask(session -> session.find(Product.class, 2L).name))
          .isEqualTo("all");
    }
  }

  /** "What another version of Hibernate or of the entities wrote is loaded anew." */
  @Test
  void anEntryOfAnotherVersionIsAMissAndReplaced() {
    try (Node node = world.node()) {
      node.run(session -> session.persist(new Product(1L, "lamp")));
      makeOfAnotherVersion();

      assertThat(node.statements(() -> assertThat(name(node)).isEqualTo("lamp"))).isOne();
      assertThat(node.statements(() -> assertThat(name(node)).isEqualTo("lamp"))).isZero();

      makeOfAnotherVersion();
      node.run(session -> session.find(Product.class, 1L).name = "light");
      assertThat(name(node)).isEqualTo("light");
    }
  }

  @Test
  void withoutTheSettingItIsAFailure() {
    try (Node node = world.node(Map.of(), "default.unreadable = fail")) {
      node.run(session -> session.persist(new Product(1L, "lamp")));
      makeOfAnotherVersion();

      assertThatThrownBy(() -> name(node)).hasStackTraceContaining("StandardCacheEntryImpl");
    }
  }

  private static String name(Node node) {
    return node.ask(session -> session.find(Product.class, 1L).name);
  }

  /** Changes the serialVersionUID that stands behind the class's name. */
  private void makeOfAnotherVersion() {
    for (Map<String, AttributeValue> item : world.items("_product")) {
      byte[] value = item.get("v").b().asByteArray();
      String text = new String(value, StandardCharsets.ISO_8859_1);
      String name = "org.hibernate.cache.spi.entry.StandardCacheEntryImpl";
      int uid = text.indexOf(name) + name.length();
      value[uid] ^= 1;
      CRC32C checksum = new CRC32C();
      checksum.update(value, Integer.BYTES, value.length - Integer.BYTES);
      ByteBuffer.wrap(value).putInt((int) checksum.getValue());
      Map<String, AttributeValue> changed = new HashMap<>(item);
      changed.put("v", AttributeValue.fromB(SdkBytes.fromByteArray(value)));
      world.replace("_product", changed);
    }
  }
}
