package io.github.dynamodbjcache.internal.store;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Collects from several threads what became of each of several mutations. */
public final class Outcomes {

  private final List<? extends Mutation> mutations;
  private final String table;
  private final Map<EntryKey, Applied> applied = new ConcurrentHashMap<>();
  private final Map<EntryKey, StoreException> failed = new ConcurrentHashMap<>();

  /**
   * For mutations of different entries.
   *
   * @throws IllegalArgumentException if two are of one entry: their order would be by chance
   */
  public Outcomes(List<? extends Mutation> mutations, String table) {
    Set<EntryKey> keys = new HashSet<>();
    for (Mutation mutation : mutations) {
      if (!keys.add(mutation.key())) {
        throw new IllegalArgumentException("two of the mutations are of the same entry");
      }
    }
    this.mutations = mutations;
    this.table = table;
  }

  /** Takes note of what becomes of that one. */
  public void attempt(Mutation mutation, Supplier<Applied> attempt) {
    try {
      applied(mutation, attempt.get());
    } catch (StoreException failure) {
      failed(mutation, failure);
    }
  }

  /** That one was applied, or met a conflict. */
  public void applied(Mutation mutation, Applied outcome) {
    applied.put(mutation.key(), outcome);
  }

  /** That one was not applied, or may not have been. */
  public void failed(Mutation mutation, StoreException failure) {
    failed.put(mutation.key(), failure);
  }

  /**
   * The outcomes in the order of the mutations.
   *
   * @throws StoreException if none was applied, and all for certain
   * @throws PartialFailureException if some were not applied, or may not have been
   */
  public List<Applied> inOrder() {
    if (failed.isEmpty()) {
      return mutations.stream().map(this::outcome).toList();
    }
    Set<EntryKey> unknown = new HashSet<>();
    Set<EntryKey> notDone = new HashSet<>();
    failed.forEach(
        (key, failure) ->
            (failure instanceof OutcomeUnknownStoreException ? unknown : notDone).add(key));
    StoreException first = failed.values().iterator().next();
    if (notDone.size() == mutations.size()) {
      throw first;
    }
    throw new PartialFailureException(
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
        applied,
        first);
  }

  private Applied outcome(Mutation mutation) {
    Applied outcome = applied.get(mutation.key());
    if (outcome == null) {
      throw new IllegalStateException("a mutation has no outcome");
    }
    return outcome;
  }
}
