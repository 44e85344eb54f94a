package io.github.dynamodbjcache.internal.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynamodbjcache.testing.Seed;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/** Random changes of random items, held against what DynamoDB's guide says they make of them. */
class ChangesOfItemsTest {

  private static final int UPDATES = 1500;

  @Test
  void theServiceMakesOfAnItemWhatWasMeant() {
    Seed seed = Seed.of(ChangesOfItemsTest.class);
    int done = 0;
    try (PlainTable table = new PlainTable()) {
      for (int i = 0; i < UPDATES; i++) {
        Random random = seed.random(i);
        Map<String, AttributeValue> item = new RandomItems(random).item();
        List<Change> changes = new RandomChanges(random).of(item);
        table.put("x", item);
        String as = seed + ", update " + i + ": " + changes + " of " + item;
        Map<String, Object> expected;
        try {
          expected = ChangeOracle.after(item, changes);
        } catch (IllegalArgumentException refused) {
          assertThatThrownBy(() -> table.update("x", changes))
              .as(as)
              .isInstanceOf(DynamoDbException.class);
          continue;
        }
        assertThat(updated(table, changes, as)).as(as).isEqualTo(expected);
        assertThat(Values.canonical(ChangedItem.of(item, changes))).as(as).isEqualTo(expected);
        done++;
      }
    }
    assertThat(done).isBetween(UPDATES / 4, UPDATES * 9 / 10);
  }

  private static Map<String, Object> updated(PlainTable table, List<Change> changes, String as) {
    try {
      return Values.canonical(table.update("x", changes));
    } catch (DynamoDbException refused) {
      throw new AssertionError(as, refused);
    }
  }
}
