package io.github.dynamodbjcache.internal.runner;

import io.github.dynamodbjcache.internal.operation.Effect;
import io.github.dynamodbjcache.internal.operation.Operation;
import io.github.dynamodbjcache.internal.operation.Outcome;
import io.github.dynamodbjcache.internal.store.Mutation;
import io.github.dynamodbjcache.internal.store.StoredEntry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An operation that has been decided and not yet applied.
 *
 * @param present true if the decision rests on a live entry
 * @param looked true if it is known what was there when it was decided
 * @param found the item that was there; null if there was none, or if nobody looked
 * @param mutation what has to be applied for it; null for nothing
 * @param nowMillis the instant at which it was decided
 */
record Step<K, V, R extends @Nullable Object>(
    Target<K> target,
    Operation<V, R> operation,
    Outcome<V, R> outcome,
    boolean present,
    boolean looked,
    @Nullable StoredEntry found,
    @Nullable Mutation mutation,
    long nowMillis) {

  /** True if it writes or deletes; moving a deadline is neither. */
  boolean changesEntry() {
    return mutation != null && !(mutation instanceof Mutation.Touch);
  }

  /** True if it is known, once it is applied, what was there before. */
  boolean tellsPrevious() {
    return looked || (mutation != null && mutation.returnPrevious());
  }

  /** True if a created value is left out, since it would have no lifetime. */
  boolean isNotStored() {
    return outcome.effect() instanceof Effect.Write && mutation == null;
  }

  /** The entry that it found expired; empty if there is none. */
  List<Expired<K>> expiredFound() {
    return Expired.amongFound(target, found, nowMillis);
  }

  /** The same, if it is left where it is. */
  List<Expired<K>> expiredLeft() {
    return changesEntry() ? List.of() : expiredFound();
  }

  /** What the caller is told. */
  R answer() {
    return isNotStored() ? outcome.answerIfNotStored() : outcome.answer();
  }
}
