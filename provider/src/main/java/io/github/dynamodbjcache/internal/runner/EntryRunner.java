package io.github.dynamodbjcache.internal.runner;

import io.github.dynamodbjcache.internal.operation.Effect;
import io.github.dynamodbjcache.internal.operation.Lifetime;
import io.github.dynamodbjcache.internal.operation.Operation;
import io.github.dynamodbjcache.internal.operation.Operations;
import io.github.dynamodbjcache.internal.operation.Premise;
import io.github.dynamodbjcache.internal.store.Applied;
import io.github.dynamodbjcache.internal.store.Consistency;
import io.github.dynamodbjcache.internal.store.Mutation;
import io.github.dynamodbjcache.internal.store.StoreException;
import io.github.dynamodbjcache.internal.store.StoredEntry;
import io.github.dynamodbjcache.internal.time.TimeLimit;
import java.util.List;
import java.util.function.Supplier;
import javax.cache.CacheException;
import javax.cache.processor.EntryProcessor;
import org.jspecify.annotations.Nullable;

/**
 * Runs one operation on one entry: read, decide, expire, write through, write under a guard; and
 * again on what a conflict handed back. Effects on the outside follow the commit.
 */
public final class EntryRunner<K, V> {

  private final CacheParts<K, V> parts;
  private final Planner<K, V> planner;
  private final AccessedEntries accessed;
  private final KeyLocks locks;
  private final ExpiredEntries<K, V> expired;

  /** For one cache. */
  public EntryRunner(CacheParts<K, V> parts) {
    this.parts = parts;
    this.planner = new Planner<>(parts, parts.writeThrough().isTold());
    this.accessed = new AccessedEntries(parts.store(), parts.clock());
    this.locks = new KeyLocks();
    this.expired = new ExpiredEntries<>(parts, planner, locks);
  }

  KeyLocks locks() {
    return locks;
  }

  ExpiredEntries<K, V> expired() {
    return expired;
  }

  /** Runs the operation to its end and returns its answer. */
  public <R extends @Nullable Object> R run(K key, Operation<V, R> operation) {
    return run(key, operation, parts.readConsistency());
  }

  /** The same; one that only answers reads with that consistency. */
  public <R extends @Nullable Object> R run(
      K key, Operation<V, R> operation, Consistency consistency) {
    return new EntryRun<>(parts.target(key), operation, consistency, parts.limits().newCall())
        .run();
  }

  /** The live entry as the table holds it, or null; no lookup in the sense of JCache. */
  public @Nullable StoredEntry look(K key, Consistency consistency) {
    StoredEntry found =
        parts.store().read(parts.target(key).at(), consistency, parts.limits().newCall());
    return found != null && found.isLiveAt(parts.clock().millis()) ? found : null;
  }

  /** Runs a processor on the entry; the loader is asked once, however often a race is lost. */
  public <R extends @Nullable Object> R invoke(
      K key, Lifetime lifetime, EntryProcessor<K, V, R> processor, @Nullable Object[] arguments) {
    return process(key, lifetime, processor, arguments, parts.limits().newCall());
  }

  /** The same within a limit of several. */
  public <R extends @Nullable Object> R invoke(
      K key,
      Lifetime lifetime,
      EntryProcessor<K, V, R> processor,
      @Nullable Object[] arguments,
      TimeLimit outer) {
    return process(key, lifetime, processor, arguments, outer.atMost(parts.limits().call()));
  }

  private <R extends @Nullable Object> R process(
      K key,
      Lifetime lifetime,
      EntryProcessor<K, V, R> processor,
      @Nullable Object[] arguments,
      TimeLimit limit) {
    Target<K> target = parts.target(key);
    Loaded<K, V> loader = parts.readThrough().isPossible() ? new Loaded<>(parts, target) : null;
    Operation<V, R> operation = lifetime.of(Operations.invoke(key, processor, arguments, loader));
    return new EntryRun<>(target, operation, parts.readConsistency(), limit).run();
  }

  /** One run of one operation. */
  private final class EntryRun<R extends @Nullable Object> {

    private final Target<K> target;
    private final Operation<V, R> operation;
    private final Consistency consistency;
    private final Patience patience = new Patience();
    private final long startNanos = System.nanoTime();
    private final Once<V> loader;
    private final Told told = new Told();
    private final TableTime time;

    EntryRun(
        Target<K> target, Operation<V, R> operation, Consistency consistency, TimeLimit limit) {
      this.target = target;
      this.operation = operation;
      this.consistency = consistency;
      this.time = new TableTime(limit);
      this.loader = new Once<>(() -> parts.readThrough().load(target.key()));
    }

    R run() {
      boolean mayLoad = operation.readsThrough() && parts.readThrough().isPossible();
      if (operation.premise() == Premise.READ) {
        Sight<V> sight = planner.look(target, read(consistency));
        Step<K, V, R> step =
            mayLoad && sight.isAbsent() ? null : planner.plan(target, operation, sight, null);
        if (step != null) {
          return commit(step);
        }
      }
      if (!waitsItsTurn()) {
        return commit(firstStep());
      }
      try (KeyLocks.Hold turn = locks.lock(target.at(), time.limit())) {
        return commit(firstStep());
      }
    }

    /**
     * What one conditional request can do needs no turn; but observers may want the order of
     * commits, writers are told in the order of the table, and processors and loaders of one JVM do
     * not run side by side for one key.
     */
    private boolean waitsItsTurn() {
      return operation.premise() == Premise.READ
          || operation.premise() == Premise.READ_TO_CHANGE
          || parts.writeThrough().isTold()
          || parts.observers().wantPrevious();
    }

    private Step<K, V, R> firstStep() {
      Step<K, V, R> unread = time.without(() -> planner.unread(target, operation));
      return unread == null ? onFound(read(Consistency.STRONG)) : unread;
    }

    private R commit(Step<K, V, R> first) {
      Step<K, V, R> step = first;
      while (true) {
        tellWriter(step);
        Applied applied = apply(step.mutation());
        if (applied instanceof Applied.Done done) {
          parts.observers().committed(List.of(new Commit<>(step, done)), elapsedNanos());
          expired.remove(step.expiredLeft(), time.limit());
          return step.answer();
        }
        if (step.found() != null || step.operation().premise() == Premise.READ_TO_CHANGE) {
          patience.afterLostRace(time.limit());
        }
        Applied.Conflict conflict = (Applied.Conflict) applied;
        told.met(conflict);
        target.forgetValue();
        step = onFound(conflict.actual());
        if (step.changesEntry()) {
          parts.observers().conflicted();
        }
      }
    }

    /**
     * Before the table; what the table refuses then is told again as it is decided anew, unless
     * what was told stands.
     */
    private void tellWriter(Step<K, V, R> step) {
      if (!parts.writeThrough().isTold() || told.covers(step)) {
        return;
      }
      try {
        time.without(
            () -> {
              tell(step.outcome().effect());
              return step;
            });
      } catch (CacheException ofTheWriter) {
        expired.remove(step.expiredFound(), time.limit(), ofTheWriter);
        throw ofTheWriter;
      }
      told.of(step);
    }

    private void tell(Effect<V> effect) {
      if (effect instanceof Effect.Write<V> write && write.source() == Effect.Source.CALLER) {
        parts.writeThrough().write(new EntrySnapshot<>(target.key(), write.value()));
      } else if (effect instanceof Effect.Remove) {
        parts.writeThrough().delete(target.key());
      }
    }

    private Applied apply(@Nullable Mutation mutation) {
      if (mutation == null) {
        return Applied.PLAINLY;
      }
      if (mutation instanceof Mutation.Touch touch) {
        accessed.apply(List.of(touch), time.limit());
        return Applied.PLAINLY;
      }
      try {
        return parts.store().apply(mutation, time.limit());
      } catch (StoreException failure) {
        throw patience.explained(failure, time.limit());
      }
    }

    private @Nullable StoredEntry read(Consistency needed) {
      return parts.store().read(target.at(), needed, time.limit());
    }

    private Step<K, V, R> onFound(@Nullable StoredEntry found) {
      Step<K, V, R> step = null;
      while (step == null) {
        Sight<V> sight = time.without(() -> planner.look(target, found));
        try {
          step = time.<@Nullable Step<K, V, R>>without(() -> planned(sight));
        } catch (CacheException ofLoaderOrProcessor) {
          abandon(sight, ofLoaderOrProcessor);
          throw ofLoaderOrProcessor;
        }
      }
      return step;
    }

    /** The step, by what the loader knows, too; null if that has to be looked at again. */
    private @Nullable Step<K, V, R> planned(Sight<V> sight) {
      V loaded = sight.isAbsent() && operation.readsThrough() ? loader.get() : null;
      return planner.plan(target, operation, sight, loaded);
    }

    /** It has been looked up all the same: that counts, and what was found expired goes. */
    private void abandon(Sight<V> sight, CacheException failure) {
      if (operation.isLookup()) {
        int hits = sight.isAbsent() ? 0 : 1;
        parts.observers().lookedInVain(hits, 1 - hits, elapsedNanos());
      }
      expired.remove(sight.expired(target), time.limit(), failure);
    }

    private long elapsedNanos() {
      return System.nanoTime() - startNanos;
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
