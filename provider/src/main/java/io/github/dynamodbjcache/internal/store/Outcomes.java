package io.github.dynamodbjcache.internal.store;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Collects from several threads what became of each of several mutations. */
public final class Outcomes {

  private final List<? extends Mutation> mutations;
  private final String table;

  // Each place is written by one thread at a time, and read when all of them have come to an end.
  private final @Nullable Applied[] applied;
  private final @Nullable StoreException[] failed;

  /**
   * For mutations of different entries.
   *
   * @throws IllegalArgumentException if two are of one entry: their order would be by chance
   */
  public Outcomes(List<? extends Mutation> mutations, String table) {
    requireDifferent(mutations);
    this.mutations = mutations;
    this.table = table;
    this.applied = new @Nullable Applied[mutations.size()];
    this.failed = new @Nullable StoreException[mutations.size()];
  }

  /** By their hashes first, which are known: hardly ever are two of them the same. */
  private static void requireDifferent(List<? extends Mutation> mutations) {
    int[] hashes = new int[mutations.size()];
    for (int i = 0; i < hashes.length; i++) {
      hashes[i] = mutations.get(i).key().hashCode();
    }
    Arrays.sort(hashes);
    for (int i = 1; i < hashes.length; i++) {
      if (hashes[i] == hashes[i - 1]) {
        requireDifferentKeys(mutations);
        return;
      }
    }
  }

  private static void requireDifferentKeys(List<? extends Mutation> mutations) {
    Set<EntryKey> keys = new HashSet<>();
    for (Mutation mutation : mutations) {
      if (!keys.add(mutation.key())) {
        throw new IllegalArgumentException("two of the mutations are of the same entry");
      }
    }
  }

  /** Takes note of what becomes of the one at that index. */
  public void attempt(int index, Supplier<Applied> attempt) {
    try {
      applied(index, attempt.get());
    } catch (StoreException failure) {
      failed(index, failure);
    }
  }

  /** That one was applied, or met a conflict. */
  public void applied(int index, Applied outcome) {
    applied[index] = outcome;
  }

  /** That one was not applied, or may not have been. */
  public void failed(int index, StoreException failure) {
    failed[index] = failure;
  }

  /**
   * The outcomes in the order of the mutations.
   *
   * @throws StoreException if none was applied, and all for certain
   * @throws PartialFailureException if some were not applied, or may not have been
   */
  public List<Applied> inOrder() {
    List<Applied> inOrder = new ArrayList<>(applied.length);
    for (int i = 0; i < applied.length; i++) {
      if (failed[i] != null) {
        throw failure(failed[i]);
      }
      if (applied[i] == null) {
        throw new IllegalStateException("a mutation has no outcome");
      }
      inOrder.add(applied[i]);
    }
    return inOrder;
  }

  private StoreException failure(StoreException first) {
    Set<EntryKey> unknown = new HashSet<>();
    Set<EntryKey> notDone = new HashSet<>();
    Map<EntryKey, Applied> done = new HashMap<>();
    for (int i = 0; i < applied.length; i++) {
      EntryKey key = mutations.get(i).key();
      Applied outcome = applied[i];
      if (failed[i] != null) {
        (failed[i] instanceof OutcomeUnknownStoreException ? unknown : notDone).add(key);
      } else if (outcome != null) {
        done.put(key, outcome);
      }
    }
    return notDone.size() == mutations.size()
        ? first
        : new PartialFailureException(
            "of "
                + mutations.size()
                + " writes to DynamoDB table "
                + table
                + ", "
                + notDone.size()
                + " were not done and "
                + unknown.size()
                + " may or may not have been; one of the reasons: "
                + first.getMessage(),
            notDone,
            unknown,
            done,
            first);
  }
}
