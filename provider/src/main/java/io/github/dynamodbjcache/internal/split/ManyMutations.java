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
    List<Mutation> fitting = new ArrayList<>(mutations.size());
    List<Mutation.Put> large = new ArrayList<>();
    for (Mutation mutation : mutations) {
      if (store.contentToSplit(mutation) != null && mutation instanceof Mutation.Put put) {
        large.add(put);
      } else {
        fitting.add(mutation);
      }
    }
    applyFitting(fitting, limit, outcomes);
    large.forEach(put -> outcomes.attempt(put, () -> store.apply(put, limit)));
    return outcomes.inOrder();
  }

  private void applyFitting(List<Mutation> fitting, TimeLimit limit, Outcomes outcomes) {
    List<Mutation> sent =
        fitting.stream()
            .map(mutation -> mutation.isBlind() ? mutation : SplitEntryStore.sentFirst(mutation))
            .toList();
    try {
      List<Applied> applied = items.applyAll(sent, limit);
      for (int i = 0; i < fitting.size(); i++) {
        settle(fitting.get(i), applied.get(i), limit, outcomes);
      }
    } catch (PartialFailureException some) {
      for (Mutation mutation : fitting) {
        Applied applied = some.applied().get(mutation.key());
        if (applied == null) {
          outcomes.failed(mutation, failureOf(mutation, some));
        } else {
          settle(mutation, applied, limit, outcomes);
        }
      }
    } catch (StoreException none) {
      fitting.forEach(mutation -> outcomes.failed(mutation, none));
    }
  }

  private void settle(Mutation mutation, Applied applied, TimeLimit limit, Outcomes outcomes) {
    outcomes.attempt(mutation, () -> store.settled(mutation, applied, limit));
  }

  private static StoreException failureOf(Mutation mutation, PartialFailureException some) {
    @Nullable Throwable cause = some.getCause();
    String message = String.valueOf((cause == null ? some : cause).getMessage());
    return some.unknown().contains(mutation.key())
        ? new OutcomeUnknownStoreException(message, cause)
        : new StoreException(message, cause);
  }
}
