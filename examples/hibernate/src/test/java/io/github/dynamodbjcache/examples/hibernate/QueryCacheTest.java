package io.github.dynamodbjcache.examples.hibernate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynamodbjcache.examples.hibernate.Shop.Product;
import io.github.dynamodbjcache.examples.hibernate.Shop.Unit;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.cache.CacheException;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The query cache, its timestamps region, and what clocks that differ do to both. */
class QueryCacheTest {

  private final World world = new World();
  private final Node node = world.node();

  @BeforeEach
  void fill() {
    node.run(
        session -> {
          session.persist(new Product(1L, "lamp"));
          session.persist(new Product(2L, "loom"));
        });
  }

  @AfterEach
  void close() {
    node.close();
    world.close();
  }

  private static List<String> names(Session session) {
    return KeysTest.namesOf(session, Unit.BOX);
  }

  private static List<String> names(Node node) {
    return node.ask(QueryCacheTest::names);
  }

  @Test
  void anUpdateOnAnyNodeOutdatesTheResult() {
    assertThat(names(node)).containsExactlyInAnyOrder("lamp", "loom");
    try (Node other = world.node()) {
      other.run(session -> session.find(Product.class, 1L).name = "light");
    }
    assertThat(names(node)).containsExactlyInAnyOrder("light", "loom");
  }

  /** "Has to outlive every query result, or outdated ones count as fresh." */
  @Test
  void timestampsNeverExpireWhileEverythingElseDoes() {
    names(node);
    node.run(session -> session.find(Product.class, 1L).name = "light");

    assertThat(world.items("default-update-timestamps-region"))
        .isNotEmpty()
        .allSatisfy(item -> assertThat(item).doesNotContainKeys("x", "ttl"));
    assertThat(world.items("default-query-results-region"))
        .isNotEmpty()
        .allSatisfy(item -> assertThat(item).containsKeys("x", "ttl"));
    assertThat(world.items("_product"))
        .isNotEmpty()
        .allSatisfy(item -> assertThat(item).containsKeys("x", "ttl"));
  }

  /** What the configuration keeps from happening: Hibernate takes a lost timestamp as no change. */
  @Test
  void aLostTimestampMakesAnOutdatedResultCountAsFresh() {
    names(node);
    node.run(session -> session.find(Product.class, 1L).name = "light");
    node.sessions()
        .unwrap(org.hibernate.engine.spi.SessionFactoryImplementor.class)
        .getCache()
        .getTimestampsCache()
        .getRegion()
        .clear();

    assertThat(names(node)).containsExactlyInAnyOrder("lamp", "loom");
  }

  /** "A writer whose clock is ahead: results are void until the others' clocks have passed it." */
  @Test
  void aWriterAheadMakesResultsVoidButNotWrong() {
    try (Node ahead = world.node(Node.clockOff(Duration.ofSeconds(30)), "")) {
      ahead.run(session -> session.find(Product.class, 1L).name = "light");
    }
    for (int i = 0; i < 2; i++) {
      assertThat(names(node)).containsExactlyInAnyOrder("light", "loom");
    }
    assertThat(node.statistics().getQueryCacheHitCount()).isZero();

    try (Node later = world.node(Node.clockOff(Duration.ofSeconds(31)), "")) {
      names(later);
      names(later);
      assertThat(later.statistics().getQueryCacheHitCount()).isOne();
    }
  }

  /** "A writer whose clock is behind does not outdate what was cached in the time between." */
  @Test
  void aWriterBehindLeavesResultsStale() {
    node.statistics().clear();
    try (Node behind = world.node(Node.clockOff(Duration.ofSeconds(-30)), "");
        Node later = world.node(Node.clockOff(Duration.ofSeconds(1)), "")) {
      names(later); // Not void: cached after the timestamp that its insertion has left.
      behind.run(session -> session.find(Product.class, 1L).name = "light");

      assertThat(names(later)).as("stale").containsExactlyInAnyOrder("lamp", "loom");

      later.run(session -> session.find(Product.class, 2L).name = "weaver");
      assertThat(names(later)).containsExactlyInAnyOrder("light", "weaver");
    }
  }

  @Test
  void aNamedRegionIsATableOfItsOwn() {
    List<String> named =
        node.ask(
            session ->
                session
                    .createQuery("select name from Product order by id", String.class)
                    .setCacheable(true)
                    .setCacheRegion("names of products")
                    .list());
    assertThat(named).containsExactly("lamp", "loom");
    assertThat(world.items("names_32_of_32_products")).hasSize(1);
    assertThat(world.items("default-query-results-region")).isEmpty();
  }

  /**
   * "With a native query Hibernate stores its own descriptors of the columns' types: too many
   * classes for the preset, so they are allowed where such queries are."
   */
  @Test
  void aNativeQueryNeedsHibernatesTypesAllowed() {
    Function<Session, List<String>> query =
        session ->
            CachedQueriesTest.shown(
                session.createNativeQuery(
                    "select id, name, price, since from Product order by id", Object[].class));
    String message =
        assertThatThrownBy(() -> node.ask(query))
            .isInstanceOf(CacheException.class)
            .hasMessageContainingAll(
                "org.hibernate.type.descriptor.java.LongJavaType", "are not allowed in cache")
            .actual()
            .getMessage();

    // One message has all that is missing, and the setting that allows it.
    Matcher setting = Pattern.compile("serialization\\.allow = (\\[[^]]*])").matcher(message);
    assertThat(setting.find()).as(message).isTrue();
    String allowed = "\"*.default-query-results-region\".serialization.allow = " + setting.group(1);
    try (Node one = world.node(Map.of(), allowed);
        Node two = world.node(Map.of(), allowed)) {
      List<String> asked = one.ask(query);
      assertThat(two.statements(() -> assertThat(two.ask(query)).isEqualTo(asked))).isZero();
    }
  }
}
