package io.github.dynamodbjcache.internal.store.dynamodb;

import static io.github.dynamodbjcache.internal.store.dynamodb.OwnTables.KEY;
import static io.github.dynamodbjcache.internal.store.dynamodb.OwnTables.NOW;
import static io.github.dynamodbjcache.internal.store.dynamodb.OwnTables.SECOND;
import static io.github.dynamodbjcache.internal.store.dynamodb.OwnTables.data;
import static io.github.dynamodbjcache.internal.store.dynamodb.OwnTables.number;
import static io.github.dynamodbjcache.internal.store.dynamodb.StoreFixture.limit;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.dynamodbjcache.internal.store.Applied;
import io.github.dynamodbjcache.internal.store.Basis;
import io.github.dynamodbjcache.internal.store.Consistency;
import io.github.dynamodbjcache.internal.store.EntryStore;
import io.github.dynamodbjcache.internal.store.Guard;
import io.github.dynamodbjcache.internal.store.Mutation;
import io.github.dynamodbjcache.internal.store.NewDeadline;
import io.github.dynamodbjcache.internal.store.StoreException;
import io.github.dynamodbjcache.internal.store.StoredEntry;
import io.github.dynamodbjcache.internal.store.dynamodb.OwnTables.Kind;
import io.github.dynamodbjcache.internal.time.Deadline;
import io.github.dynamodbjcache.testing.FaultyHttpClient;
import io.github.dynamodbjcache.testing.TestDynamoDb;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Puts into tables that others write, too, under each way to keep revisions. */
@Timeout(60)
class OwnPutsTest {

  private static final NewDeadline ETERNAL = NewDeadline.onCreation(Deadline.NEVER);
  private static final NewDeadline LATER = NewDeadline.set(Deadline.at(NOW + 60_000));
  private static final DynamoDbClient CLIENT = TestDynamoDb.client();

  /** Names that expressions have other uses for, or that our own format has. */
  private static final List<String> ODD_NAMES =
      List.of("data", "w", "x", "m", "p1", "size", "a.b", "#a", ":v", "a b", "SET", "é", "a[0]");

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

  /** "A typed put is one UpdateItem (SET mapped, REMOVE absent, unknown kept)." */
  @ParameterizedTest
  @EnumSource
  void aTypedPutKeepsWhatItDoesNotKnow(Kind kind) {
    TableLayout layout = kind.typed(CLIENT, Set.of("data", "size"));
    EntryStore store = OwnTables.store(client, layout);
    OwnTables.foreignPut(CLIENT, layout, KEY, data("data", "old", "size", 1, "theirs", "t"));
    done(store.apply(put(data("data", "new"), Guard.NONE), limit()));
    assertThat(http.sent()).containsExactly("UpdateItem");
    assertThat(seen(store)).containsAllEntriesOf(data("data", "new", "theirs", "t"));
    assertThat(seen(store)).doesNotContainKey("size");
  }

  /** "A document's blind put replaces the whole item" */
  @ParameterizedTest
  @EnumSource
  void aBlindPutOfADocumentReplacesTheWholeItem(Kind kind) {
    TableLayout layout = kind.documents(CLIENT);
    EntryStore store = OwnTables.store(client, layout);
    done(store.apply(put(data("a", 1, "b", "x"), Guard.NONE), limit()));
    http.sent().clear();
    done(store.apply(put(data("a", 2), Guard.NONE), limit()));
    assertThat(http.sent())
        .isEqualTo(kind == Kind.COMPARED ? List.of("PutItem") : List.of("GetItem", "UpdateItem"));
    Map<String, AttributeValue> seen = new HashMap<>(seen(store));
    assertThat(seen.remove("v")).isEqualTo(kind == Kind.VERSION ? number("2") : null);
    assertThat(seen).isEqualTo(data("a", 2));
  }

  /**
   * "Its guarded writes send the difference alone, so an attribute that somebody adds survives."
   */
  @ParameterizedTest
  @EnumSource
  void aGuardedPutOfADocumentSendsTheDifference(Kind kind) {
    TableLayout layout = kind.documents(CLIENT);
    EntryStore store = OwnTables.store(client, layout);
    done(store.apply(put(data("a", 1, "b", "x", "c", "y"), Guard.NONE), limit()));
    StoredEntry read = read(store);
    OwnTables.foreignSet(CLIENT, layout, KEY, "theirs", "t");
    Mutation put = put(data("a", 2, "c", "y"), Guard.unchanged(read.basis())).decidedOn(read);
    done(store.apply(put, limit()));
    Map<String, AttributeValue> seen = new HashMap<>(seen(store));
    seen.remove("v");
    assertThat(seen).isEqualTo(data("a", 2, "c", "y", "theirs", "t"));
  }

  static Stream<Arguments> kindsAndShapes() {
    return Stream.of(Kind.values())
        .flatMap(kind -> Stream.of(Arguments.of(kind, true), Arguments.of(kind, false)));
  }

  @ParameterizedTest
  @MethodSource("kindsAndShapes")
  void putIfAbsentReplaceAndGuardedWritesSeeWhatIsThere(Kind kind, boolean typed) {
    TableLayout layout = typed ? kind.typed(CLIENT, Set.of("a", "b")) : kind.documents(CLIENT);
    EntryStore store = OwnTables.store(client, layout);
    conflict(store.apply(put(data("a", 1), Guard.PRESENT), limit()), null);
    done(store.apply(put(data("a", 1), Guard.ABSENT), limit()));
    StoredEntry first = read(store);
    conflict(store.apply(put(data("a", 2), Guard.ABSENT), limit()), first);
    done(store.apply(put(data("a", 2), Guard.PRESENT), limit()));
    conflict(
        store.apply(put(data("a", 3), Guard.unchanged(first.basis())).decidedOn(first), limit()),
        read(store));
    StoredEntry second = read(store);
    done(
        store.apply(put(data("a", 3), Guard.unchanged(second.basis())).decidedOn(second), limit()));
    assertThat(seen(store)).containsEntry("a", number("3"));
    conflict(store.apply(delete(Guard.unchanged(second.basis())), limit()), read(store));
    done(store.apply(delete(Guard.unchanged(read(store).basis())), limit()));
    conflict(store.apply(delete(Guard.PRESENT), limit()), null);
  }

  /** "a foreign UpdateItem between read and write is seen" */
  @ParameterizedTest
  @MethodSource("kindsAndShapes")
  void aForeignWriterBetweenReadAndWriteIsSeenAsPromised(Kind kind, boolean typed) {
    TableLayout layout = typed ? kind.typed(CLIENT, Set.of("a", "b")) : kind.documents(CLIENT);
    EntryStore store = OwnTables.store(client, layout);
    OwnTables.foreignPut(CLIENT, layout, KEY, data("a", 1, "v", 5));
    StoredEntry read = read(store);
    OwnTables.foreignSet(CLIENT, layout, KEY, kind == Kind.VERSION ? "v" : "a", 6);
    Mutation put = put(data("a", 2), Guard.unchanged(read.basis())).decidedOn(read);
    Applied applied = store.apply(put, limit());
    conflict(applied, read(store));
    if (kind == Kind.HIDDEN) {
      done(store.apply(put(data("a", 7), Guard.NONE), limit()));
      StoredEntry ours = read(store);
      OwnTables.foreignSet(CLIENT, layout, KEY, "a", 8);
      Mutation seenByNobody = put(data("a", 9), Guard.unchanged(ours.basis())).decidedOn(ours);
      done(store.apply(seenByNobody, limit())); // Of an item of ours only whole ones are seen.
      StoredEntry oursAgain = read(store);
      OwnTables.foreignPut(CLIENT, layout, KEY, data("a", 9));
      Mutation next = put(data("a", 3), Guard.unchanged(oursAgain.basis())).decidedOn(oursAgain);
      conflict(store.apply(next, limit()), read(store));
    }
  }

  /** "all on mapped attributes, but A→B→A" */
  @ParameterizedTest
  @EnumSource
  void whatWasChangedBackIsSeenByVersionsAndHiddenRevisions(Kind kind) {
    TableLayout layout = kind.typed(CLIENT, Set.of("a"));
    EntryStore store = OwnTables.store(client, layout);
    done(store.apply(put(data("a", 1), Guard.NONE), limit()));
    StoredEntry read = read(store);
    done(store.apply(put(data("a", 2), Guard.NONE), limit()));
    done(store.apply(put(data("a", 1), Guard.NONE), limit()));
    Applied applied =
        store.apply(put(data("a", 3), Guard.unchanged(read.basis())).decidedOn(read), limit());
    if (kind == Kind.COMPARED) {
      done(applied);
    } else {
      conflict(applied, read(store));
    }
  }

  /** "Numbers are compared numerically and sets without order." */
  @ParameterizedTest
  @MethodSource("kindsAndShapes")
  void anotherNotationIsNoChange(Kind kind, boolean typed) {
    TableLayout layout = typed ? kind.typed(CLIENT, Set.of("a", "b")) : kind.documents(CLIENT);
    EntryStore store = OwnTables.store(client, layout);
    AttributeValue set = AttributeValue.fromNs(List.of("1", "2.50", "3"));
    AttributeValue sameSet = AttributeValue.fromNs(List.of("3.0", "1E0", "2.5"));
    OwnTables.foreignPut(CLIENT, layout, KEY, data("a", number("1.5"), "b", set));
    StoredEntry read = read(store);
    StoredEntry sameInOtherWords =
        new StoredEntry(
            read.key(), data("a", number("1.50"), "b", sameSet), read.basis(), read.deadline());
    Guard image =
        Guard.NONE.and(
            new Guard.At(new Basis.Image(sameInOtherWords.data(), Set.of("a", "b", "theirs"))));
    assertThat(image.holdsFor(read, NOW)).isTrue();
    done(store.apply(put(data("a", number("1.50"), "b", sameSet), image).decidedOn(read), limit()));
  }

  @ParameterizedTest
  @MethodSource("kindsAndShapes")
  void oddNamesAreNamesAndNothingElse(Kind kind, boolean typed) {
    Map<String, AttributeValue> all = new HashMap<>();
    ODD_NAMES.forEach(name -> all.put(name, AttributeValue.fromS(name)));
    TableLayout layout = typed ? kind.typed(CLIENT, all.keySet()) : kind.documents(CLIENT);
    EntryStore store = OwnTables.store(client, layout);
    done(store.apply(put(all, Guard.NONE), limit()));
    assertThat(seen(store)).containsAllEntriesOf(all);
    StoredEntry read = read(store);
    Map<String, AttributeValue> less = new HashMap<>(all);
    less.remove("size");
    less.put("a.b", number("1"));
    done(store.apply(put(less, Guard.unchanged(read.basis())).decidedOn(read), limit()));
    assertThat(seen(store)).containsAllEntriesOf(less).doesNotContainKey("size");
  }

  /** "an UpdateItem with no change at all must still check its guard" */
  @ParameterizedTest
  @EnumSource
  void aPutThatChangesNothingChecksItsGuard(Kind kind) {
    TableLayout layout = kind.documents(CLIENT);
    EntryStore store = OwnTables.store(client, layout);
    done(store.apply(put(data("a", 1), Guard.NONE), limit()));
    StoredEntry read = read(store);
    Mutation same = put(read.data(), Guard.unchanged(read.basis())).decidedOn(read);
    done(store.apply(same, limit()));
    done(store.apply(put(data("a", 2), Guard.NONE), limit()));
    conflict(store.apply(same, limit()), read(store));
    done(store.apply(delete(Guard.NONE), limit()));
    conflict(store.apply(same, limit()), null);
    assertThat(OwnTables.item(CLIENT, layout, KEY)).isEmpty();
  }

  /** "put of a value without attributes beside the key must create the item" */
  @ParameterizedTest
  @MethodSource("kindsAndShapes")
  void aValueWithoutAttributesMakesAnItem(Kind kind, boolean typed) {
    TableLayout layout = typed ? kind.typed(CLIENT, Set.of("a", "b")) : kind.documents(CLIENT);
    EntryStore store = OwnTables.store(client, layout);
    for (Guard guard : List.of(Guard.NONE, Guard.ABSENT)) {
      http.sent().clear();
      done(store.apply(put(Map.of(), guard), limit()));
      assertThat(OwnTables.item(CLIENT, layout, KEY)).containsAllEntriesOf(KEY.attributes());
      if (kind == Kind.COMPARED) {
        // The service, unlike DynamoDB Local, makes no item by an update that only removes.
        assertThat(http.sent()).endsWith("PutItem").doesNotContain("UpdateItem");
      }
      done(store.apply(delete(Guard.NONE), limit()));
    }
    OwnTables.foreignPut(CLIENT, layout, KEY, data("a", 1, "theirs", "t"));
    conflict(store.apply(put(Map.of(), Guard.ABSENT), limit()), read(store));
    done(store.apply(put(Map.of(), Guard.NONE), limit()));
    Map<String, AttributeValue> seen = new HashMap<>(seen(store));
    seen.remove("v");
    assertThat(seen).isEqualTo(typed ? data("theirs", "t") : data());
  }

  @ParameterizedTest
  @MethodSource("kindsAndShapes")
  void expiredItemsCountAsAbsent(Kind kind, boolean typed) {
    TableLayout layout = typed ? kind.typed(CLIENT, Set.of("a", "b")) : kind.documents(CLIENT);
    EntryStore store = OwnTables.store(client, layout);
    OwnTables.foreignPut(CLIENT, layout, KEY, data("b", 1, "ttl", SECOND));
    conflict(store.apply(put(data("a", 1), Guard.PRESENT), limit()), read(store));
    conflict(store.apply(delete(Guard.PRESENT), limit()), read(store));
    done(
        store.apply(new Mutation.Put(KEY, data("a", 1), LATER, Guard.ABSENT, NOW, false), limit()));
    Map<String, AttributeValue> seen = new HashMap<>(seen(store));
    seen.remove("v");
    assertThat(seen).isEqualTo(data("a", 1, "ttl", SECOND + 61));
    assertThat(read(store).isLiveAt(NOW)).isTrue();
  }

  /** "The value's goes before the expiry policy's" */
  @ParameterizedTest
  @MethodSource("kindsAndShapes")
  void aValueThatSaysItsDeadlineIsHeard(Kind kind, boolean typed) {
    TableLayout layout = typed ? kind.typed(CLIENT, Set.of("a", "ttl")) : kind.documents(CLIENT);
    EntryStore store = OwnTables.store(client, layout);
    Map<String, AttributeValue> value = data("a", 1, "ttl", SECOND + 5);
    for (Guard guard : List.of(Guard.ABSENT, Guard.NONE)) {
      done(store.apply(new Mutation.Put(KEY, value, LATER, guard, NOW, false), limit()));
      assertThat(seen(store)).containsEntry("ttl", number("" + (SECOND + 5)));
    }
    StoredEntry read = read(store);
    assertThat(read.deadline()).isEqualTo(Deadline.at((SECOND + 5) * 1000));
    Map<String, AttributeValue> later = data("a", 2, "ttl", SECOND + 9);
    done(
        store.apply(
            new Mutation.Put(KEY, later, LATER, Guard.unchanged(read.basis()), NOW, false)
                .decidedOn(read),
            limit()));
    assertThat(seen(store)).containsEntry("ttl", number("" + (SECOND + 9)));
  }

  /** A policy that gives created entries alone a deadline. */
  @ParameterizedTest
  @MethodSource("kindsAndShapes")
  void anUpdateKeepsTheDeadlineOfWhatIsThere(Kind kind, boolean typed) {
    TableLayout layout = typed ? kind.typed(CLIENT, Set.of("a", "b")) : kind.documents(CLIENT);
    EntryStore store = OwnTables.store(client, layout);
    NewDeadline onCreation = NewDeadline.onCreation(Deadline.at(NOW + 5_000));
    OwnTables.foreignPut(CLIENT, layout, KEY, data("a", 1, "ttl", SECOND + 77));
    for (Guard guard : List.of(Guard.NONE, Guard.PRESENT)) {
      done(
          store.apply(new Mutation.Put(KEY, data("a", 2), onCreation, guard, NOW, false), limit()));
      assertThat(seen(store)).containsEntry("ttl", number("" + (SECOND + 77)));
    }
    done(store.apply(delete(Guard.NONE), limit()));
    done(
        store.apply(
            new Mutation.Put(KEY, data("a", 2), onCreation, Guard.NONE, NOW, false), limit()));
    assertThat(seen(store)).containsEntry("ttl", number("" + (SECOND + 6)));
  }

  /** "a wide document is a CacheException at the call" that names the setting */
  @ParameterizedTest
  @EnumSource
  void aWideDocumentIsComparedUpToALimit(Kind kind) {
    TableLayout layout = kind.documents(CLIENT);
    EntryStore store = OwnTables.store(client, layout);
    Map<String, AttributeValue> wide = new HashMap<>();
    for (int i = 0; i < 128; i++) {
      wide.put("attribute-" + i, number("" + i));
    }
    done(store.apply(put(wide, Guard.NONE), limit()));
    done(store.apply(changing(read(store), wide), limit()));
    wide.put("one more", number("1"));
    done(store.apply(put(wide, Guard.NONE), limit()));
    http.sent().clear();
    StoredEntry read = read(store);
    http.sent().clear();
    if (kind == Kind.COMPARED) {
      assertThatExceptionOfType(StoreException.class)
          .isThrownBy(() -> store.apply(changing(read, wide), limit()))
          .withMessageContaining("items.revision")
          .withMessageContaining("129 attributes");
      assertThat(http.sent()).isEmpty();
    } else {
      done(store.apply(changing(read, wide), limit()));
    }
  }

  private static Mutation changing(StoredEntry read, Map<String, AttributeValue> data) {
    Map<String, AttributeValue> changed = new HashMap<>(data);
    changed.put("attribute-0", AttributeValue.fromS("changed"));
    return put(changed, Guard.unchanged(read.basis())).decidedOn(read);
  }

  private static Mutation.Put put(Map<String, AttributeValue> data, Guard guard) {
    return new Mutation.Put(KEY, data, ETERNAL, guard, NOW, /* returnPrevious= */ false);
  }

  private static Mutation delete(Guard guard) {
    return new Mutation.Delete(KEY, guard, NOW, /* returnPrevious= */ false);
  }

  private static void done(Applied applied) {
    assertThat(applied).isInstanceOf(Applied.Done.class);
  }

  private static void conflict(Applied applied, @Nullable StoredEntry actual) {
    assertThat(applied).isEqualTo(new Applied.Conflict(actual));
  }

  private static StoredEntry read(EntryStore store) {
    return requireNonNull(store.read(KEY, Consistency.STRONG, limit()));
  }

  private static Map<String, AttributeValue> seen(EntryStore store) {
    return read(store).data();
  }
}
