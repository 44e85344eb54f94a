package io.github.dynamodbjcache.internal.store.dynamodb;

import static io.github.dynamodbjcache.internal.store.dynamodb.StoreFixture.key;
import static io.github.dynamodbjcache.internal.store.dynamodb.StoreFixture.limit;
import static io.github.dynamodbjcache.internal.store.dynamodb.StoreFixture.value;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.dynamodbjcache.internal.store.Applied;
import io.github.dynamodbjcache.internal.store.Applied.Conflict;
import io.github.dynamodbjcache.internal.store.Applied.Done;
import io.github.dynamodbjcache.internal.store.Basis;
import io.github.dynamodbjcache.internal.store.Consistency;
import io.github.dynamodbjcache.internal.store.EntryKey;
import io.github.dynamodbjcache.internal.store.EntryStore;
import io.github.dynamodbjcache.internal.store.Guard;
import io.github.dynamodbjcache.internal.store.Mutation;
import io.github.dynamodbjcache.internal.store.NewDeadline;
import io.github.dynamodbjcache.internal.store.PartialFailureException;
import io.github.dynamodbjcache.internal.store.Revision;
import io.github.dynamodbjcache.internal.store.Scans;
import io.github.dynamodbjcache.internal.store.Selection;
import io.github.dynamodbjcache.internal.store.StoreException;
import io.github.dynamodbjcache.internal.store.StoredEntry;
import io.github.dynamodbjcache.internal.table.TableSpec;
import io.github.dynamodbjcache.internal.table.Tables;
import io.github.dynamodbjcache.internal.time.Deadline;
import io.github.dynamodbjcache.internal.wire.Wire;
import io.github.dynamodbjcache.testing.TestDynamoDb;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * "Item by another application: extra attributes kept by a stated rule; missing or garbled ones an
 * exception with the attribute, only for that key."
 */
@Timeout(60)
class ForeignItemsTest {

  private static final long NOW = 4_000_000_000_123L;
  private static final NewDeadline ETERNAL = NewDeadline.set(Deadline.NEVER);
  private static final EntryKey KEY = key("user:42");

  private final DynamoDbClient client = TestDynamoDb.client();
  private final TableLayout layout = StoreFixture.newTable(client);
  private final EntryStore store = StoreFixture.store(client, layout);

  @AfterEach
  void close() {
    client.close();
  }

  @Test
  void aPutKeepsAttributesOfOthersAndWritesNoMoreThanItsFormat() {
    write("note", AttributeValue.fromS("mine"), "t", AttributeValue.fromS("old type"));
    store.apply(put("a", Guard.NONE, NewDeadline.set(Deadline.at(NOW + 1))), limit());
    Map<String, AttributeValue> item = raw();
    assertThat(item)
        .containsOnlyKeys("k", "v", "w", "p1", "p2", "p3", "p4", "p5", "x", "ttl", "note");
    assertThat(item.get("x")).isEqualTo(AttributeValue.fromN("4000000000124"));
    assertThat(item.get("ttl")).isEqualTo(AttributeValue.fromN("4000000001"));
  }

  @Test
  void theItemKeepsTheRevisionsOfTheLastSixWrites() {
    List<Revision> revisions = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      store.apply(put("v" + i, Guard.NONE, ETERNAL), limit());
      StoredEntry entry = requireNonNull(store.read(KEY, Consistency.STRONG, limit()));
      revisions.add(0, ((Basis.Ring) entry.basis()).revision());
      Stamps stamps = Stamps.of(layout, new Garbled(layout.table()));
      for (int age = 0; age < revisions.size(); age++) {
        assertThat(stamps.proof(raw(), revisions.get(age), null))
            .isEqualTo(age < 6 ? Proof.APPLIED : Proof.NONE);
      }
    }
  }

  @Test
  void anItemWithoutRevisionCanBeReplacedAndDeletedUnderGuards() {
    write("v", AttributeValue.fromS("theirs"));
    StoredEntry found = requireNonNull(store.read(KEY, Consistency.STRONG, limit()));
    assertThat(found.basis()).isEqualTo(Basis.NOTHING);
    Guard guard = Guard.unchanged(found.basis());
    assertThat(store.apply(put("a", guard, ETERNAL), limit()))
        .satisfies(StoreFixture::doneOverNothing);
    assertThat(store.apply(put("b", guard, ETERNAL), limit())).isInstanceOf(Conflict.class);
    write("v", AttributeValue.fromS("theirs"));
    assertThat(store.apply(new Mutation.Touch(KEY, Deadline.at(NOW), found.basis()), limit()))
        .satisfies(StoreFixture::doneOverNothing);
    assertThat(store.apply(new Mutation.Delete(KEY, guard, NOW, false), limit()))
        .satisfies(StoreFixture::doneOverNothing);
    assertThat(store.apply(new Mutation.Delete(KEY, guard, NOW, false), limit()))
        .isEqualTo(new Conflict(null));
  }

  @Test
  void aGarbledDeadlineIsNamedForThatKeyOnly() {
    write("x", AttributeValue.fromS("tomorrow"));
    store.apply(
        new Mutation.Put(key("other"), value("a"), ETERNAL, Guard.NONE, NOW, false), limit());
    assertNamed("attribute x", () -> store.read(KEY, Consistency.STRONG, limit()));
    assertNamed("attribute x", () -> store.apply(put("a", Guard.ABSENT, ETERNAL), limit()));
    assertNamed("attribute x", () -> store.apply(put("a", Guard.PRESENT, ETERNAL), limit()));
    assertThatExceptionOfType(PartialFailureException.class)
        .isThrownBy(() -> store.readAll(List.of(KEY, key("other")), Consistency.STRONG, limit()))
        .satisfies(failure -> assertThat(failure.notDone()).isEqualTo(Set.of(KEY)));
    assertThat(store.read(key("other"), Consistency.STRONG, limit())).isNotNull();
  }

  /** "Reported by a StoreException that names the attribute", however writes travel. */
  @ParameterizedTest
  @EnumSource(Transacted.class)
  void aGarbledDeadlineIsNamedToWhatRestsOnAnEntry(Transacted transacted) {
    EntryStore any = StoreFixture.store(client, layout, StoreFixture.SETTINGS, transacted);
    write("x", AttributeValue.fromS("tomorrow"));
    Map<String, AttributeValue> garbled = raw();
    for (Guard guard :
        List.of(Guard.ABSENT, Guard.PRESENT, Guard.unchanged(new Basis.Ring(Revision.fresh())))) {
      assertNamed("attribute x", () -> any.apply(put("a", guard, ETERNAL), limit()));
    }
    Mutation delete = new Mutation.Delete(KEY, Guard.PRESENT, NOW, /* returnPrevious= */ true);
    assertThat(any.apply(delete, limit())).isInstanceOf(Conflict.class);
    assertThat(raw()).isEqualTo(garbled);
  }

  @Test
  void aScanReportsAGarbledItemOnceAndGoesOn() {
    write("w", AttributeValue.fromS("not bytes"));
    store.apply(
        new Mutation.Put(key("other"), value("a"), ETERNAL, Guard.NONE, NOW, false), limit());
    var scan =
        new Scans(store, StoreFixture.PARALLEL)
            .iterate(Selection.liveEntries(Consistency.STRONG, NOW), StoreFixture::limit);
    int entries = 0;
    int reports = 0;
    while (scan.hasNext()) {
      try {
        scan.next();
        entries++;
      } catch (StoreException garbled) {
        assertThat(garbled).hasMessageContaining("attribute w");
        reports++;
      }
    }
    assertThat(List.of(entries, reports)).isEqualTo(List.of(1, 1));
  }

  @Test
  void aGarbledItemCanBeClearedAndReplaced() {
    write("w", AttributeValue.fromS("not bytes"), "x", AttributeValue.fromS("tomorrow"));
    Mutation put = new Mutation.Put(KEY, value("a"), ETERNAL, Guard.NONE, NOW, true);
    assertThat(store.apply(put, limit())).isInstanceOf(Done.class);
    assertThat(requireNonNull(store.read(KEY, Consistency.STRONG, limit())).data())
        .isEqualTo(value("a"));
    write("w", AttributeValue.fromS("not bytes"), "x", AttributeValue.fromS("tomorrow"));
    List<EntryKey> deleted = new ArrayList<>();
    new Scans(store, StoreFixture.PARALLEL)
        .deleteAll(limit(), page -> page.forEach(entry -> deleted.add(entry.key())));
    assertThat(deleted).containsExactly(KEY);
    assertThat(store.read(KEY, Consistency.STRONG, limit())).isNull();
  }

  /**
   * "A put or delete without guard cures it", also one that first meets a deadline it cannot say.
   */
  @ParameterizedTest
  @EnumSource(Transacted.class)
  void whatAPutOrDeleteMetAsFarAsReadableIsThenReplacedAndDeleted(Transacted transacted) {
    EntryStore any = StoreFixture.store(client, layout, StoreFixture.SETTINGS, transacted);
    Mutation put = put("a", Guard.NONE, NewDeadline.onCreation(Deadline.at(NOW + 1)));
    Mutation delete = new Mutation.Delete(KEY, Guard.PRESENT, NOW, /* returnPrevious= */ false);
    for (AttributeValue deadline :
        List.of(AttributeValue.fromS("tomorrow"), AttributeValue.fromN("1"))) {
      write("w", AttributeValue.fromS("not bytes"), "x", deadline);
      Guard asMet = unchangedSince(any.apply(put, limit()));
      assertThat(any.apply(put("b", asMet, ETERNAL), limit())).isInstanceOf(Done.class);
      assertThat(requireNonNull(store.read(KEY, Consistency.STRONG, limit())).data())
          .isEqualTo(value("b"));

      write("w", AttributeValue.fromS("not bytes"), "x", deadline);
      asMet = unchangedSince(any.apply(delete, limit()));
      assertThat(any.apply(delete.under(asMet), limit())).isInstanceOf(Done.class);
      assertThat(raw()).isEmpty();
    }
  }

  private static Guard unchangedSince(Applied met) {
    return Guard.unchanged(requireNonNull(((Conflict) met).actual()).basis());
  }

  @Test
  void namesThatAreReservedWordsAreNoTrouble() {
    TableLayout reserved =
        new TableLayout(
            "test-" + layout.table(), KeySchema.ofText("key"), Naming.OWN, Set.of("value", "size"));
    new Tables(
            Wire.handedIn(client, Duration.ofSeconds(20)),
            StoreFixture.SETTINGS,
            RandomGenerator.getDefault(),
            Runnable::run)
        .open(TableSpec.standard(reserved));
    EntryStore other = StoreFixture.store(client, reserved);
    EntryKey key = new EntryKey(Map.of("key", AttributeValue.fromS("a")));
    Map<String, AttributeValue> data = Map.of("value", AttributeValue.fromS("b"));
    for (Guard guard : List.of(Guard.ABSENT, Guard.PRESENT, Guard.NONE)) {
      assertThat(other.apply(new Mutation.Put(key, data, ETERNAL, guard, NOW, false), limit()))
          .satisfies(StoreFixture::doneOverNothing);
    }
    assertThat(
            new Scans(other, StoreFixture.PARALLEL)
                .iterate(Selection.liveKeys(Consistency.STRONG, NOW), StoreFixture::limit)
                .next()
                .key())
        .isEqualTo(key);
  }

  @Test
  void noMessageQuotesWhatWasWritten() {
    String secret = "secret".repeat(70_000);
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> store.apply(put(secret, Guard.NONE, ETERNAL), limit()))
        .satisfies(
            failure -> {
              assertThat(failure).hasNoCause();
              assertThat(failure.getMessage()).doesNotContain("secret").contains("400 KB");
            });
  }

  private static void assertNamed(String attribute, ThrowingCallable call) {
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(call)
        .withMessageContaining(attribute);
  }

  private static Mutation put(String text, Guard guard, NewDeadline deadline) {
    return new Mutation.Put(KEY, value(text), deadline, guard, NOW, /* returnPrevious= */ false);
  }

  private void write(String name, AttributeValue attribute) {
    write(Map.of(name, attribute));
  }

  private void write(String name, AttributeValue attribute, String name2, AttributeValue other) {
    write(Map.of(name, attribute, name2, other));
  }

  private void write(Map<String, AttributeValue> attributes) {
    Map<String, AttributeValue> item = new HashMap<>(KEY.attributes());
    item.putAll(attributes);
    client.putItem(request -> request.tableName(layout.table()).item(item));
  }

  private Map<String, AttributeValue> raw() {
    return client.getItem(r -> r.tableName(layout.table()).key(KEY.attributes())).item();
  }
}
