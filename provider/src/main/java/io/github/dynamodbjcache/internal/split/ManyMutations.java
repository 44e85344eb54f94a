package io.github.dynamodbjcache.internal.split;

import io.github.dynamodbjcache.internal.store.Applied;
import io.github.dynamodbjcache.internal.store.EntryStore;
import io.github.dynamodbjcache.internal.store.Mutation;
import io.github.dynamodbjcache.internal.store.OutcomeUnknownStoreException;
import io.github.dynamodbjcache.internal.store.Outcomes;
import io.github.dynamodbjcache.internal.store.PartialFailureException;
import io.github.dynamodbjcache.internal.store.StoreException;
import io.github.dynamodbjcache.internal.time.TimeLimit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Many mutations: those of entries that fit go out together as they always do, in batches where
 * that is possible; then those that met a manifest, and large puts, one after the other.
 */
final class ManyMutations {

  private final SplitEntryStore store;
  private final EntryStore items;
  private final String table;

  ManyMutations(SplitEntryStore store, EntryStore items, String table) {
    this.store = store;
    this.items = items;
    this.table = table;
  }

  List<Applied> apply(List<? extends Mutation> mutations, TimeLimit limit) {
    Outcomes outcomes = new Outcomes(mutations, table);
    List<Integer> fitting = new ArrayList<>(mutations.size());
    List<Integer> large = new ArrayList<>();
    for (int i = 0; i < mutations.size(); i++) {
      (store.contentToSplit(mutations.get(i)) == null ? fitting : large).add(i);
    }
    applyFitting(mutations, fitting, limit, outcomes);
    for (int each : large) {
      outcomes.attempt(each, () -> store.apply(mutations.get(each), limit));
    }
    return outcomes.inOrder();
  }

  private void applyFitting(
      List<? extends Mutation> mutations,
      List<Integer> fitting,
      TimeLimit limit,
      Outcomes outcomes) {
    List<Mutation> sent = new ArrayList<>(fitting.size());
    for (int each : fitting) {
      Mutation mutation = mutations.get(each);
      sent.add(mutation.isBlind() ? mutation : SplitEntryStore.sentFirst(mutation));
    }
    try {
      List<Applied> applied = items.applyAll(sent, limit);
      for (int i = 0; i < applied.size(); i++) {
        settle(mutations, fitting.get(i), applied.get(i), limit, outcomes);
      }
    } catch (PartialFailureException some) {
      for (int each : fitting) {
        Mutation mutation = mutations.get(each);
        Applied applied = some.applied().get(mutation.key());
        if (applied == null) {
          outcomes.failed(each, failureOf(mutation, some));
        } else {
          settle(mutations, each, applied, limit, outcomes);
        }
      }
    } catch (StoreException none) {
      fitting.forEach(each -> outcomes.failed(each, none));
    }
  }

  private void settle(
      List<? extends Mutation> mutations,
      int index,
      Applied applied,
      TimeLimit limit,
      Outcomes outcomes) {
    outcomes.attempt(index, () -> store.settled(mutations.get(index), applied, limit));
  }

  private static StoreException failureOf(Mutation mutation, PartialFailureException some) {
    @Nullable Throwable cause = some.getCause();
    String message = String.valueOf((cause == null ? some : cause).getMessage());
    return some.unknown().contains(mutation.key())
        ? new OutcomeUnknownStoreException(message, cause)
        : new StoreException(message, cause);
  }
}
