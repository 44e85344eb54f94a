package io.github.dynamodbjcache.internal.runner;

import io.github.dynamodbjcache.internal.codec.Place;
import io.github.dynamodbjcache.internal.operation.Effect;
import io.github.dynamodbjcache.internal.operation.Operation;
import io.github.dynamodbjcache.internal.store.Applied;
import io.github.dynamodbjcache.internal.store.Mutation;
import io.github.dynamodbjcache.internal.store.StoredEntry;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A step that was committed.
 *
 * @param step what was decided
 * @param done what became of it
 */
public record Commit<K, V>(Step<K, V, ?> step, Applied.Done done) {

  /** The entry's place. */
  public Place<K> place() {
    return step.target().place();
  }

  /** What was asked for. */
  public Operation<V, ?> operation() {
    return step.operation();
  }

  /** What was decided. */
  public Effect<V> effect() {
    return step.outcome().effect();
  }

  /** True if the decision rests on a live entry. */
  public boolean found() {
    return step.present();
  }

  /** The instant of the decision, milliseconds since the epoch. */
  public long nowMillis() {
    return step.nowMillis();
  }

  /** True if it is known what was there before: it was looked at, or somebody wanted to know. */
  public boolean knowsPrevious() {
    return step.tellsPrevious();
  }

  /** The item before, live or expired; null if there was none, or if that is not known. */
  public @Nullable StoredEntry previous() {
    return done.previous() == null ? step.found() : done.previous();
  }

  /** True if an entry was written or deleted; moving a deadline is neither. */
  public boolean changedEntry() {
    return step.changesEntry();
  }

  /** The data that was written; null if the entry was deleted, or nothing was written. */
  public @Nullable Map<String, AttributeValue> data() {
    if (step.mutation() instanceof Mutation.Put put) {
      return put.data();
    }
    return done.after() == null ? null : done.after().data();
  }
}
