package io.github.dynamodbjcache.internal.runner;

import static java.util.Objects.requireNonNull;

import io.github.dynamodbjcache.internal.expression.Change;
import io.github.dynamodbjcache.internal.operation.Operation;
import io.github.dynamodbjcache.internal.operation.Premise;
import io.github.dynamodbjcache.internal.operation.Prior;
import io.github.dynamodbjcache.internal.store.Applied;
import io.github.dynamodbjcache.internal.store.Consistency;
import io.github.dynamodbjcache.internal.store.Guard;
import io.github.dynamodbjcache.internal.store.Mutation;
import io.github.dynamodbjcache.internal.store.StoreException;
import io.github.dynamodbjcache.internal.store.StoredEntry;
import java.util.List;
import java.util.Optional;
import javax.cache.CacheException;
import org.jspecify.annotations.Nullable;

/**
 * Runs writes that DynamoDB decides on or makes: under a condition of the caller's, and changes of
 * places in an item. One request each; a read more where a listener has to hear what an update
 * changed, or where an expiry policy has to be asked.
 */
public final class ConditionalRunner<K, V> {

  private final CacheParts<K, V> parts;
  private final Planner<K, V> planner;
  private final EntryDeadlines ofPuts;
  private final EntryDeadlines ofUpdates;
  private final KeyLocks locks;

  /** For one cache, beside the runner of its other operations. */
  public ConditionalRunner(CacheParts<K, V> parts, EntryRunner<K, V> single) {
    this.parts = parts;
    this.planner = new Planner<>(parts, /* writerIsTold= */ false);
    this.ofPuts = EntryDeadlines.ofPuts(parts);
    this.ofUpdates = EntryDeadlines.ofUpdates(parts);
    this.locks = single.locks();
  }

  /**
   * What became of a write.
   *
   * @param isDone false if it was refused, and nothing was changed
   * @param entry of an update, the item; of a deletion, what was deleted; of what was refused, what
   *     is there. Null if there is none that is live
   */
  public record Verdict(boolean isDone, @Nullable StoredEntry entry) {}

  /**
   * Puts a value if the demand holds of what is there.
   *
   * @param demand {@link Guard#ABSENT}, or demands of the item
   */
  public Verdict put(K key, V value, Guard demand) {
    Target<K> target = parts.target(key);
    boolean isCreation = demand.ofEntry() instanceof Guard.Absent;
    V stored = isCreation ? parts.codec().created(value) : value;
    return run(target, new ConditionalWrite.Put<>(parts, ofPuts, target, stored, demand));
  }

  /** Deletes what is there if the demand holds of it. */
  public Verdict delete(K key, Guard demand) {
    Target<K> target = parts.target(key);
    return run(target, new ConditionalWrite.Delete<K, V>(target, demand));
  }

  /**
   * Changes places of an item.
   *
   * @param premise {@link Premise#PRESENT} if there has to be one, {@link Premise#BLIND} to make it
   * @param demand demands of the item
   * @param returnOld true for the item as it was, false for the new one
   */
  public Verdict update(
      K key, List<Change> changes, Premise premise, Guard demand, boolean returnOld) {
    Target<K> target = parts.target(key);
    return run(
        target,
        new ConditionalWrite.Update<>(
            parts, ofUpdates, target, changes, premise, demand, returnOld));
  }

  private Verdict run(Target<K> target, ConditionalWrite<V> write) {
    if (parts.writeThrough().isTold()) {
      throw new CacheException(
          "the cache writes through, and its writer has to be told before the table; but here"
              + " DynamoDB decides whether, or what. Use put, replace or invoke");
    }
    return new Run(target, write).run();
  }

  /** One write on its way. */
  private final class Run {

    private final Target<K> target;
    private final ConditionalWrite<V> write;
    private final Operation<V, @Nullable Void> operation;
    private final Patience patience = new Patience();
    private final long startNanos = System.nanoTime();
    private final TableTime time = new TableTime(parts.limits().newCall());

    Run(Target<K> target, ConditionalWrite<V> write) {
      this.target = target;
      this.write = write;
      this.operation = write.operation();
    }

    Verdict run() {
      if (!parts.observers().wantPrevious()) {
        return decided();
      }
      try (KeyLocks.Hold turn = locks.lock(target.at(), time.limit())) {
        return decided();
      }
    }

    private Verdict decided() {
      Step<K, V, @Nullable Void> step = first();
      while (true) {
        Mutation mutation = step.mutation();
        if (mutation == null) {
          return refused(step, step.found());
        }
        Applied applied = apply(mutation);
        if (applied instanceof Applied.Done done) {
          return done(step, done);
        }
        StoredEntry actual = ((Applied.Conflict) applied).actual();
        if (isFinal(step, mutation, actual)) {
          return refused(step, actual);
        }
        if (step.looked()) {
          patience.afterLostRace(time.limit());
        }
        parts.observers().conflicted();
        step = onFound(actual);
      }
    }

    private Step<K, V, @Nullable Void> first() {
      long now = parts.clock().millis();
      Optional<Mutation> unread = time.without(() -> write.unread(now));
      return unread.isPresent()
          ? step(unread.get(), /* looked= */ false, null, now)
          : onFound(parts.store().read(target.at(), Consistency.STRONG, time.limit()));
    }

    private Step<K, V, @Nullable Void> onFound(@Nullable StoredEntry actual) {
      long now = parts.clock().millis();
      StoredEntry found = write.replacesExpired() ? actual : withoutExpired(actual, now);
      StoredEntry live = found != null && found.isLiveAt(now) ? found : null;
      Guard asFound = Planner.asFound(found, now);
      Mutation decided = time.<@Nullable Mutation>without(() -> write.onFound(live, asFound, now));
      Mutation mutation = decided instanceof Mutation.Put put ? put.decidedOn(found) : decided;
      return step(mutation, /* looked= */ true, found, now);
    }

    /** What counts as missing goes first, where a write would leave some of it. */
    private @Nullable StoredEntry withoutExpired(@Nullable StoredEntry found, long now) {
      if (found == null || found.isLiveAt(now)) {
        return found;
      }
      Step<K, V, @Nullable Void> expiry =
          planner.expiry(new Expired<>(target, found, now, /* isWhole= */ true));
      if (apply(requireNonNull(expiry.mutation())) instanceof Applied.Done done) {
        parts.observers().committed(List.of(new Commit<>(expiry, done)), /* nanos= */ 0);
      }
      return null;
    }

    private Step<K, V, @Nullable Void> step(
        @Nullable Mutation mutation, boolean looked, @Nullable StoredEntry found, long now) {
      boolean present = found != null && found.isLiveAt(now);
      return new Step<>(
          target,
          operation,
          operation.decide(Prior.absent()),
          present,
          looked,
          found,
          mutation,
          now);
    }

    private Applied apply(Mutation mutation) {
      try {
        return parts.store().apply(mutation, time.limit());
      } catch (StoreException failure) {
        throw patience.explained(failure, time.limit());
      }
    }

    /**
     * True if it was the demand that was refused. Without having looked, it can also have been what
     * the deadline of a write demands, which is said otherwise once it is known what is there.
     */
    private boolean isFinal(
        Step<K, V, @Nullable Void> step, Mutation mutation, @Nullable StoredEntry actual) {
      StoredEntry found = step.found();
      if (step.looked()) {
        return found == null || actual == null
            ? found == actual
            : found.basis().equals(actual.basis()) && found.deadline().equals(actual.deadline());
      }
      boolean isExpired = actual != null && !actual.isLiveAt(step.nowMillis());
      return !isExpired && !Planner.mayMeetEternal(mutation);
    }

    private Verdict done(Step<K, V, @Nullable Void> step, Applied.Done done) {
      Commit<K, V> commit = new Commit<>(knowing(step, done.previous()), done);
      parts.observers().committed(List.of(commit), System.nanoTime() - startNanos);
      return new Verdict(true, live(write.told(commit), step));
    }

    /** With what the write brought along of what was there; unchanged if that is nothing. */
    private Step<K, V, @Nullable Void> knowing(
        Step<K, V, @Nullable Void> step, @Nullable StoredEntry previous) {
      Mutation told = write.isStored(step.mutation()) ? step.mutation() : null;
      boolean present = step.present() || (previous != null && previous.isLiveAt(step.nowMillis()));
      return new Step<>(
          target,
          operation,
          step.outcome(),
          present,
          step.looked(),
          step.found(),
          told,
          step.nowMillis());
    }

    private Verdict refused(Step<K, V, ?> step, @Nullable StoredEntry actual) {
      return new Verdict(false, live(actual, step));
    }

    /** By the instant by which the request was decided: its answer takes its time. */
    private @Nullable StoredEntry live(@Nullable StoredEntry entry, Step<K, V, ?> step) {
      return entry != null && entry.isLiveAt(step.nowMillis()) ? entry : null;
    }
  }
}
