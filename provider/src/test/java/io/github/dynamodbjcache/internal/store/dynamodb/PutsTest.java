package io.github.dynamodbjcache.internal.store.dynamodb;

import static io.github.dynamodbjcache.internal.store.dynamodb.StoreFixture.key;
import static io.github.dynamodbjcache.internal.store.dynamodb.StoreFixture.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.dynamodbjcache.internal.store.Guard;
import io.github.dynamodbjcache.internal.store.Mutation;
import io.github.dynamodbjcache.internal.store.NewDeadline;
import io.github.dynamodbjcache.internal.time.Deadline;
import io.github.dynamodbjcache.testing.TestDynamoDb;
import java.time.Clock;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** What a put asks of the service, and at what price. */
@Timeout(60)
class PutsTest {

  private static final long NOW = 4_000_000_000_123L;

  private final TableLayout layout = layout(Set.of("v", "t"));

  @Test
  void aPutCostsOneWriteUnitAsPutItemWould() {
    try (DynamoDbClient client = TestDynamoDb.client()) {
      TableLayout table = StoreFixture.newTable(client);
      for (int i = 0; i < 8; i++) {
        UpdateItemRequest put =
            puts(table).of(put("v".repeat(800))).toBuilder()
                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                .build();
        assertThat(client.updateItem(put).consumedCapacity().capacityUnits()).isEqualTo(1.0);
      }
    }
  }

  @Test
  void namesOfOthersAndValuesStandOnlyBehindPlaceholders() {
    UpdateItemRequest put = puts(layout).of(put("secret"));
    assertThat(put.updateExpression())
        .matches(
            "SET (#\\d+ = (:\\d+|if_not_exists\\(#\\d+, :\\d+\\))(, )?)+( REMOVE (#\\d+(, )?)+)?");
    assertThat(put.expressionAttributeNames())
        .containsValues("v", "t", "w", "p1", "p5", "x", "ttl")
        .doesNotContainValue("secret");
    assertThat(put.expressionAttributeValues()).containsValue(AttributeValue.fromS("secret"));
    assertThat(put.conditionExpression()).isNull();
  }

  @Test
  void timeToLiveIsRoundedUpToWholeSeconds() {
    assertThat(SecondsDeadlines.atOrAfter(Deadline.at(1))).isEqualTo(AttributeValue.fromN("1"));
    assertThat(SecondsDeadlines.atOrAfter(Deadline.at(1000))).isEqualTo(AttributeValue.fromN("1"));
    assertThat(SecondsDeadlines.atOrAfter(Deadline.at(1001))).isEqualTo(AttributeValue.fromN("2"));
    assertThat(SecondsDeadlines.atOrAfter(Deadline.at(Long.MAX_VALUE - 1)))
        .isEqualTo(AttributeValue.fromN("9223372036854776"));
  }

  @Test
  void sharedNamesAreRefused() {
    for (Set<String> names : Set.of(Set.of("k"), Set.of("w"), Set.of("p3"), Set.of("ttl"))) {
      assertThatIllegalArgumentException().isThrownBy(() -> layout(names));
    }
  }

  private static TableLayout layout(Set<String> dataAttributes) {
    return new TableLayout("users", KeySchema.ofText("k"), Naming.OWN, dataAttributes);
  }

  private static MergedPuts puts(TableLayout layout) {
    ItemFormat format = new ItemFormat(layout, Clock.systemUTC());
    return new MergedPuts(format, new OwnAttributes(format));
  }

  private static Mutation.Put put(String text) {
    return new Mutation.Put(
        key("user:42"),
        value(text),
        NewDeadline.set(Deadline.at(NOW)),
        Guard.NONE,
        NOW,
        /* returnPrevious= */ false);
  }
}
