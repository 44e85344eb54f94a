package io.github.dynamodbjcache.internal.store.dynamodb;

import io.github.dynamodbjcache.internal.attempt.Attempts;
import io.github.dynamodbjcache.internal.store.Applied;
import io.github.dynamodbjcache.internal.store.Applied.Conflict;
import io.github.dynamodbjcache.internal.store.Consistency;
import io.github.dynamodbjcache.internal.store.Guard;
import io.github.dynamodbjcache.internal.store.Mutation;
import io.github.dynamodbjcache.internal.store.StoredEntry;
import io.github.dynamodbjcache.internal.time.TimeLimit;
import io.github.dynamodbjcache.internal.wire.DynamoDbOperation;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Applies a mutation to what is there: reads it, writes under the guard of what was read, and again
 * if that has changed meanwhile.
 */
final class ReadFirst {

  private final Attempts attempts;
  private final Requests requests;
  private final ItemFormat format;

  ReadFirst(Attempts attempts, Requests requests, ItemFormat format) {
    this.attempts = attempts;
    this.requests = requests;
    this.format = format;
  }

  /** The entry that a mutation meets; null if there is none. */
  @Nullable StoredEntry read(Mutation mutation, TimeLimit limit) {
    return entry(
        mutation,
        attempts
            .repeat(
                DynamoDbOperation.GET_ITEM, requests.get(mutation.key(), Consistency.STRONG), limit)
            .item());
  }

  /** The entry of an item that a mutation meets; null if there is none. */
  @Nullable StoredEntry entry(Mutation mutation, Map<String, AttributeValue> item) {
    return item.isEmpty() ? null : format.entryMetBy(mutation, item);
  }

  /**
   * Applies it.
   *
   * @param first what there is, as far as it is known, or is to be expected; null for nothing
   * @param writer writes once, under the guard that it is given
   */
  Applied apply(
      Mutation mutation, @Nullable StoredEntry first, Function<Mutation, Applied> writer) {
    StoredEntry found = first;
    while (mutation.guard().holdsFor(found, mutation.nowMillis())) {
      Applied applied = writer.apply(guardedBy(found, mutation));
      if (!(applied instanceof Conflict conflict)) {
        return format.done(mutation, mutation.returnPrevious() ? found : null);
      }
      StoredEntry actual = conflict.actual();
      if (isSame(found, actual)) {
        return conflict; // Its deadline is the reason, or what only the service can tell.
      }
      found = actual;
    }
    return new Conflict(found);
  }

  private Mutation guardedBy(@Nullable StoredEntry found, Mutation mutation) {
    Mutation guarded = mutation.under(guard(found, mutation.guard())).withoutPrevious();
    return guarded instanceof Mutation.Put put ? put.decidedOn(found) : guarded;
  }

  private Guard guard(@Nullable StoredEntry found, Guard demanded) {
    if (found != null) {
      return demanded.and(new Guard.At(found.basis()));
    }
    Guard absent = demanded.butAbsent();
    return format.layout().replacement() == Replacement.EITHER
        ? absent
        : absent.and(new Guard.NoItem());
  }

  private static boolean isSame(@Nullable StoredEntry found, @Nullable StoredEntry actual) {
    return found == null || actual == null ? found == actual : found.basis().equals(actual.basis());
  }
}
