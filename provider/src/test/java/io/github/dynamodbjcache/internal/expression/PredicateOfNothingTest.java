package io.github.dynamodbjcache.internal.expression;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbjcache.internal.expression.Predicate.At;
import io.github.dynamodbjcache.internal.expression.Predicate.Comparator;
import io.github.dynamodbjcache.internal.expression.Predicate.SizeOf;
import io.github.dynamodbjcache.testing.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What a predicate is of no item, known without asking the service. */
class PredicateOfNothingTest {

  private static final int NESTED = 300;

  @Test
  void theServiceSaysTheSameOfAMissingItem() {
    try (PlainTable table = new PlainTable()) {
      List<Predicate> plain = plain();
      for (Predicate predicate : plain) {
        assertAgree(table, predicate);
        assertAgree(table, new Predicate.Not(predicate));
      }
      Random random = Seed.of(PredicateOfNothingTest.class).random(0);
      for (int i = 0; i < NESTED; i++) {
        assertAgree(table, nested(random, plain, 4));
      }
    }
  }

  private static void assertAgree(PlainTable table, Predicate predicate) {
    assertThat(predicate.holdsOfNothing())
        .as(predicate.toString())
        .isEqualTo(table.holds("missing", predicate));
  }

  private static List<Predicate> plain() {
    AttributeValue one = AttributeValue.fromN("1");
    AttributeValue text = AttributeValue.fromS("S");
    List<Predicate> plain = new ArrayList<>();
    for (AttributePath path :
        List.of(
            AttributePath.of("id"),
            AttributePath.of("a"),
            new AttributePath(List.of("a", "b", 0)))) {
      for (Predicate.Operand operand : List.of(new At(path), new SizeOf(path))) {
        for (Comparator comparator : Comparator.values()) {
          plain.add(new Predicate.Comparison(operand, comparator, one));
        }
        plain.add(new Predicate.Comparison(operand, Comparator.EQ, AttributeValue.fromNul(true)));
        plain.add(new Predicate.Between(operand, one, one));
        plain.add(new Predicate.In(operand, List.of(one, AttributeValue.fromNul(true))));
      }
      plain.add(new Predicate.BeginsWith(path, AttributeValue.fromS("")));
      plain.add(new Predicate.Contains(path, text));
      plain.add(new Predicate.IsOfType(path, "NULL"));
      plain.add(new Predicate.Exists(path));
      plain.add(new Predicate.IsAbsent(path));
    }
    return plain;
  }

  private static Predicate nested(Random random, List<Predicate> plain, int depth) {
    if (depth == 0 || random.nextInt(4) == 0) {
      return plain.get(random.nextInt(plain.size()));
    }
    if (random.nextInt(3) == 0) {
      return new Predicate.Not(nested(random, plain, depth - 1));
    }
    List<Predicate> parts = new ArrayList<>();
    for (int i = random.nextInt(3); i >= 0; i--) {
      parts.add(nested(random, plain, depth - 1));
    }
    return random.nextBoolean() ? new Predicate.All(parts) : new Predicate.Any(parts);
  }
}
