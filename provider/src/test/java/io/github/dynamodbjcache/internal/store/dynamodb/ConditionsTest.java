package io.github.dynamodbjcache.internal.store.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.dynamodbjcache.internal.expression.Expression;
import io.github.dynamodbjcache.internal.store.Basis;
import io.github.dynamodbjcache.internal.store.EntryKey;
import io.github.dynamodbjcache.internal.store.Guard;
import io.github.dynamodbjcache.internal.store.Revision;
import io.github.dynamodbjcache.internal.store.StoredEntry;
import io.github.dynamodbjcache.internal.time.Deadline;
import io.github.dynamodbjcache.testing.TestDynamoDb;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
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
 * over every kind of item, with each evidence and each deadline that an item can carry.
 */
@Timeout(240)
class ConditionsTest {

  private static final long NOW = 4_000_000_000_000L;
  private static final long SECOND = NOW / 1000;
  private static final long SIX_YEARS = 6L * 365 * 24 * 60 * 60;
  private static final Revision OURS = Revision.fresh();
  private static final Revision OTHERS = Revision.fresh();
  private static final EntryKey KEY = StoreFixture.key("k");

  private static final DynamoDbClient CLIENT = TestDynamoDb.client();
  private static final String TABLE = StoreFixture.newTable(CLIENT).table();

  @AfterAll
  static void close() {
    CLIENT.close();
  }

  @TestFactory
  Stream<DynamicTest> theServiceJudgesAsTheGuardDoesOfOurOwnFormat() {
    return judgedAlike(format(Naming.OWN), "x", 1000);
  }

  @TestFactory
  Stream<DynamicTest> theServiceJudgesAsTheGuardDoesOfHiddenRevisions() {
    return judgedAlike(format(new Naming(Naming.OWN.evidence(), Lifetime.inSeconds("s"))), "s", 1);
  }

  @TestFactory
  Stream<DynamicTest> theServiceJudgesAsTheGuardDoesOfVersions() {
    return judgedAlike(format(new Naming(Evidence.version("w"), Lifetime.inSeconds("s"))), "s", 1);
  }

  @TestFactory
  Stream<DynamicTest> theServiceJudgesAsTheGuardDoesOfComparedAttributes() {
    return judgedAlike(format(new Naming(Evidence.COMPARED, Lifetime.inSeconds("s"))), "s", 1);
  }

  @TestFactory
  Stream<DynamicTest> theServiceJudgesAsTheGuardDoesOfWhatNeverExpires() {
    return judgedAlike(format(new Naming(Evidence.COMPARED, Lifetime.ENDLESS)), "s", 1);
  }

  private static ItemFormat format(Naming naming) {
    TableLayout layout =
        new TableLayout(
            TABLE, KeySchema.ofText("k"), naming, Replacement.MERGE, Set.of("v", "h", "m"));
    return new ItemFormat(layout, Clock.fixed(Instant.ofEpochMilli(NOW), ZoneOffset.UTC));
  }

  private static Stream<DynamicTest> judgedAlike(ItemFormat format, String deadline, long scale) {
    return items(deadline, scale).entrySet().stream()
        .flatMap(
            item ->
                guards(format).stream()
                    .map(
                        guard ->
                            dynamicTest(
                                item.getKey() + " under " + guard,
                                () -> judgedAlike(format, item.getValue(), guard))));
  }

  private static void judgedAlike(
      ItemFormat format, Map<String, AttributeValue> item, Guard guard) {
    StoredEntry entry = item.isEmpty() ? null : format.entryAsFarAsReadable(item);
    assertThat(holdsAtTheService(format, item, guard)).isEqualTo(guard.holdsFor(entry, NOW));
  }

  private static boolean holdsAtTheService(
      ItemFormat format, Map<String, AttributeValue> item, Guard guard) {
    CLIENT.deleteItem(d -> d.tableName(TABLE).key(KEY.attributes()));
    if (!item.isEmpty()) {
      CLIENT.putItem(p -> p.tableName(TABLE).item(item));
    }
    Expression expression = new Expression();
    new Conditions(expression, format, NOW).demand(guard);
    try {
      CLIENT.deleteItem(
          d ->
              d.tableName(TABLE)
                  .key(KEY.attributes())
                  .conditionExpression(expression.condition())
                  .expressionAttributeNames(expression.names())
                  .expressionAttributeValues(expression.values()));
      return true;
    } catch (ConditionalCheckFailedException refused) {
      return false;
    }
  }

  private static Map<String, Map<String, AttributeValue>> items(String deadline, long scale) {
    Map<String, Map<String, AttributeValue>> items = new LinkedHashMap<>();
    AttributeValue now = number(SECOND * scale);
    AttributeValue later = number((SECOND + 1) * scale);
    items.put("no item", Map.of());
    items.put("ours", item("w", RingStamps.binary(OURS), "v", text("a")));
    items.put("another's", item("w", RingStamps.binary(OTHERS), "v", text("a")));
    items.put("expired", item("w", RingStamps.binary(OURS), deadline, now));
    items.put("live", item("w", RingStamps.binary(OURS), deadline, later, "m", text("parts")));
    items.put("version 3", item("w", number(3), "v", text("a")));
    items.put("version 4", item("w", number(4), "v", text("b"), "h", text("c")));
    items.put("version 3, expired", item("w", number(3), "v", text("a"), deadline, now));
    items.put("no evidence", item("v", text("a")));
    items.put("no evidence, expired", item("v", text("a"), deadline, number((SECOND - 1) * scale)));
    items.put("no evidence, with more", item("v", text("a"), "h", text("c")));
    if (scale == 1) {
      AttributeValue half = AttributeValue.fromN(SECOND + ".5");
      items.put("deadline in milliseconds", item("v", text("a"), deadline, number(NOW)));
      items.put("deadline as text", item("v", text("a"), deadline, text("" + SECOND)));
      items.put("deadline below zero", item("v", text("a"), deadline, number(-1)));
      items.put("deadline zero", item("v", text("a"), deadline, number(0)));
      items.put("deadline between seconds", item("v", text("a"), deadline, half));
      items.put(
          "deadline six years past", item("v", text("a"), deadline, number(SECOND - SIX_YEARS)));
      items.put(
          "deadline beyond all", item("v", text("a"), deadline, AttributeValue.fromN("9E+125")));
    }
    return items;
  }

  private static List<Guard> guards(ItemFormat format) {
    List<Basis> bases =
        List.of(
            ofThatKind(format),
            new Basis.Image(Map.of("v", text("a")), Set.of("v", "h", "m")),
            new Basis.Image(Map.of(), Set.of("v", "h", "m")),
            Basis.NOTHING);
    List<Guard> ofEntry = new ArrayList<>(List.of(Guard.NONE, Guard.ABSENT, Guard.PRESENT));
    bases.forEach(basis -> ofEntry.add(Guard.unchanged(basis)));
    List<Guard> all = new ArrayList<>();
    for (Guard guard : ofEntry) {
      if (!guard.isNone()) {
        all.add(guard);
      }
      all.add(guard.and(new Guard.NoItem()));
      all.add(guard.and(new Guard.Without("m")));
      all.add(guard.and(new Guard.Without("v")).and(new Guard.Without("h")));
      for (long latest : List.of(NOW, NOW + 1000)) {
        Guard.OfItem endingBy = new Guard.EndingBy(Deadline.at(latest));
        all.add(guard.and(new Guard.Without("m")).and(endingBy));
      }
      all.add(guard.and(new Guard.Without("m")).and(new Guard.EndingBy(Deadline.NEVER)));
      if (guard.basis() == null) {
        bases.forEach(basis -> all.add(guard.and(new Guard.At(basis))));
        bases.forEach(basis -> all.add(guard.and(new Guard.Without("m")).and(new Guard.At(basis))));
      }
    }
    return all;
  }

  /** What nobody has read of such a table is demanded of none. */
  private static Basis ofThatKind(ItemFormat format) {
    Evidence evidence = format.layout().naming().evidence();
    if (evidence instanceof Evidence.Ring) {
      return new Basis.Ring(OURS);
    }
    return evidence instanceof Evidence.Version
        ? new Basis.Version(3)
        : new Basis.Image(Map.of("v", text("a"), "h", text("c")), Set.of("v", "h"));
  }

  private static Map<String, AttributeValue> item(Object... namesAndValues) {
    Map<String, AttributeValue> item = new HashMap<>(KEY.attributes());
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
