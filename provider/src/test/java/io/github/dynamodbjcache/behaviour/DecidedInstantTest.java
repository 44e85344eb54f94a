package io.github.dynamodbjcache.behaviour;

import static io.github.dynamodbjcache.table.Path.attr;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbjcache.configuration.DynamoDbCacheProperties;
import io.github.dynamodbjcache.configuration.DynamoDbConfiguration;
import io.github.dynamodbjcache.configuration.ExactlyOnce;
import io.github.dynamodbjcache.table.Item;
import io.github.dynamodbjcache.table.Mapping;
import io.github.dynamodbjcache.table.Outcome;
import io.github.dynamodbjcache.table.Table;
import io.github.dynamodbjcache.testing.CacheFixture;
import io.github.dynamodbjcache.testing.ManualClock;
import io.github.dynamodbjcache.testing.TestDynamoDb;
import io.github.dynamodbjcache.testing.UserTables;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.function.Function;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * An answer tells of the instant at which the request was decided: what was live then is not told
 * as missing because it has expired while the answer was on its way.
 */
@Timeout(60)
class DecidedInstantTest {

  private static final Item NEXT = Item.of(Map.of("text", "next"));

  /** Calls on an item that is there, and what they answer. */
  private enum Call {
    PUT(table -> table.put("a", NEXT, attr("text").eq("other"))),
    PUT_ABSENT(table -> table.put("a", NEXT, table.absent())),
    DELETE(table -> table.delete("a", attr("text").eq("other"))),
    DELETE_DONE(table -> table.delete("a", attr("text").eq("old"))),
    UPDATE(table -> table.update("a", u -> u.set("n", 1).onlyIf(attr("text").eq("other")))),
    UPDATE_DONE(table -> table.update("a", u -> u.set("n", 1))),
    UPDATE_OLD(table -> table.update("a", u -> u.set("n", 1).returningOld())),
    UPSERT(table -> table.upsert("a", u -> u.set("n", 1).onlyIf(attr("text").eq("other"))));

    private final Function<Table<String, Item>, Outcome<Item>> made;

    Call(Function<Table<String, Item>, Outcome<Item>> made) {
      this.made = made;
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatWasLiveWhenItWasDecidedIsTold(Call call) {
    for (ExactlyOnce once : ExactlyOnce.values()) {
      try (CacheFixture fixture = CacheFixture.open()) {
        assertThat(answerOf(call, once, fixture)).as("%s", once).containsEntry("text", "old");
      }
    }
  }

  /** The item that the answer brings, of one that has expired by the time it is there. */
  private static Item answerOf(Call call, ExactlyOnce once, CacheFixture fixture) {
    try (DynamoDbClient slow = slow(fixture.clock())) {
      String name = UserTables.make(fixture.client(), fixture.newName(), "id S");
      Properties properties = fixture.properties();
      properties.putAll(DynamoDbCacheProperties.withClient(slow));
      DynamoDbConfiguration<String, Item> configuration =
          new DynamoDbConfiguration<String, Item>()
              .setExactlyOnce(once)
              .setMapping(Mapping.document().key("id", String.class).timeToLive("until"));
      Table<String, Item> table =
          Table.of(fixture.newManager(properties).createCache(name, configuration));
      UserTables.put(
          fixture.client(),
          name,
          Map.of(
              "id",
              AttributeValue.fromS("a"),
              "text",
              AttributeValue.fromS("old"),
              "until",
              AttributeValue.fromN("" + (fixture.clock().millis() / 1000 + 50))));
      Outcome<Item> outcome = call.made.apply(table);
      return outcome instanceof Outcome.Done<Item> done
          ? done.value()
          : ((Outcome.Refused<Item>) outcome).actual();
    }
  }

  /** A client whose writes take a minute, by that clock. */
  private static DynamoDbClient slow(ManualClock clock) {
    ExecutionInterceptor minute =
        new ExecutionInterceptor() {
          @Override
          public void afterTransmission(
              Context.AfterTransmission context, ExecutionAttributes attributes) {
            if (context
                .request()
                .getClass()
                .getSimpleName()
                .matches(".*(Put|Update|Delete|Transact).*")) {
              clock.advance(Duration.ofMinutes(1));
            }
          }
        };
    return TestDynamoDb.builder()
        .overrideConfiguration(override -> override.addExecutionInterceptor(minute))
        .build();
  }
}
