package io.github.dynamodbjcache.internal.store;

import static io.github.dynamodbjcache.internal.store.dynamodb.StoreFixture.key;
import static io.github.dynamodbjcache.internal.store.dynamodb.StoreFixture.limit;
import static io.github.dynamodbjcache.internal.store.dynamodb.StoreFixture.value;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.dynamodbjcache.internal.store.Applied.Conflict;
import io.github.dynamodbjcache.internal.store.Applied.Done;
import io.github.dynamodbjcache.internal.store.dynamodb.StoreFixture;
import io.github.dynamodbjcache.internal.time.Deadline;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What every {@link EntryStore} promises. */
@Timeout(60)
public abstract class EntryStoreContractTest {

  /** In the future, since DynamoDB Local deletes by time to live, too, and by the real clock. */
  private static final long NOW = 4_000_000_000_123L;

  private static final Deadline PASSED = Deadline.at(NOW);
  private static final Deadline LATER = Deadline.at(NOW + 60_000);
  private static final Deadline MUCH_LATER = Deadline.at(NOW + 120_001);
  private static final EntryKey KEY = key("user:42");

  private EntryStore store;
  private Scans scans;

  protected EntryStoreContractTest() {
    this.store = new InMemoryEntryStore();
    this.scans = new Scans(store, StoreFixture.PARALLEL);
  }

  /** An empty store. */
  protected abstract EntryStore newStore();

  @BeforeEach
  void makeStore() {
    store = newStore();
    scans = new Scans(store, StoreFixture.PARALLEL);
  }

  @Test
  void aMissingEntryIsNull() {
    assertThat(store.read(KEY, Consistency.STRONG, limit())).isNull();
  }

  @Test
  void aPutIsReadBackWithItsDeadlineAndAFreshRevision() {
    put("a", LATER);
    StoredEntry first = entry();
    assertThat(first.key()).isEqualTo(KEY);
    assertThat(first.data()).isEqualTo(value("a"));
    assertThat(first.deadline()).isEqualTo(LATER);
    put("a", LATER);
    assertThat(entry().basis()).isNotEqualTo(first.basis());
  }

  @Test
  void dataAttributesOfTheEarlierEntryAreRemoved() {
    Map<String, AttributeValue> both =
        Map.of("v", AttributeValue.fromS("a"), "t", AttributeValue.fromS("type"));
    apply(new Mutation.Put(KEY, both, set(Deadline.NEVER), Guard.NONE, NOW, false));
    put("b", Deadline.NEVER);
    assertThat(entry().data()).isEqualTo(value("b"));
  }

  @Test
  void anEternalPutForgetsTheEarlierDeadline() {
    put("a", LATER);
    put("b", Deadline.NEVER);
    assertThat(entry().deadline()).isEqualTo(Deadline.NEVER);
  }

  /** "{@code Applied.Done} tells what was written (revision, deadline)". */
  @Test
  void whatWasWrittenIsTold() {
    Applied.Done first = (Done) apply(put("a", Guard.NONE, set(LATER), false));
    assertThat(first.written()).isEqualTo(new Applied.Written(entry().basis(), LATER));
    Applied.Done kept = (Done) apply(put("b", Guard.NONE, onCreation(MUCH_LATER), true));
    assertThat(kept.written()).isEqualTo(new Applied.Written(entry().basis(), LATER));
    Applied.Done gone = (Done) apply(new Mutation.Delete(KEY, Guard.PRESENT, NOW, false));
    assertThat(gone.written()).isNull();
    Applied.Done created = (Done) apply(put("c", Guard.ABSENT, onCreation(LATER), false));
    assertThat(created.written()).isEqualTo(new Applied.Written(entry().basis(), LATER));
    List<Applied> batched =
        store.applyAll(List.of(put("d", Guard.NONE, set(MUCH_LATER), false)), limit());
    assertThat(((Done) batched.get(0)).written())
        .isEqualTo(new Applied.Written(entry().basis(), MUCH_LATER));
  }

  @Test
  void thePreviousEntryComesBackIfAskedFor() {
    assertThat(previous(apply(put("a", Guard.NONE, set(LATER), true)))).isNull();
    StoredEntry first = entry();
    assertThat(previous(apply(put("b", Guard.NONE, set(LATER), true)))).isEqualTo(first);
    StoredEntry second = entry();
    assertThat(previous(apply(put("c", Guard.NONE, set(LATER), false)))).isNull();
    assertThat(second).isNotEqualTo(first);
    StoredEntry third = entry();
    assertThat(previous(apply(new Mutation.Delete(KEY, Guard.NONE, NOW, true)))).isEqualTo(third);
    assertThat(previous(apply(new Mutation.Delete(KEY, Guard.NONE, NOW, true)))).isNull();
  }

  @Test
  void absentHoldsWhereThereIsNoEntryOrAnExpiredOne() {
    assertThat(apply(put("a", Guard.ABSENT, set(PASSED), false))).isInstanceOf(Done.class);
    assertThat(apply(put("b", Guard.ABSENT, set(LATER), false))).isInstanceOf(Done.class);
    StoredEntry there = entry();
    assertThat(apply(put("c", Guard.ABSENT, set(LATER), false))).isEqualTo(new Conflict(there));
    assertThat(entry()).isEqualTo(there);
  }

  @Test
  void absentDoesNotHoldForAnEternalEntry() {
    put("a", Deadline.NEVER);
    assertThat(apply(put("b", Guard.ABSENT, set(LATER), false))).isEqualTo(new Conflict(entry()));
  }

  @Test
  void presentHoldsForALiveEntryOnly() {
    assertThat(apply(put("a", Guard.PRESENT, set(LATER), false))).isEqualTo(new Conflict(null));
    put("a", PASSED);
    StoredEntry expired = entry();
    assertThat(apply(put("b", Guard.PRESENT, set(LATER), false))).isEqualTo(new Conflict(expired));
    assertThat(apply(new Mutation.Delete(KEY, Guard.PRESENT, NOW, false)))
        .isEqualTo(new Conflict(expired));
    put("a", LATER);
    assertThat(apply(put("b", Guard.PRESENT, set(LATER), false))).isInstanceOf(Done.class);
    put("a", Deadline.NEVER);
    assertThat(apply(new Mutation.Delete(KEY, Guard.PRESENT, NOW, false))).isInstanceOf(Done.class);
    assertThat(store.read(KEY, Consistency.STRONG, limit())).isNull();
  }

  @Test
  void unchangedHoldsForThatRevisionOnly() {
    put("a", LATER);
    Guard guard = Guard.unchanged(entry().basis());
    assertThat(apply(put("b", guard, set(LATER), false))).isInstanceOf(Done.class);
    StoredEntry second = entry();
    assertThat(apply(put("c", guard, set(LATER), false))).isEqualTo(new Conflict(second));
    assertThat(apply(new Mutation.Delete(KEY, guard, NOW, false))).isEqualTo(new Conflict(second));
    assertThat(apply(new Mutation.Delete(KEY, Guard.unchanged(second.basis()), NOW, false)))
        .isInstanceOf(Done.class);
    assertThat(apply(put("d", Guard.unchanged(second.basis()), set(LATER), false)))
        .isEqualTo(new Conflict(null));
  }

  @Test
  void onCreationSetsTheDeadlineOfANewEntry() {
    apply(put("a", Guard.NONE, onCreation(LATER), false));
    assertThat(entry().deadline()).isEqualTo(LATER);
  }

  @Test
  void onCreationLeavesALiveEntryItsDeadline() {
    put("a", LATER);
    assertThat(apply(put("b", Guard.NONE, onCreation(MUCH_LATER), false))).isInstanceOf(Done.class);
    assertThat(apply(put("c", Guard.NONE, onCreation(Deadline.NEVER), false)))
        .isInstanceOf(Done.class);
    assertThat(apply(put("d", Guard.PRESENT, onCreation(MUCH_LATER), false)))
        .isInstanceOf(Done.class);
    Guard unchanged = Guard.unchanged(entry().basis());
    assertThat(apply(put("e", unchanged, onCreation(MUCH_LATER), false))).isInstanceOf(Done.class);
    assertThat(entry().deadline()).isEqualTo(LATER);
    assertThat(entry().data()).isEqualTo(value("e"));
  }

  @Test
  void onCreationLeavesAnEternalEntryEternalIfTheNewOneWereTo() {
    put("a", Deadline.NEVER);
    assertThat(apply(put("b", Guard.NONE, onCreation(Deadline.NEVER), false)))
        .isInstanceOf(Done.class);
    assertThat(entry().deadline()).isEqualTo(Deadline.NEVER);
  }

  @Test
  void onCreationConflictsWhereItCannotBeSaid() {
    put("a", PASSED);
    StoredEntry expired = entry();
    assertThat(apply(put("b", Guard.NONE, onCreation(LATER), false)))
        .isEqualTo(new Conflict(expired));
    assertThat(apply(put("b", Guard.NONE, onCreation(Deadline.NEVER), false)))
        .isEqualTo(new Conflict(expired));
    Guard unchanged = Guard.unchanged(expired.basis());
    assertThat(apply(put("b", unchanged, onCreation(LATER), false)))
        .isEqualTo(new Conflict(expired));
    put("a", Deadline.NEVER);
    StoredEntry eternal = entry();
    assertThat(apply(put("b", Guard.NONE, onCreation(LATER), false)))
        .isEqualTo(new Conflict(eternal));
  }

  @Test
  void onCreationReplacesAnExpiredEntryIfAbsenceIsDemanded() {
    put("a", PASSED);
    assertThat(apply(put("b", Guard.ABSENT, onCreation(Deadline.NEVER), false)))
        .isInstanceOf(Done.class);
    assertThat(entry().deadline()).isEqualTo(Deadline.NEVER);
    put("a", PASSED);
    assertThat(apply(put("b", Guard.ABSENT, onCreation(LATER), false))).isInstanceOf(Done.class);
    assertThat(entry().deadline()).isEqualTo(LATER);
  }

  @Test
  protected void aTouchMovesTheDeadlineAndNothingElse() {
    put("a", LATER);
    StoredEntry before = entry();
    for (Deadline deadline : List.of(MUCH_LATER, Deadline.NEVER, LATER)) {
      assertThat(apply(new Mutation.Touch(KEY, deadline, before.basis()))).isInstanceOf(Done.class);
      assertThat(entry()).isEqualTo(new StoredEntry(KEY, before.data(), before.basis(), deadline));
    }
  }

  @Test
  void aTouchOfAnotherRevisionConflicts() {
    put("a", LATER);
    Basis old = entry().basis();
    put("b", LATER);
    assertThat(apply(new Mutation.Touch(KEY, MUCH_LATER, old))).isEqualTo(new Conflict(entry()));
    apply(new Mutation.Delete(KEY, Guard.NONE, NOW, false));
    assertThat(apply(new Mutation.Touch(KEY, MUCH_LATER, old))).isEqualTo(new Conflict(null));
  }

  @Test
  void manyMutationsAreAppliedEachOnItsOwnAndAnsweredInOrder() {
    put("there", LATER);
    List<Mutation> mutations = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      mutations.add(
          new Mutation.Put(
              key("many" + i),
              value("v" + i),
              set(LATER),
              Guard.NONE,
              NOW,
              /* returnPrevious= */ false));
    }
    mutations.add(30, put("x", Guard.ABSENT, set(LATER), false));
    mutations.add(new Mutation.Delete(key("missing"), Guard.NONE, NOW, false));
    List<Applied> applied = store.applyAll(mutations, limit());
    assertThat(applied).hasSize(62);
    assertThat(applied.get(30)).isEqualTo(new Conflict(entry()));
    assertThat(applied).filteredOn(Done.class::isInstance).hasSize(61);
    List<EntryKey> keys = new ArrayList<>(mutations.stream().map(Mutation::key).toList());
    assertThat(store.readAll(keys, Consistency.STRONG, limit())).hasSize(61);
    assertThat(requireNonNull(store.read(key("many7"), Consistency.STRONG, limit())).data())
        .isEqualTo(value("v7"));
    assertThat(requireNonNull(store.read(key("many7"), Consistency.STRONG, limit())).deadline())
        .isEqualTo(LATER);
  }

  @Test
  void twoMutationsOfOneEntryAreRefused() {
    Mutation put = put("a", Guard.NONE, set(LATER), false);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> store.applyAll(List.of(put, put), limit()));
  }

  @Test
  void noMutationsAndNoKeysAreFine() {
    assertThat(store.applyAll(List.of(), limit())).isEmpty();
    assertThat(store.readAll(List.of(), Consistency.STRONG, limit())).isEmpty();
  }

  @Test
  void readsMoreKeysThanOneRequestTakesAndLeavesOutMissingOnes() {
    fill(230);
    List<EntryKey> wanted = new ArrayList<>(keys(230));
    wanted.add(key("missing"));
    wanted.add(wanted.get(0));
    Map<EntryKey, StoredEntry> found = store.readAll(wanted, Consistency.STRONG, limit());
    assertThat(found.keySet()).isEqualTo(keys(230));
    found.forEach((key, entry) -> assertThat(entry.key()).isEqualTo(key));
  }

  @Test
  void aScanYieldsEveryEntryOnce() {
    fill(40);
    List<StoredEntry> seen = new ArrayList<>();
    scans
        .iterate(Selection.liveEntries(Consistency.STRONG, NOW), StoreFixture::limit)
        .forEachRemaining(seen::add);
    assertThat(seen).hasSize(40).allSatisfy(entry -> assertThat(entry.data()).isNotEmpty());
    assertThat(seen).extracting(StoredEntry::key).containsExactlyInAnyOrderElementsOf(keys(40));
  }

  @Test
  void aScanLeavesOutExpiredEntriesUnlessToldOtherwise() {
    fill(3);
    put("a", PASSED);
    assertThat(scan(Selection.liveKeys(Consistency.STRONG, NOW))).isEqualTo(keys(3));
    Set<EntryKey> all = new HashSet<>(keys(3));
    all.add(KEY);
    assertThat(scan(Selection.allKeys())).isEqualTo(all);
  }

  @Test
  void aScanOfKeysHasRevisionAndDeadlineButNoData() {
    put("a", LATER);
    StoredEntry whole = entry();
    assertThat(
            scans.iterate(Selection.liveKeys(Consistency.STRONG, NOW), StoreFixture::limit).next())
        .isEqualTo(new StoredEntry(KEY, Map.of(), whole.basis(), LATER));
  }

  @Test
  void deletingAllTellsWhatWasDeletedOnce() {
    fill(60);
    put("a", PASSED);
    Map<EntryKey, Integer> seen = new ConcurrentHashMap<>();
    scans.deleteAll(
        limit(), page -> page.forEach(entry -> seen.merge(entry.key(), 1, Integer::sum)));
    Set<EntryKey> all = new HashSet<>(keys(60));
    all.add(KEY);
    assertThat(seen.keySet()).isEqualTo(all);
    assertThat(seen.values()).containsOnly(1);
    assertThat(scan(Selection.allKeys())).isEmpty();
  }

  @Test
  void theSegmentsOfAScanYieldEveryEntryOnce() {
    fill(60);
    List<EntryKey> seen = new ArrayList<>();
    for (int index = 0; index < 3; index++) {
      seen.addAll(scan(Selection.liveKeys(Consistency.STRONG, NOW).in(new Segment(index, 3))));
    }
    assertThat(seen).containsExactlyInAnyOrderElementsOf(keys(60));
  }

  @Test
  void aScanInSmallPagesYieldsEveryEntryOnce() {
    fill(10);
    put("a", PASSED);
    assertThat(scan(Selection.liveKeys(Consistency.STRONG, NOW).paged(3))).isEqualTo(keys(10));
  }

  @Test
  void countsWhatTheSelectionSelects() {
    fill(30);
    put("a", PASSED);
    assertThat(scans.count(Selection.liveKeys(Consistency.STRONG, NOW), limit())).isEqualTo(30);
    assertThat(scans.count(Selection.liveEntries(Consistency.EVENTUAL, NOW), limit()))
        .isEqualTo(30);
    assertThat(scans.count(Selection.allKeys(), limit())).isEqualTo(31);
  }

  private Set<EntryKey> scan(Selection selection) {
    Set<EntryKey> keys = new HashSet<>();
    scans
        .iterate(selection, StoreFixture::limit)
        .forEachRemaining(entry -> assertThat(keys.add(entry.key())).isTrue());
    return keys;
  }

  private void fill(int count) {
    store.applyAll(
        keys(count).stream()
            .map(key -> new Mutation.Put(key, value("v"), set(LATER), Guard.NONE, NOW, false))
            .toList(),
        limit());
  }

  private static Set<EntryKey> keys(int count) {
    return new HashSet<>(
        IntStream.range(0, count).mapToObj(i -> StoreFixture.key("entry" + i)).toList());
  }

  private void put(String text, Deadline deadline) {
    assertThat(apply(put(text, Guard.NONE, set(deadline), false))).isInstanceOf(Done.class);
  }

  private static Mutation.Put put(
      String text, Guard guard, NewDeadline deadline, boolean returnPrevious) {
    return new Mutation.Put(KEY, value(text), deadline, guard, NOW, returnPrevious);
  }

  private static NewDeadline set(Deadline deadline) {
    return NewDeadline.set(deadline);
  }

  private static NewDeadline onCreation(Deadline deadline) {
    return NewDeadline.onCreation(deadline);
  }

  private static StoredEntry previous(Applied applied) {
    return ((Done) applied).previous();
  }

  private Applied apply(Mutation mutation) {
    return store.apply(mutation, limit());
  }

  private StoredEntry entry() {
    return requireNonNull(store.read(KEY, Consistency.STRONG, limit()));
  }
}
