package io.github.dynamodbjcache.internal.store.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.dynamodbjcache.internal.expression.Expression;
import io.github.dynamodbjcache.internal.store.Basis;
import io.github.dynamodbjcache.internal.store.Guard;
import io.github.dynamodbjcache.internal.store.Revision;
import io.github.dynamodbjcache.internal.store.StoredEntry;
import io.github.dynamodbjcache.internal.time.Deadline;
import io.github.dynamodbjcache.testing.TestDynamoDb;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * The service's verdict on a condition is the guard's own: every demand and every pair of them,
 * over every kind of item, with each evidence that an item can carry.
 */
@Timeout(120)
class ConditionsTest {

  private static final long NOW = 4_000_000_000_000L;
  private static final Revision OURS = Revision.fresh();
  private static final Revision OTHERS = Revision.fresh();

  private static final DynamoDbClient CLIENT = TestDynamoDb.client();
  private static final TableLayout LAYOUT = StoreFixture.newTable(CLIENT);

  @AfterAll
  static void close() {
    CLIENT.close();
  }

  @TestFactory
  Stream<DynamicTest> theServiceJudgesAsTheGuardDoes() {
    return items().entrySet().stream()
        .flatMap(
            item ->
                guards().stream()
                    .map(
                        guard ->
                            dynamicTest(
                                item.getKey() + " under " + guard,
                                () -> judgedAlike(item.getValue(), guard))));
  }

  private static void judgedAlike(Map<String, AttributeValue> item, Guard guard) {
    StoredEntry entry = item.isEmpty() ? null : entry(item, guard);
    assertThat(holdsAtTheService(item, guard)).isEqualTo(guard.holdsFor(entry, NOW));
  }

  private static boolean holdsAtTheService(Map<String, AttributeValue> item, Guard guard) {
    Map<String, AttributeValue> key = StoreFixture.key("k").attributes();
    CLIENT.deleteItem(d -> d.tableName(LAYOUT.table()).key(key));
    if (!item.isEmpty()) {
      Map<String, AttributeValue> whole = new HashMap<>(item);
      whole.putAll(key);
      CLIENT.putItem(p -> p.tableName(LAYOUT.table()).item(whole));
    }
    Expression expression = new Expression();
    new Conditions(expression, LAYOUT, NOW).demand(guard);
    try {
      CLIENT.deleteItem(
          d ->
              d.tableName(LAYOUT.table())
                  .key(key)
                  .conditionExpression(expression.condition())
                  .expressionAttributeNames(expression.names())
                  .expressionAttributeValues(expression.values()));
      return true;
    } catch (ConditionalCheckFailedException refused) {
      return false;
    }
  }

  private static Map<String, Map<String, AttributeValue>> items() {
    Map<String, Map<String, AttributeValue>> items = new LinkedHashMap<>();
    items.put("no item", Map.of());
    items.put("ours", item("w", ItemFormat.binary(OURS), "v", text("a")));
    items.put("another's", item("w", ItemFormat.binary(OTHERS), "v", text("a")));
    items.put("expired", item("w", ItemFormat.binary(OURS), "x", number(NOW)));
    items.put("live", item("w", ItemFormat.binary(OURS), "x", number(NOW + 1), "m", text("parts")));
    items.put("version 3", item("w", number(3), "v", text("a")));
    items.put("version 4", item("w", number(4), "v", text("b"), "h", text("c")));
    items.put("no evidence", item("v", text("a")));
    items.put("no evidence, expired", item("v", text("a"), "x", number(NOW - 1)));
    items.put("no evidence, with more", item("v", text("a"), "h", text("c")));
    return items;
  }

  private static List<Guard> guards() {
    List<Basis> bases =
        List.of(
            new Basis.Ring(OURS),
            new Basis.Version(3),
            new Basis.Image(Map.of("v", text("a")), Set.of("h")),
            new Basis.Image(Map.of(), Set.of("v", "h")),
            Basis.NOTHING);
    List<Guard> ofEntry = new ArrayList<>(List.of(Guard.NONE, Guard.ABSENT, Guard.PRESENT));
    bases.forEach(basis -> ofEntry.add(Guard.unchanged(basis)));
    List<Guard> all = new ArrayList<>();
    for (Guard guard : ofEntry) {
      if (!guard.isNone()) {
        all.add(guard);
      }
      all.add(guard.and(new Guard.Without("m")));
      all.add(guard.and(new Guard.Without("v")).and(new Guard.Without("h")));
      for (Deadline latest : List.of(Deadline.at(NOW), Deadline.at(NOW + 1), Deadline.NEVER)) {
        all.add(guard.and(new Guard.Without("m")).and(new Guard.EndingBy(latest)));
      }
      if (guard.basis() == null) {
        bases.forEach(basis -> all.add(guard.and(new Guard.At(basis))));
        bases.forEach(basis -> all.add(guard.and(new Guard.Without("m")).and(new Guard.At(basis))));
      }
    }
    return all;
  }

  /** As who reads for the guard's kind of evidence sees it. */
  private static StoredEntry entry(Map<String, AttributeValue> item, Guard guard) {
    AttributeValue deadline = item.get("x");
    return new StoredEntry(
        StoreFixture.key("k"),
        item,
        basis(item, guard),
        deadline == null ? Deadline.NEVER : Deadline.at(Long.parseLong(deadline.n())));
  }

  private static Basis basis(Map<String, AttributeValue> item, Guard guard) {
    Basis wanted = guard.basis();
    if (wanted instanceof Basis.Image image) {
      return imageOf(item, image);
    }
    Basis stamp = stampOf(item);
    // There is no revision in it that could be lost: whoever wrote that keeps none.
    return wanted instanceof Basis.Nothing && stamp instanceof Basis.Version
        ? Basis.NOTHING
        : stamp;
  }

  private static Basis stampOf(Map<String, AttributeValue> item) {
    AttributeValue stamp = item.get("w");
    if (stamp == null) {
      return Basis.NOTHING;
    }
    return stamp.n() == null
        ? new Basis.Ring(new Revision(stamp.b()))
        : new Basis.Version(Long.parseLong(stamp.n()));
  }

  private static Basis imageOf(Map<String, AttributeValue> item, Basis.Image sameNames) {
    Map<String, AttributeValue> present = new HashMap<>();
    Set<String> absent = new HashSet<>();
    Stream.concat(sameNames.present().keySet().stream(), sameNames.absent().stream())
        .forEach(
            name -> {
              if (item.containsKey(name)) {
                present.put(name, item.get(name));
              } else {
                absent.add(name);
              }
            });
    return new Basis.Image(present, absent);
  }

  private static Map<String, AttributeValue> item(Object... namesAndValues) {
    Map<String, AttributeValue> item = new HashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      item.put((String) namesAndValues[i], (AttributeValue) namesAndValues[i + 1]);
    }
    return item;
  }

  private static AttributeValue text(String text) {
    return AttributeValue.fromS(text);
  }

  private static AttributeValue number(long number) {
    return AttributeValue.fromN(Long.toString(number));
  }
}
