package io.github.dynamodbjcache.internal.store.dynamodb;

import io.github.dynamodbjcache.internal.attempt.Attempts;
import io.github.dynamodbjcache.internal.store.Applied;
import io.github.dynamodbjcache.internal.store.Applied.Conflict;
import io.github.dynamodbjcache.internal.store.Basis;
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
  private final Writes writes;
  private final ItemFormat format;

  ReadFirst(Attempts attempts, Requests requests, Writes writes, ItemFormat format) {
    this.attempts = attempts;
    this.requests = requests;
    this.writes = writes;
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
    if (found == null && Updates.onlyRemoves(mutation) && mutation.guard().holdsFor(null, 0)) {
      return Applied.PLAINLY;
    }
    while (mutation.guard().holdsFor(found, mutation.nowMillis())
        && !isOfExpired(mutation, found)) {
      Applied applied = writer.apply(guardedBy(found, mutation));
      if (!(applied instanceof Conflict conflict)) {
        return done(mutation, found, (Applied.Done) applied);
      }
      StoredEntry actual = conflict.actual();
      if (isSame(found, actual)) {
        return conflict; // Its deadline is the reason, or what only the service can tell.
      }
      found = actual;
    }
    return new Conflict(found);
  }

  /** What has expired is never changed. */
  private static boolean isOfExpired(Mutation mutation, @Nullable StoredEntry found) {
    return mutation instanceof Mutation.Update
        && found != null
        && !found.isLiveAt(mutation.nowMillis());
  }

  private Applied done(Mutation mutation, @Nullable StoredEntry found, Applied.Done written) {
    if (!(mutation instanceof Mutation.Update update)) {
      return format.done(mutation, mutation.returnPrevious() ? found : null);
    }
    if (update.returnPrevious()) {
      return new Applied.Done(found, null);
    }
    StoredEntry told = written.after();
    return new Applied.Done(
        null, null, told == null ? writes.updates().after(update, found) : told);
  }

  private Mutation guardedBy(@Nullable StoredEntry found, Mutation mutation) {
    Mutation guarded = mutation.under(guard(found, mutation)).withoutPrevious();
    return guarded instanceof Mutation.Put put
        ? writes.puts().ofWhole(put).decidedOn(found)
        : guarded;
  }

  private Guard guard(@Nullable StoredEntry found, Mutation mutation) {
    Guard demanded = mutation.guard();
    if (found != null) {
      return isToldByItsEnd(found, mutation)
          ? demanded.butExpired(found.deadline())
          : demanded.and(new Guard.At(found.basis()));
    }
    Guard absent = demanded.butAbsent();
    return format.layout().replacement() == Replacement.EITHER
        ? absent
        : absent.and(new Guard.NoItem());
  }

  /** See {@link Guard#stillExpired}. */
  private static boolean isToldByItsEnd(StoredEntry found, Mutation mutation) {
    return found.basis() instanceof Basis.Image
        && !found.isLiveAt(mutation.nowMillis())
        && !(mutation.guard().ofEntry() instanceof Guard.Unchanged);
  }

  private static boolean isSame(@Nullable StoredEntry found, @Nullable StoredEntry actual) {
    return found == null || actual == null ? found == actual : found.basis().equals(actual.basis());
  }
}
