package io.github.dynamodbjcache.examples.hibernate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynamodbjcache.examples.hibernate.Shop.Fixed;
import io.github.dynamodbjcache.examples.hibernate.Shop.Loose;
import io.github.dynamodbjcache.examples.hibernate.Shop.Product;
import io.github.dynamodbjcache.examples.hibernate.Shop.Transactional;
import java.util.Map;
import java.util.function.Function;
import org.hibernate.Hibernate;
import org.hibernate.Session;
import org.hibernate.stat.CacheRegionStatistics;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The four access strategies; two nodes take turns. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS) // Nodes take long to start.
class StrategiesTest {

  private final World world = new World();
  private final Node node = world.node();
  private final Node other = world.node();
  private long id;

  @BeforeEach
  void anotherId() {
    id++;
  }

  @AfterAll
  void close() {
    other.close();
    node.close();
    world.close();
  }

  private void assertHit(Node where, Function<Session, String> name, String expected) {
    assertThat(where.statements(() -> assertThat(where.ask(name)).isEqualTo(expected))).isZero();
  }

  private void assertMiss(Node where, Function<Session, String> name, String expected) {
    assertThat(where.statements(() -> assertThat(where.ask(name)).isEqualTo(expected))).isOne();
  }

  @Test
  void readOnlyIsLoadedOnceAndNeverChanged() {
    node.run(session -> session.persist(new Fixed(id, "a")));
    Function<Session, String> name = session -> session.find(Fixed.class, id).name;

    assertHit(other, name, "a"); // Put there when it was inserted.
    node.sessions().getCache().evictAllRegions();
    assertMiss(node, name, "a");
    assertHit(node, name, "a");
    assertHit(other, name, "a");
    assertThatThrownBy(() -> node.run(session -> session.find(Fixed.class, id).name = "b"))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void nonstrictReadWriteForgetsWhatIsChanged() {
    node.run(session -> session.persist(new Loose(id, "a")));
    Function<Session, String> name = session -> session.find(Loose.class, id).name;
    assertMiss(node, name, "a");
    assertHit(other, name, "a");

    other.run(session -> session.find(Loose.class, id).name = "b");

    assertMiss(node, name, "b");
    assertHit(other, name, "b");
  }

  @Test
  void readWriteReplacesWhatIsChanged() {
    node.run(session -> session.persist(new Product(id, "a")));
    Function<Session, String> name = session -> session.find(Product.class, id).name;
    assertHit(node, name, "a");
    assertHit(other, name, "a");

    other.run(session -> session.find(Product.class, id).name = "b");

    assertHit(node, name, "b");
    node.run(session -> session.remove(session.find(Product.class, id)));
    assertThat(other.<Product>ask(session -> session.find(Product.class, id))).isNull();
  }

  /** A rolled back change leaves the entry locked and unlocked again, and no trace of itself. */
  @Test
  void readWriteForgetsWhatIsRolledBack() {
    node.run(session -> session.persist(new Product(id, "a")));

    assertThatThrownBy(
            () ->
                node.run(
                    session -> {
                      session.find(Product.class, id).name = "b";
                      session.flush();
                      throw new IllegalStateException("rolled back");
                    }))
        .hasMessage("rolled back");

    Function<Session, String> name = session -> session.find(Product.class, id).name;
    assertMiss(other, name, "a");
    assertHit(node, name, "a");
  }

  /** hibernate-jcache warns that it is not supported, and writes through at once. */
  @Test
  void transactionalWritesThroughAtOnce() {
    node.run(session -> session.persist(new Transactional(id, "a")));
    Function<Session, String> name = session -> session.find(Transactional.class, id).name;
    assertHit(node, name, "a");

    other.run(session -> session.find(Transactional.class, id).name = "b");

    assertHit(node, name, "b");
  }

  @Test
  void collectionsAreCachedAndFollowTheirChanges() {
    node.run(session -> session.persist(new Product(id, "a")));
    Function<Session, String> contents =
        session -> {
          Product product = session.find(Product.class, id);
          return product.tags + " " + product.votes;
        };
    assertThat(node.ask(contents)).isEqualTo("[new] {a=1}");
    assertHit(other, contents, "[new] {a=1}");

    other.run(
        session -> {
          session.find(Product.class, id).tags.add("cheap");
          session.find(Product.class, id).votes.put("b", 2);
        });

    assertThat(node.ask(contents)).isEqualTo("[new, cheap] {a=1, b=2}");
    assertHit(other, contents, "[new, cheap] {a=1, b=2}");
  }

  @Test
  void associationsAndValuesComeBackAsTheyWere() {
    node.run(
        session -> {
          Product next = new Product(-id, "next");
          session.persist(next);
          Product product = new Product(id, "a");
          product.successor = next;
          session.persist(product);
        });

    assertHit(
        other,
        session -> {
          Product product = session.find(Product.class, id);
          return Hibernate.unproxy(product.successor, Product.class).name
              + " "
              + product.soldBy
              + " "
              + product.price
              + " "
              + product.since;
        },
        "next BOX 1.50 2020-02-29");
  }

  /** Statistics are Hibernate's own, for each region. */
  @Test
  void statisticsCountHitsMissesAndPuts() {
    node.run(session -> session.persist(new Loose(id, "a")));
    node.statistics().clear();

    node.run(session -> session.find(Loose.class, id));
    node.run(session -> session.find(Loose.class, id));
    node.run(session -> session.find(Loose.class, id));

    CacheRegionStatistics region =
        node.statistics().getDomainDataRegionStatistics(Loose.class.getName());
    assertThat(region.getMissCount()).isEqualTo(1);
    assertThat(region.getPutCount()).isEqualTo(1);
    assertThat(region.getHitCount()).isEqualTo(2);
  }

  /** {@code hibernate.cache.use_structured_entries}: maps instead of Hibernate's classes. */
  @Test
  void structuredEntriesAreHitToo() {
    try (World second = new World();
        Node structured =
            second.node(Map.of("hibernate.cache.use_structured_entries", "true"), "")) {
      structured.run(session -> session.persist(new Product(id, "a")));
      Function<Session, String> contents =
          session -> {
            Product product = session.find(Product.class, id);
            return product.name + product.tags + product.votes;
          };
      assertThat(structured.ask(contents)).isEqualTo("a[new]{a=1}");
      assertHit(structured, contents, "a[new]{a=1}");
    }
  }
}
