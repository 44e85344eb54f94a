package io.github.dynamodbjcache.internal.runner;

import io.github.dynamodbjcache.internal.operation.Operation;
import io.github.dynamodbjcache.internal.operation.Premise;
import io.github.dynamodbjcache.internal.store.Applied;
import io.github.dynamodbjcache.internal.store.Consistency;
import io.github.dynamodbjcache.internal.store.Mutation;
import io.github.dynamodbjcache.internal.store.StoreException;
import io.github.dynamodbjcache.internal.store.StoredEntry;
import io.github.dynamodbjcache.internal.time.TimeLimit;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs one operation on one entry: read, decide, expire, write through, write under a guard; and
 * again on what a conflict handed back. Effects on the outside follow the commit.
 */
public final class EntryRunner<K, V> {

  private final CacheParts<K, V> parts;
  private final Planner<K, V> planner;
  private final Aftermath<K, V> aftermath;
  private final Touches touches;
  private final KeyLocks locks;

  /** For one cache. */
  public EntryRunner(CacheParts<K, V> parts) {
    this.parts = parts;
    this.planner = new Planner<>(parts, parts.writeThrough());
    this.aftermath = new Aftermath<>(parts);
    this.touches = new Touches(parts.store(), parts.clock());
    this.locks = new KeyLocks();
  }

  KeyLocks locks() {
    return locks;
  }

  /** Runs the operation to its end and returns its answer. */
  public <R extends @Nullable Object> R run(K key, Operation<V, R> operation) {
    return new Run<>(parts.target(key), operation, TimeLimit.after(parts.callTimeout())).run();
  }

  /** Runs the operation within a limit of several. */
  public <R extends @Nullable Object> R run(K key, Operation<V, R> operation, TimeLimit outer) {
    return new Run<>(parts.target(key), operation, outer.atMost(parts.callTimeout())).run();
  }

  /** One run of one operation. */
  private final class Run<R extends @Nullable Object> {

    private final Target<K> target;
    private final Operation<V, R> operation;
    private final Patience patience = new Patience();
    private final long startNanos = System.nanoTime();
    private final Supplier<@Nullable V> loader;
    private TimeLimit limit;

    Run(Target<K> target, Operation<V, R> operation, TimeLimit limit) {
      this.target = target;
      this.operation = operation;
      this.limit = limit;
      this.loader = new Once<>(this::load);
    }

    R run() {
      if (operation.premise() == Premise.READ) {
        Probe<V> probe = new Probe<>();
        Step<K, V, R> step = onFound(read(parts.readConsistency()), probe);
        if (!probe.wasAsked() || parts.readThrough() == null) {
          return commit(step);
        }
      }
      if (!waitsItsTurn()) {
        return commit(firstStep());
      }
      try (KeyLocks.Hold turn = locks.lock(target.at(), limit)) {
        return commit(firstStep());
      }
    }

    /**
     * What one conditional request can do needs no turn; but listeners are told in the order of
     * commits, writers are told in the order of the table, and processors and loaders of one JVM do
     * not run side by side for one key.
     */
    private boolean waitsItsTurn() {
      return operation.premise() == Premise.READ
          || operation.premise() == Premise.READ_TO_CHANGE
          || parts.writeThrough() != null
          || parts.listeners().isAnybodyThere();
    }

    private Step<K, V, R> firstStep() {
      Optional<Step<K, V, R>> unread = timed(() -> planner.unread(target, operation));
      return unread.isPresent() ? unread.get() : onFound(read(Consistency.STRONG), loader);
    }

    private R commit(Step<K, V, R> first) {
      Step<K, V, R> step = first;
      while (true) {
        Applied applied = apply(step.mutation());
        if (applied instanceof Applied.Done done) {
          aftermath.of(step, done.previous(), System.nanoTime() - startNanos);
          return step.answer();
        }
        if (step.found() != null || step.operation().premise() == Premise.READ_TO_CHANGE) {
          patience.afterLostRace(limit);
        }
        step = onFound(((Applied.Conflict) applied).actual(), loader);
      }
    }

    private Applied apply(@Nullable Mutation mutation) {
      if (mutation == null) {
        return Applied.GONE;
      }
      if (mutation instanceof Mutation.Touch touch) {
        touches.apply(List.of(touch), limit);
        return Applied.GONE;
      }
      try {
        return parts.store().apply(mutation, limit);
      } catch (StoreException failure) {
        throw patience.explained(failure, limit);
      }
    }

    private @Nullable StoredEntry read(Consistency consistency) {
      return parts.store().read(target.at(), consistency, limit);
    }

    private Step<K, V, R> onFound(
        @Nullable StoredEntry found, Supplier<? extends @Nullable V> absentLoader) {
      return timed(() -> planner.onFound(target, operation, found, absentLoader));
    }

    /** Processors, loaders, writers and policies are the caller's own time, not the table's. */
    private <T> T timed(Supplier<T> callersCode) {
      long start = System.nanoTime();
      try {
        return callersCode.get();
      } finally {
        limit = limit.extendedBy(System.nanoTime() - start);
      }
    }

    private @Nullable V load() {
      return parts.readThrough() == null ? null : parts.readThrough().load(target.key());
    }
  }

  /** Asks its source once, however often a lost race asks it. */
  private static final class Once<V> implements Supplier<@Nullable V> {

    private final Supplier<@Nullable V> source;
    private boolean asked;
    private @Nullable V answer;

    Once(Supplier<@Nullable V> source) {
      this.source = source;
    }

    @Override
    public @Nullable V get() {
      if (!asked) {
        answer = source.get();
        asked = true;
      }
      return answer;
    }
  }
}
