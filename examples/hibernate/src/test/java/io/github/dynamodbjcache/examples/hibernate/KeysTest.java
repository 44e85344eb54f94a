package io.github.dynamodbjcache.examples.hibernate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbjcache.examples.hibernate.Shop.Line;
import io.github.dynamodbjcache.examples.hibernate.Shop.LineId;
import io.github.dynamodbjcache.examples.hibernate.Shop.Product;
import io.github.dynamodbjcache.examples.hibernate.Shop.Stock;
import io.github.dynamodbjcache.examples.hibernate.Shop.Unit;
import java.io.IOException;
import java.util.List;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * "composite ids with equal parts, enums in ids and a second JVM all hit the same entry", and two
 * session factories in separate JVMs see each other's writes.
 */
class KeysTest {

  private final World world = new World();
  private final Node node = world.node();

  @AfterEach
  void close() {
    node.close();
    world.close();
  }

  @SuppressWarnings("deprecation") // Hibernate 6.6 knows no other way.
  static Product byNaturalId(Session session, long id) {
    return session
        .byNaturalId(Product.class)
        .using("ean", "ean-" + id)
        .using("soldBy", Unit.BOX)
        .load();
  }

  static List<String> namesOf(Session session, Unit unit) {
    return session
        .createQuery("select name from Product where soldBy in :units", String.class)
        .setParameterList("units", List.of(unit))
        .setCacheable(true)
        .list();
  }

  @Test
  @SuppressWarnings("StringOperationCanBeSimplified") // two objects that are equal
  void aCompositeIdOfEqualPartsIsOneEntry() {
    String x = "x";
    node.run(session -> session.persist(new Line(new LineId(x, x, Unit.PIECE), 1)));
    LineId other = new LineId(new String("x"), new String("x"), Unit.PIECE);

    assertThat(node.statements(() -> assertThat(quantity(other)).isEqualTo(1))).isZero();
    node.run(session -> session.find(Line.class, other).quantity = 2);

    assertThat(quantity(new LineId(x, x, Unit.PIECE))).isEqualTo(2);
    assertThat(world.items("__line"))
        .singleElement()
        .satisfies(
            item ->
                assertThat(item.get("k").s())
                    .endsWith(
                        "$Line,null,array:java.lang.Object(string:x,string:x,"
                            + "enum:"
                            + Unit.class.getName()
                            + "/PIECE))"));
  }

  private int quantity(LineId id) {
    return node.ask(session -> session.find(Line.class, id).quantity);
  }

  @Test
  void aSecondJvmHitsEveryEntryThatTheFirstHasPut() throws IOException, InterruptedException {
    node.run(
        session -> {
          session.persist(new Product(1L, "lamp"));
          session.persist(new Stock(Unit.BOX, 7));
          session.persist(new Line(new LineId("x", "x", Unit.PIECE), 3));
        });
    node.run(session -> assertThat(session.find(Product.class, 1L).tags).hasSize(1));
    node.run(session -> assertThat(session.find(Product.class, 1L).votes).hasSize(1));
    node.run(session -> byNaturalId(session, 1L));
    node.run(session -> assertThat(namesOf(session, Unit.BOX)).containsExactly("lamp"));

    assertThat(OtherJvm.run(world, "read"))
        .containsExactly(
            "lamp [new] {a=1}", "7", "3", "lamp", "[lamp]", "statements 0", "misses 0");
  }

  @Test
  void twoJvmsSeeEachOthersWrites() throws IOException, InterruptedException {
    node.run(session -> session.persist(new Product(1L, "lamp")));
    assertThat(node.<List<String>>ask(session -> namesOf(session, Unit.BOX)))
        .containsExactly("lamp");

    OtherJvm.run(world, "rename");

    assertThat(node.<String>ask(session -> session.find(Product.class, 1L).name))
        .isEqualTo("renamed");
    assertThat(node.<List<String>>ask(session -> namesOf(session, Unit.BOX)))
        .containsExactly("renamed");

    node.run(session -> session.find(Product.class, 1L).name = "back");

    assertThat(OtherJvm.run(world, "name")).containsExactly("back");
  }
}
