package io.github.dynamodbjcache.examples.hibernate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbjcache.examples.hibernate.Shop.Product;
import io.github.dynamodbjcache.examples.hibernate.Shop.Unit;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Queries of each kind: their keys are the same on every node, and their results come back. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS) // Nodes take long to start.
class CachedQueriesTest {

  private final World world = new World();
  private final Node node = world.node();
  private final Node other = world.node();

  @BeforeAll
  void fill() {
    node.run(
        session -> {
          session.persist(new Product(1L, "lamp"));
          session.persist(new Product(2L, "loom"));
        });
  }

  @AfterAll
  void close() {
    other.close();
    node.close();
    world.close();
  }

  static Stream<Arguments> queries() {
    return Stream.of(
        query("a scalar", s -> s.createQuery("select name from Product order by id", String.class)),
        query("several", s -> s.createQuery("select id, price from Product", Object[].class)),
        query("an entity", s -> s.createQuery("from Product order by id", Product.class)),
        query(
            "a join",
            s ->
                s.createQuery(
                    "select p, t from Product p join p.tags t order by p.id", Object[].class)),
        query("a count", s -> s.createQuery("select count(*) from Product", Long.class)),
        query(
            "a page",
            s ->
                s.createQuery("from Product order by id", Product.class)
                    .setFirstResult(1)
                    .setMaxResults(1)),
        query(
            "parameters",
            s ->
                s.createQuery(
                        "from Product where soldBy in :units and price > :price and name like :name",
                        Product.class)
                    .setParameterList("units", List.of(Unit.BOX, Unit.PIECE))
                    .setParameter("price", new BigDecimal("0.10"))
                    .setParameter("name", "l%")));
  }

  private static Arguments query(
      String name, Function<Session, org.hibernate.query.Query<?>> query) {
    return Arguments.of(name, query);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("queries")
  void aSecondNodeFindsWhatTheFirstHasAsked(
      String name, Function<Session, org.hibernate.query.Query<?>> query) {
    other.statistics().clear();
    List<String> asked = node.ask(session -> shown(query.apply(session)));
    assertThat(asked).isNotEmpty();

    assertThat(
            other.statements(
                () ->
                    assertThat(other.<List<String>>ask(s -> shown(query.apply(s))))
                        .isEqualTo(asked)))
        .isZero();
    assertThat(other.statistics().getQueryCacheHitCount()).isOne();
  }

  static List<String> shown(org.hibernate.query.Query<?> query) {
    return query.setCacheable(true).list().stream().map(CachedQueriesTest::shown).toList();
  }

  private static String shown(Object row) {
    if (row instanceof Object[] columns) {
      return Stream.of(columns).map(CachedQueriesTest::shown).toList().toString();
    }
    return row instanceof Product product ? product.id + product.name : row.toString();
  }
}
