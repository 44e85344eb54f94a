package io.github.dynamodbjcache.internal.runner;

import io.github.dynamodbjcache.internal.expiry.EntryExpiry;
import io.github.dynamodbjcache.internal.integration.Writing;
import io.github.dynamodbjcache.internal.operation.Effect;
import io.github.dynamodbjcache.internal.operation.Operation;
import io.github.dynamodbjcache.internal.operation.Outcome;
import io.github.dynamodbjcache.internal.operation.Premise;
import io.github.dynamodbjcache.internal.operation.Prior;
import io.github.dynamodbjcache.internal.store.Guard;
import io.github.dynamodbjcache.internal.store.Mutation;
import io.github.dynamodbjcache.internal.store.NewDeadline;
import io.github.dynamodbjcache.internal.store.StoredEntry;
import io.github.dynamodbjcache.internal.time.Deadline;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks an operation what it decides, and derives the mutation: write on absent = creation expiry,
 * write on present = update expiry, touch = access expiry; what the caller writes or removes goes
 * to the cache writer first; a creation without lifetime is not stored.
 */
final class Planner<K, V> {

  private final CacheParts<K, V> parts;
  private final @Nullable Writing<K, V> writing;

  /**
   * For one cache.
   *
   * @param writing told before each mutation; null for nobody
   */
  Planner(CacheParts<K, V> parts, @Nullable Writing<K, V> writing) {
    this.parts = parts;
    this.writing = writing;
  }

  /**
   * The step on what was found there.
   *
   * @param found the item, live, expired, or unreadable; null if there is none
   * @param loader asked if the operation wants to load an absent entry
   */
  <R extends @Nullable Object> Step<K, V, R> onFound(
      Target<K> target,
      Operation<V, R> operation,
      @Nullable StoredEntry found,
      Supplier<? extends @Nullable V> loader) {
    long now = parts.clock().millis();
    Supplier<V> value = found == null ? null : parts.valueIfThere(target.key(), found, now);
    StoredEntry live = value == null ? null : found;
    Prior<V> prior = value == null ? Prior.absent(loader) : Prior.present(value);
    Outcome<V, R> outcome = operation.decide(prior);
    if (live != null && !live.isLiveAt(parts.clock().millis())) {
      // It expired while the processor took its time, and must not come back by what it decided.
      return onFound(target, operation, found, loader);
    }
    // First, so that the writer does not hear of a value that cannot be stored; by the clock as it
    // is now, since a loader or processor may have taken its time.
    Mutation mutation = mutation(target, outcome.effect(), found, live, parts.clock().millis());
    writeThrough(target.key(), outcome.effect());
    return new Step<>(target, operation, outcome, live != null, found, mutation, now);
  }

  /** The step on the operation's premise alone, if one conditional request can do it. */
  <R extends @Nullable Object> Optional<Step<K, V, R>> unread(
      Target<K> target, Operation<V, R> operation) {
    Premise premise = operation.premise();
    boolean needsToSee = premise == Premise.READ || premise == Premise.READ_TO_CHANGE;
    // The writer is told before the table: so it has to be known first whether there is a write.
    boolean writerNeedsToKnow = writing != null && premise != Premise.BLIND;
    if (needsToSee || writerNeedsToKnow) {
      return Optional.empty();
    }
    long now = parts.clock().millis();
    Outcome<V, R> outcome = operation.decide(Prior.assumed(premise));
    return unreadMutation(target, premise, outcome.effect(), now)
        .filter(mutation -> writing == null || !mayMeetExpired(mutation))
        .map(
            mutation -> {
              writeThrough(target.key(), outcome.effect());
              boolean present = premise == Premise.PRESENT;
              return new Step<>(target, operation, outcome, present, null, mutation, now);
            });
  }

  private @Nullable Mutation mutation(
      Target<K> target,
      Effect<V> effect,
      @Nullable StoredEntry found,
      @Nullable StoredEntry live,
      long now) {
    Guard asFound = found == null ? Guard.ABSENT : Guard.unchanged(found.basis());
    if (effect instanceof Effect.Write<V> write) {
      NewDeadline deadline =
          live == null ? created(write, now) : updated(write, live.deadline(), now);
      return deadline == null ? null : put(target, write.value(), deadline, asFound, now, false);
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
      return moved == null ? null : new Mutation.Touch(target.at(), moved, live.basis());
    }
    return null;
  }

  private Optional<Mutation> unreadMutation(
      Target<K> target, Premise premise, Effect<V> effect, long now) {
    boolean returnPrevious = parts.listeners().isAnybodyThere();
    Guard guard =
        switch (premise) {
          case ABSENT -> Guard.ABSENT;
          case PRESENT -> Guard.PRESENT;
          default -> Guard.NONE;
        };
    if (effect instanceof Effect.Remove) {
      return Optional.of(new Mutation.Delete(target.at(), guard, now, returnPrevious));
    }
    if (effect instanceof Effect.Write<V> write) {
      return foreseen(write, now)
          .flatMap(foreseen -> unreadDeadline(premise, foreseen, now))
          .map(deadline -> put(target, write.value(), deadline, guard, now, returnPrevious));
    }
    return Optional.empty();
  }

  /** True if an expired item refuses it: a writer that was told already would be told again. */
  private static boolean mayMeetExpired(Mutation mutation) {
    return mutation instanceof Mutation.Put put
        && put.deadline() instanceof NewDeadline.OnCreation created
        && !created.deadline().isNever();
  }

  /** The deadline as far as it can be said without knowing what is there; nothing if it cannot. */
  private static Optional<NewDeadline> unreadDeadline(
      Premise premise, EntryExpiry.Foreseen foreseen, long now) {
    Deadline creation = foreseen.creation();
    Deadline update = foreseen.update();
    boolean mayCreate = premise != Premise.PRESENT;
    boolean mayUpdate = premise != Premise.ABSENT;
    if ((mayCreate && creation.hasPassedAt(now))
        || (mayUpdate && update != null && update.hasPassedAt(now))) {
      return Optional.empty();
    }
    if (!mayUpdate || creation.equals(update)) {
      return Optional.of(NewDeadline.set(creation));
    }
    if (update == null) {
      return Optional.of(NewDeadline.onCreation(creation));
    }
    return mayCreate ? Optional.empty() : Optional.of(NewDeadline.set(update));
  }

  private Optional<EntryExpiry.Foreseen> foreseen(Effect.Write<V> write, long now) {
    Deadline own = ownDeadline(write, now);
    return own == null
        ? parts.expiry().foreseen(now)
        : Optional.of(new EntryExpiry.Foreseen(own, own));
  }

  /** The deadline that the caller has set for this value; null if the policy is to say. */
  private static @Nullable Deadline ownDeadline(Effect.Write<?> write, long now) {
    return write.lifetime() == null ? null : Deadline.after(now, write.lifetime());
  }

  /** The deadline of a created entry; null if it would have passed already. */
  private @Nullable NewDeadline created(Effect.Write<V> write, long now) {
    Deadline own = ownDeadline(write, now);
    Deadline created = own == null ? parts.expiry().onCreation(now) : own;
    return created.hasPassedAt(now) ? null : NewDeadline.set(created);
  }

  /**
   * The deadline of an updated entry: its own, which an access may move meanwhile, or a new one. An
   * eternal one is said in full, since it may stand for one that could not be read.
   */
  private NewDeadline updated(Effect.Write<V> write, Deadline current, long now) {
    Deadline own = ownDeadline(write, now);
    Deadline updated = own == null ? parts.expiry().onUpdate(now) : own;
    if (updated != null) {
      return NewDeadline.set(updated);
    }
    return current.isNever() ? NewDeadline.set(current) : NewDeadline.onCreation(current);
  }

  private Mutation put(
      Target<K> target,
      V value,
      NewDeadline deadline,
      Guard guard,
      long now,
      boolean returnPrevious) {
    return new Mutation.Put(
        target.at(),
        parts.codec().dataAttributes(target.key(), value),
        deadline,
        guard,
        now,
        returnPrevious);
  }

  private void writeThrough(K key, Effect<V> effect) {
    if (writing == null) {
      return;
    }
    if (effect instanceof Effect.Write<V> write && write.source() == Effect.Source.CALLER) {
      writing.write(new EntrySnapshot<>(key, write.value()));
    } else if (effect instanceof Effect.Remove) {
      writing.delete(key);
    }
  }
}
