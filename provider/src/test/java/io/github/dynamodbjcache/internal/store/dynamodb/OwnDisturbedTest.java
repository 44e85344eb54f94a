package io.github.dynamodbjcache.internal.store.dynamodb;

import static io.github.dynamodbjcache.internal.store.dynamodb.OwnTables.KEY;
import static io.github.dynamodbjcache.internal.store.dynamodb.OwnTables.NOW;
import static io.github.dynamodbjcache.internal.store.dynamodb.OwnTables.SECOND;
import static io.github.dynamodbjcache.internal.store.dynamodb.OwnTables.data;
import static io.github.dynamodbjcache.internal.store.dynamodb.OwnTables.number;
import static io.github.dynamodbjcache.internal.store.dynamodb.StoreFixture.limit;
import static io.github.dynamodbjcache.testing.FaultyHttpClient.answerLost;
import static io.github.dynamodbjcache.testing.FaultyHttpClient.answerLostAfter;
import static io.github.dynamodbjcache.testing.FaultyHttpClient.answers;
import static io.github.dynamodbjcache.testing.FaultyHttpClient.answersOk;
import static io.github.dynamodbjcache.testing.FaultyHttpClient.lostOnTheWay;
import static io.github.dynamodbjcache.testing.FaultyHttpClient.lostOnTheWayAfter;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.dynamodbjcache.internal.expression.AttributePath;
import io.github.dynamodbjcache.internal.store.Applied;
import io.github.dynamodbjcache.internal.store.Consistency;
import io.github.dynamodbjcache.internal.store.EntryKey;
import io.github.dynamodbjcache.internal.store.EntryStore;
import io.github.dynamodbjcache.internal.store.Guard;
import io.github.dynamodbjcache.internal.store.Mutation;
import io.github.dynamodbjcache.internal.store.NewDeadline;
import io.github.dynamodbjcache.internal.store.OutcomeUnknownStoreException;
import io.github.dynamodbjcache.internal.store.PartialFailureException;
import io.github.dynamodbjcache.internal.store.Scans;
import io.github.dynamodbjcache.internal.store.Selection;
import io.github.dynamodbjcache.internal.store.StoredEntry;
import io.github.dynamodbjcache.internal.store.dynamodb.KeySchema.KeyAttribute;
import io.github.dynamodbjcache.internal.store.dynamodb.KeySchema.KeyType;
import io.github.dynamodbjcache.internal.store.dynamodb.OwnTables.Kind;
import io.github.dynamodbjcache.internal.time.Deadline;
import io.github.dynamodbjcache.testing.FaultyHttpClient;
import io.github.dynamodbjcache.testing.TestDynamoDb;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What is told after lost answers, in batches, and of keys of every type. */
@Timeout(60)
class OwnDisturbedTest {

  private static final DynamoDbClient CLIENT = TestDynamoDb.client();
  private static final NewDeadline ETERNAL = NewDeadline.set(Deadline.NEVER);

  private final FaultyHttpClient http = new FaultyHttpClient(TestDynamoDb.http());
  private final DynamoDbClient client = TestDynamoDb.client(http);

  @AfterEach
  void closeClient() {
    client.close();
  }

  @AfterAll
  static void close() {
    CLIENT.close();
  }

  static Stream<Arguments> kindsAndShapes() {
    return Stream.of(Kind.values())
        .flatMap(kind -> Stream.of(Arguments.of(kind, true), Arguments.of(kind, false)));
  }

  /** "unknown, since another client may have written the same; never sent again" */
  @ParameterizedTest
  @MethodSource("kindsAndShapes")
  void aBlindPutWhoseAnswerWasLost(Kind kind, boolean typed) {
    EntryStore store = OwnTables.store(client, layout(kind, typed));
    http.next("PutItem", answerLost()).next("UpdateItem", answerLost());
    if (kind == Kind.HIDDEN) {
      done(store.apply(put("a", Guard.NONE), limit()));
    } else {
      assertUnknown(store, put("a", Guard.NONE));
      assertThat(http.sent().stream().filter(name -> !name.equals("GetItem"))).hasSize(1);
    }
    assertThat(read(store).data()).containsEntry("a", AttributeValue.fromS("a"));
  }

  /** "number unmoved: sent again; moved: unknown", and "exact, as in our own format" */
  @ParameterizedTest
  @MethodSource("kindsAndShapes")
  void aGuardedPutThatGotLost(Kind kind, boolean typed) {
    TableLayout layout = layout(kind, typed);
    EntryStore store = OwnTables.store(client, layout);
    EntryStore other = OwnTables.store(CLIENT, layout);
    done(other.apply(put("first", Guard.NONE), limit()));
    StoredEntry read = read(store);
    http.next("UpdateItem", lostOnTheWay());
    if (kind == Kind.COMPARED) {
      assertUnknown(store, onTop(read, "mine"));
      assertThat(http.sent()).endsWith("UpdateItem");
    } else {
      done(store.apply(onTop(read, "mine"), limit()));
      assertThat(text(store)).isEqualTo("mine");
    }
    StoredEntry now = read(store);
    http.next("UpdateItem", lostOnTheWayAfter(() -> other.apply(onTop(now, "other"), limit())));
    if (kind == Kind.HIDDEN) {
      assertThat(store.apply(onTop(now, "again"), limit()))
          .isEqualTo(new Applied.Conflict(read(store)));
    } else {
      assertUnknown(store, onTop(now, "again"));
    }
    assertThat(text(store)).isEqualTo("other");
  }

  @ParameterizedTest
  @MethodSource("kindsAndShapes")
  void aGuardedPutWhoseAnswerWasLost(Kind kind, boolean typed) {
    TableLayout layout = layout(kind, typed);
    EntryStore store = OwnTables.store(client, layout);
    EntryStore other = OwnTables.store(CLIENT, layout);
    done(other.apply(put("first", Guard.NONE), limit()));
    StoredEntry read = read(store);
    http.next(
        "UpdateItem",
        answerLostAfter(() -> done(other.apply(onTop(read(other), "later"), limit()))));
    if (kind == Kind.HIDDEN) {
      done(store.apply(onTop(read, "mine"), limit()));
    } else {
      assertUnknown(store, onTop(read, "mine"));
    }
    assertThat(text(store)).isEqualTo("later");
  }

  @ParameterizedTest
  @MethodSource("kindsAndShapes")
  void withTransactionsEveryOutcomeIsKnown(Kind kind, boolean typed) {
    TableLayout layout = layout(kind, typed);
    EntryStore store = OwnTables.store(client, layout, Transacted.WRITES);
    EntryStore other = OwnTables.store(CLIENT, layout);
    http.next("TransactWriteItems", answerLost());
    done(store.apply(put("first", Guard.NONE), limit()));
    StoredEntry read = read(store);
    http.next(
        "TransactWriteItems",
        answerLostAfter(() -> done(other.apply(onTop(read(other), "later"), limit()))));
    done(store.apply(onTop(read, "mine"), limit()));
    assertThat(text(store)).isEqualTo("later");
    http.next("TransactWriteItems", lostOnTheWay());
    done(store.apply(put("last", Guard.PRESENT), limit()));
    assertThat(text(store)).isEqualTo("last");
    StoredEntry same = read(store);
    done(store.apply(onTop(same, "last"), limit())); // Nothing changes; only looked at.
  }

  /** A blind put of a document reads first, and again if that has changed meanwhile. */
  @ParameterizedTest
  @EnumSource(names = {"VERSION", "HIDDEN"})
  void aBlindPutThatLostARaceIsMadeOnWhatIsThere(Kind kind) {
    TableLayout layout = kind.documents(CLIENT);
    EntryStore store = OwnTables.store(client, layout);
    EntryStore other = OwnTables.store(CLIENT, layout);
    done(other.apply(put("first", Guard.NONE), limit()));
    http.next(
        "UpdateItem",
        request -> {
          done(other.apply(put("b", "between", Guard.NONE), limit()));
          return request.call();
        });
    done(store.apply(put("last", Guard.NONE), limit()));
    assertThat(read(store).data()).doesNotContainKey("b");
    assertThat(text(store)).isEqualTo("last");
    assertThat(http.sent()).startsWith("GetItem", "UpdateItem", "UpdateItem");
    if (kind == Kind.VERSION) {
      assertThat(read(store).data()).containsEntry("v", number("3"));
    }
  }

  /** "putAll goes in batches only where whole items are replaced" */
  @ParameterizedTest
  @MethodSource("kindsAndShapes")
  void manyBlindPutsGoInBatchesWhereNothingIsLostByThat(Kind kind, boolean typed) {
    EntryStore store = OwnTables.store(client, layout(kind, typed));
    List<Mutation> puts = puts(30);
    assertThat(store.applyAll(puts, limit())).allMatch(Applied.Done.class::isInstance);
    Set<String> sent = new HashSet<>(http.sent());
    sent.remove("GetItem");
    if (kind == Kind.COMPARED && !typed) {
      assertThat(http.sent()).containsOnly("BatchWriteItem").hasSize(2);
    } else {
      assertThat(sent).doesNotContain("BatchWriteItem");
    }
    assertThat(store.readAll(keys(30), Consistency.STRONG, limit()))
        .hasSize(30)
        .allSatisfy((key, entry) -> assertThat(entry.data()).containsKey("a"));
    http.sent().clear();
    List<Mutation> deletions =
        keys(30).stream().map(key -> (Mutation) Mutation.Delete.blind(key)).toList();
    store.applyAll(deletions, limit());
    assertThat(http.sent()).containsOnly("BatchWriteItem").hasSize(2);
  }

  /** "a leftover whose key comes back in another notation is sent again" */
  @Test
  void aLeftoverInAnotherNotationIsSentAgain() {
    TableLayout layout = Kind.COMPARED.documents(CLIENT);
    EntryStore store = OwnTables.store(client, layout);
    http.next(
        "BatchWriteItem",
        answersOk(
            "{\"UnprocessedItems\":{\""
                + layout.table()
                + "\":[{\"PutRequest\":{\"Item\":{\"status\":{\"N\":\"7.0E0\"},"
                + "\"name\":{\"S\":\"a\"},\"a\":{\"S\":\"x\"}}}}]}}"));
    assertThat(store.applyAll(List.of(put("x", Guard.NONE)), limit()))
        .allMatch(Applied.Done.class::isInstance);
    assertThat(http.sent()).containsExactly("BatchWriteItem", "BatchWriteItem");
    assertThat(text(store)).isEqualTo("x");
  }

  @Test
  void aBatchWhoseAnswerWasLostIsOfUnknownOutcomeAsFarAsItPuts() {
    TableLayout layout = Kind.COMPARED.documents(CLIENT);
    EntryStore store = OwnTables.store(client, layout);
    OwnTables.foreignPut(CLIENT, layout, key(100), data("a", "x"));
    List<Mutation> mutations = new ArrayList<>(puts(3));
    mutations.add(Mutation.Delete.blind(key(100)));
    http.next("BatchWriteItem", answerLost());
    PartialFailureException failure =
        requireNonNull(
            catchThrowableOfType(
                PartialFailureException.class, () -> store.applyAll(mutations, limit())));
    assertThat(failure.unknown()).containsExactlyInAnyOrderElementsOf(keys(3));
    assertThat(failure.done()).containsExactly(key(100));
    assertThat(http.sent()).containsExactly("BatchWriteItem", "BatchWriteItem");
    http.next("BatchWriteItem", answers(400, "ThrottlingException"));
    assertThat(store.applyAll(puts(3), limit())).allMatch(Applied.Done.class::isInstance);
  }

  static Stream<Arguments> keySchemas() {
    AttributeValue bytes = AttributeValue.fromB(SdkBytes.fromByteArray(new byte[] {-1, 0, 7}));
    AttributeValue text = AttributeValue.fromS("é:#x");
    return Stream.of(
        Arguments.of(schema(KeyType.S), List.of(text)),
        Arguments.of(schema(KeyType.N), List.of(number("1.50E1"))),
        Arguments.of(schema(KeyType.B), List.of(bytes)),
        Arguments.of(schema(KeyType.N, KeyType.B), List.of(number("-0"), bytes)),
        Arguments.of(schema(KeyType.B, KeyType.N), List.of(bytes, number("0.10"))),
        Arguments.of(schema(KeyType.S, KeyType.S), List.of(text, text)));
  }

  private static KeySchema schema(KeyType... types) {
    List<KeyAttribute> attributes = new ArrayList<>();
    for (KeyType type : types) {
      attributes.add(new KeyAttribute(attributes.isEmpty() ? "size" : "a.b", type));
    }
    return new KeySchema(attributes);
  }

  @ParameterizedTest
  @MethodSource("keySchemas")
  void keysAreOfEveryType(KeySchema schema, List<AttributeValue> values) {
    TableLayout layout =
        OwnTables.layout(CLIENT, schema, Kind.COMPARED.naming(), Replacement.WHOLE, null);
    EntryStore store = OwnTables.store(client, layout);
    Map<String, AttributeValue> attributes = data();
    for (int i = 0; i < values.size(); i++) {
      attributes.put(schema.names().get(i), values.get(i));
    }
    EntryKey key = new EntryKey(attributes);
    done(
        store.apply(
            new Mutation.Put(key, data("a", 1), ETERNAL, Guard.ABSENT, NOW, false), limit()));
    StoredEntry read = requireNonNull(store.read(key, Consistency.STRONG, limit()));
    assertThat(read.key()).isEqualTo(key);
    assertThat(store.readAll(List.of(key), Consistency.STRONG, limit())).containsOnlyKeys(key);
    assertThat(
            new Scans(store, StoreFixture.PARALLEL)
                .iterate(Selection.allKeys(), StoreFixture::limit))
        .toIterable()
        .extracting(StoredEntry::key)
        .containsExactly(key);
    done(store.apply(new Mutation.Delete(key, Guard.unchanged(read.basis()), NOW, false), limit()));
    assertThat(store.read(key, Consistency.STRONG, limit())).isNull();
  }

  /** "GetItem has no condition": expired items are told by their deadline. */
  @Test
  void placesOfAnItemAreReadByOneRequest() {
    TableLayout layout = Kind.HIDDEN.documents(CLIENT);
    EntryStore store = OwnTables.store(client, layout);
    assertThat(project(store, AttributePath.of("a"))).isNull();
    AttributeValue map = AttributeValue.fromM(data("b.c", 1, "d", 2));
    done(
        store.apply(
            new Mutation.Put(KEY, data("size", map, "a", 1), ETERNAL, Guard.ABSENT, NOW, false),
            limit()));
    http.sent().clear();
    assertThat(project(store, new AttributePath(List.of("size", "b.c")), AttributePath.of("none")))
        .isEqualTo(data("size", AttributeValue.fromM(data("b.c", 1))));
    assertThat(http.sent()).containsExactly("GetItem");
    assertThat(project(store, AttributePath.of("none"))).isEmpty();
    assertThat(
            project(
                store,
                new AttributePath(List.of("size", "d")),
                AttributePath.of("size"),
                AttributePath.of("status")))
        .isEqualTo(data("size", map, "status", 7));
    OwnTables.foreignSet(CLIENT, layout, KEY, "ttl", SECOND + 1);
    assertThat(project(store, AttributePath.of("a"))).isEqualTo(data("a", 1));
    OwnTables.foreignSet(CLIENT, layout, KEY, "ttl", SECOND);
    assertThat(project(store, AttributePath.of("a"))).isNull();
  }

  private static Map<String, AttributeValue> project(EntryStore store, AttributePath... places) {
    return store.project(KEY, List.of(places), Consistency.STRONG, limit());
  }

  @ParameterizedTest
  @EnumSource
  void scansHideWhatHasExpiredAndNothingElse(Kind kind) {
    TableLayout layout = kind.documents(CLIENT);
    EntryStore store = OwnTables.store(client, layout);
    Map<String, Object> deadlines =
        Map.of(
            "live",
            SECOND + 1,
            "text",
            "" + SECOND,
            "milliseconds",
            NOW,
            "negative",
            -5,
            "six years past",
            SECOND - 6L * 365 * 24 * 3600);
    deadlines.forEach(
        (name, ttl) -> OwnTables.foreignPut(CLIENT, layout, named(name), data("ttl", ttl)));
    OwnTables.foreignPut(CLIENT, layout, named("eternal"), data("a", 1));
    OwnTables.foreignPut(CLIENT, layout, named("expired"), data("ttl", SECOND - 1));
    OwnTables.foreignPut(CLIENT, layout, named("just expired"), data("ttl", SECOND));
    List<StoredEntry> live = new ArrayList<>();
    new Scans(store, StoreFixture.PARALLEL)
        .iterate(Selection.liveEntries(Consistency.STRONG, NOW), StoreFixture::limit)
        .forEachRemaining(live::add);
    Set<String> expected = new HashSet<>(deadlines.keySet());
    expected.add("eternal");
    assertThat(live)
        .allMatch(entry -> entry.isLiveAt(NOW))
        .extracting(entry -> requireNonNull(entry.key().attributes().get("name")).s())
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  private static EntryKey named(String name) {
    return new EntryKey(data("status", 1, "name", name));
  }

  private TableLayout layout(Kind kind, boolean typed) {
    return typed ? kind.typed(CLIENT, Set.of("a", "b")) : kind.documents(CLIENT);
  }

  private static List<Mutation> puts(int count) {
    return keys(count).stream()
        .map(
            key ->
                (Mutation) new Mutation.Put(key, data("a", "x"), ETERNAL, Guard.NONE, NOW, false))
        .toList();
  }

  private static List<EntryKey> keys(int count) {
    return IntStream.range(0, count).mapToObj(OwnDisturbedTest::key).toList();
  }

  private static EntryKey key(int number) {
    return new EntryKey(data("status", number, "name", "n"));
  }

  private static Mutation.Put put(String text, Guard guard) {
    return put("a", text, guard);
  }

  private static Mutation.Put put(String name, String text, Guard guard) {
    return new Mutation.Put(KEY, data(name, text), ETERNAL, guard, NOW, false);
  }

  private static Mutation onTop(StoredEntry read, String text) {
    return put(text, Guard.unchanged(read.basis())).decidedOn(read);
  }

  private static void assertUnknown(EntryStore store, Mutation mutation) {
    assertThatExceptionOfType(OutcomeUnknownStoreException.class)
        .isThrownBy(() -> store.apply(mutation, limit()));
  }

  private static void done(Applied applied) {
    assertThat(applied).isInstanceOf(Applied.Done.class);
  }

  private static String text(EntryStore store) {
    return requireNonNull(read(store).data().get("a")).s();
  }

  private static StoredEntry read(EntryStore store) {
    return requireNonNull(store.read(KEY, Consistency.STRONG, limit()));
  }
}
