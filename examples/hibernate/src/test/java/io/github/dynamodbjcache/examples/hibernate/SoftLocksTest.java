package io.github.dynamodbjcache.examples.hibernate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbjcache.examples.hibernate.Shop.Product;
import io.github.dynamodbjcache.examples.hibernate.Shop.Unit;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a JVM that dies between change and commit leaves behind in a shared cache. */
class SoftLocksTest {

  private final World world = new World();
  private final Node node = world.node();

  @AfterEach
  void close() {
    node.close();
    world.close();
  }

  /**
   * "Its soft lock stays: the entity is read from the database until the lock times out after a
   * minute, and so are queries on its table; never is anything wrong read."
   */
  @Test
  void theLockOfADeadJvmCostsAMinuteOfMissesAndNoWrongRead()
      throws IOException, InterruptedException {
    node.run(session -> session.persist(new Product(1L, "lamp")));
    assertThat(node.statements(() -> assertThat(name(node)).isEqualTo("lamp"))).isZero();

    OtherJvm.run(world, "die");

    for (int i = 0; i < 2; i++) {
      assertThat(node.statements(() -> assertThat(name(node)).isEqualTo("lamp"))).isOne();
      assertThat(node.statements(() -> assertThat(names(node)).containsExactly("lamp"))).isOne();
    }
    try (Node later = world.node(Node.clockOff(Duration.ofSeconds(62)), "")) {
      assertThat(later.statements(() -> name(later))).isOne();
      assertThat(later.statements(() -> name(later))).isZero();
      assertThat(later.statements(() -> names(later))).isOne();
      assertThat(later.statements(() -> names(later))).isZero();
    }
  }

  /** "An entry of a node whose clock is ahead is a miss until the reader's clock has passed it." */
  @Test
  void anEntryFromANodeAheadIsAMissUntilThen() {
    try (Node ahead = world.node(Node.clockOff(Duration.ofSeconds(30)), "")) {
      ahead.run(session -> session.persist(new Product(1L, "lamp")));
      assertThat(ahead.statements(() -> name(ahead))).isZero();
    }
    assertThat(node.statements(() -> assertThat(name(node)).isEqualTo("lamp"))).isOne();
    try (Node later = world.node(Node.clockOff(Duration.ofSeconds(31)), "")) {
      assertThat(later.statements(() -> name(later))).isZero();
    }
  }

  private static String name(Node node) {
    return node.ask(session -> session.find(Product.class, 1L).name);
  }

  private static List<String> names(Node node) {
    return node.ask(session -> KeysTest.namesOf(session, Unit.BOX));
  }
}
