package io.github.dynamodbjcache.internal.runner;

import io.github.dynamodbjcache.internal.operation.Effect;
import io.github.dynamodbjcache.internal.operation.Operation;
import io.github.dynamodbjcache.internal.operation.Operations;
import io.github.dynamodbjcache.internal.operation.Outcome;
import io.github.dynamodbjcache.internal.operation.Premise;
import io.github.dynamodbjcache.internal.operation.Prior;
import io.github.dynamodbjcache.internal.store.Guard;
import io.github.dynamodbjcache.internal.store.Mutation;
import io.github.dynamodbjcache.internal.store.NewDeadline;
import io.github.dynamodbjcache.internal.store.StoredEntry;
import io.github.dynamodbjcache.internal.time.Deadline;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks an operation what it decides, and derives the mutation: write on absent = creation expiry,
 * write on present = update expiry, touch = access expiry; a creation without lifetime is not
 * stored. It acts on nothing.
 */
final class Planner<K, V> {

  private final CacheParts<K, V> parts;
  private final boolean writerIsTold;
  private final EntryDeadlines deadlines;

  /**
   * For one cache.
   *
   * @param writerIsTold true if a writer is told before the table: then it has to be known whether
   *     there will be a write
   */
  Planner(CacheParts<K, V> parts, boolean writerIsTold) {
    this.parts = parts;
    this.writerIsTold = writerIsTold;
    this.deadlines = EntryDeadlines.ofPuts(parts);
  }

  /** What an operation sees of what was found there, an item or null. */
  Sight<V> look(Target<K> target, @Nullable StoredEntry found) {
    long now = parts.clock().millis();
    return new Sight<>(found, found == null ? null : parts.valueIfThere(target, found, now), now);
  }

  /**
   * The step on what was seen; null if that has expired while the operation took its time: it must
   * not come back by what was decided, so it has to be looked at again.
   *
   * @param loaded what the loader knows, if it was asked
   */
  <R extends @Nullable Object> @Nullable Step<K, V, R> plan(
      Target<K> target, Operation<V, R> operation, Sight<V> sight, @Nullable V loaded) {
    Supplier<V> value = sight.value();
    Prior<V> prior = value == null ? Prior.absentBut(loaded) : Prior.present(value);
    Outcome<V, R> outcome = operation.decide(prior);
    if (value == null && operation.premise() != Premise.BLIND) {
      outcome = completed(outcome);
    }
    StoredEntry live = sight.live();
    // By the clock as it is now, since a loader or processor may have taken its time.
    long now = parts.clock().millis();
    if (live != null && !live.isLiveAt(now)) {
      return null;
    }
    Mutation mutation = mutation(target, outcome.effect(), sight.found(), live, now);
    return new Step<>(
        target,
        operation,
        outcome,
        live != null,
        /* looked= */ true,
        sight.found(),
        mutation,
        sight.nowMillis());
  }

  /** The step on the operation's premise alone; null unless one conditional request can do it. */
  <R extends @Nullable Object> @Nullable Step<K, V, R> unread(
      Target<K> target, Operation<V, R> operation) {
    Premise premise = operation.premise();
    boolean needsToSee = premise == Premise.READ || premise == Premise.READ_TO_CHANGE;
    if (needsToSee || (writerIsTold && premise != Premise.BLIND)) {
      return null;
    }
    long now = parts.clock().millis();
    Outcome<V, R> decided = operation.decide(Prior.assumed(premise));
    Outcome<V, R> outcome = premise == Premise.ABSENT ? completed(decided) : decided;
    Mutation mutation = unreadMutation(target, premise, outcome.effect(), now);
    if (mutation == null || (writerIsTold && mayMeetEternal(mutation))) {
      return null;
    }
    return new Step<>(
        target,
        operation,
        outcome,
        premise == Premise.PRESENT,
        /* looked= */ false,
        /* found= */ null,
        mutation,
        now);
  }

  /** What is known to be new gets what new values have. A blind put does not know it. */
  private <R extends @Nullable Object> Outcome<V, R> completed(Outcome<V, R> outcome) {
    return outcome.effect() instanceof Effect.Write<V> write
        ? outcome.with(
            new Effect.Write<>(
                parts.codec().created(write.value()), write.source(), write.lifetime()))
        : outcome;
  }

  /**
   * The removal of an entry that was found expired: as it was found, and with no later deadline,
   * which an access may have given it by another clock.
   */
  Step<K, V, @Nullable Void> expiry(Expired<K> met) {
    Operation<V, @Nullable Void> expire = Operations.expire();
    Guard asFound = Guard.stillExpired(met.entry()).and(new Guard.EndingBy(met.entry().deadline()));
    return new Step<>(
        met.target(),
        expire,
        expire.decide(Prior.absent()),
        /* present= */ false,
        /* looked= */ true,
        met.entry(),
        new Mutation.Delete(
            met.target().at(), asFound, met.nowMillis(), /* returnPrevious= */ !met.isWhole()),
        met.nowMillis());
  }

  private @Nullable Mutation mutation(
      Target<K> target,
      Effect<V> effect,
      @Nullable StoredEntry found,
      @Nullable StoredEntry live,
      long now) {
    Guard asFound = asFound(found, now);
    if (effect instanceof Effect.Write<V> write) {
      NewDeadline deadline =
          live == null
              ? deadlines.created(write.lifetime(), now)
              : deadlines.updated(write.lifetime(), live, now);
      return deadline == null
          ? null
          : put(target, write.value(), deadline, asFound, now, false).decidedOn(found);
    }
    // One that cannot be read here goes as well: another JVM may be able to read it.
    boolean isStored = live != null || (found != null && found.isLiveAt(now));
    if (effect instanceof Effect.Remove) {
      return isStored ? new Mutation.Delete(target.at(), asFound, now, false) : null;
    }
    if (live == null) {
      return null;
    }
    if (effect instanceof Effect.Touch) {
      Deadline moved = parts.expiry().onAccess(now, live.deadline());
      return moved == null ? null : Mutation.Touch.of(live, moved);
    }
    return null;
  }

  /** That what was found, an item or none, is still so. */
  static Guard asFound(@Nullable StoredEntry found, long now) {
    if (found == null) {
      return Guard.ABSENT;
    }
    return found.isLiveAt(now) ? Guard.unchanged(found.basis()) : Guard.stillExpired(found);
  }

  private @Nullable Mutation unreadMutation(
      Target<K> target, Premise premise, Effect<V> effect, long now) {
    boolean returnPrevious = parts.observers().wantPrevious();
    Guard guard =
        switch (premise) {
          case ABSENT -> Guard.ABSENT;
          case PRESENT -> Guard.PRESENT;
          default -> Guard.NONE;
        };
    if (effect instanceof Effect.Remove) {
      return new Mutation.Delete(target.at(), guard, now, returnPrevious);
    }
    if (effect instanceof Effect.Write<V> write) {
      NewDeadline deadline = deadlines.unread(premise, write.lifetime(), now).orElse(null);
      return deadline == null
          ? null
          : put(target, write.value(), deadline, guard, now, returnPrevious);
    }
    return null;
  }

  /**
   * True if an entry without a deadline refuses it: a writer that was told already would be told
   * again. An expired one, which refuses it as well, leaves what was told as it is ({@link Told}).
   */
  static boolean mayMeetEternal(Mutation mutation) {
    NewDeadline deadline =
        mutation instanceof Mutation.Put put
            ? put.deadline()
            : mutation instanceof Mutation.Update update ? update.deadline() : null;
    return deadline instanceof NewDeadline.OnCreation created && !created.deadline().isNever();
  }

  private Mutation.Put put(
      Target<K> target,
      V value,
      NewDeadline deadline,
      Guard guard,
      long now,
      boolean returnPrevious) {
    return new Mutation.Put(
        target.at(), target.data(parts.codec(), value), deadline, guard, now, returnPrevious);
  }
}
