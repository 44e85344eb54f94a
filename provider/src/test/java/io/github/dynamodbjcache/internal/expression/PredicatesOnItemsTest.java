package io.github.dynamodbjcache.internal.expression;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbjcache.testing.Seed;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Random predicates on random items, held against what DynamoDB's guide says they mean. */
class PredicatesOnItemsTest {

  private static final int ITEMS = 40;
  private static final int PREDICATES = 250;

  @Test
  void theServiceUnderstandsWhatWasMeant() {
    Seed seed = Seed.of(PredicatesOnItemsTest.class);
    Random random = seed.random(0);
    RandomItems items = new RandomItems(random);
    RandomPredicates predicates = new RandomPredicates(random);
    Map<String, Map<String, AttributeValue>> all = new HashMap<>();
    int held = 0;
    try (PlainTable table = new PlainTable()) {
      for (int i = 0; i < ITEMS; i++) {
        Map<String, AttributeValue> item = items.item();
        all.put(String.valueOf(i), item);
        table.put(String.valueOf(i), item);
      }
      List<Map<String, AttributeValue>> choices = List.copyOf(all.values());
      for (int i = 0; i < PREDICATES; i++) {
        Predicate predicate = predicates.about(items.one(choices), i % 4);
        Set<String> expected = matching(predicate, all);
        assertThat(table.matching(predicate)).as("%s: %s", seed, predicate).isEqualTo(expected);
        held += expected.size();
      }
    }
    // Neither all nor none: else it would prove little.
    assertThat(held).isBetween(ITEMS * PREDICATES / 8, ITEMS * PREDICATES * 7 / 8);
  }

  private static Set<String> matching(
      Predicate predicate, Map<String, Map<String, AttributeValue>> items) {
    Set<String> matching = new HashSet<>();
    items.forEach(
        (id, item) -> {
          if (new PredicateOracle(item).holds(predicate)) {
            matching.add(id);
          }
        });
    return matching;
  }
}
