package io.github.dynamodbjcache.internal.store;

import io.github.dynamodbjcache.internal.time.Deadline;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** One change of one entry, as data. */
public sealed interface Mutation {

  /** The entry that is changed. */
  EntryKey key();

  /** What has to be true for it to be applied. */
  Guard guard();

  /**
   * Writes the entry under a fresh revision.
   *
   * @param data the attributes that make up the entry beside its key; those of an earlier entry
   *     that are not among them are removed
   * @param deadline what becomes of the deadline. {@link NewDeadline.OnCreation} conflicts, and so
   *     hands back the truth, where one request cannot say it: on an expired item, and on one
   *     without a deadline if the created entry would get one
   * @param nowMillis the instant by which expired items are told, milliseconds since the epoch
   * @param returnPrevious true to get the entry that was replaced with {@link Applied.Done}
   */
  record Put(
      EntryKey key,
      Map<String, AttributeValue> data,
      NewDeadline deadline,
      Guard guard,
      long nowMillis,
      boolean returnPrevious)
      implements Mutation {

    /** The same with another deadline. */
    public Put with(NewDeadline other) {
      return new Put(key, data, other, guard, nowMillis, returnPrevious);
    }
  }

  /** Moves the deadline and leaves value and revision alone; repeating it does no harm. */
  record Touch(EntryKey key, Deadline deadline, Revision unchanged) implements Mutation {
    @Override
    public Guard guard() {
      return Guard.unchanged(unchanged);
    }
  }

  /**
   * Deletes the entry.
   *
   * @param nowMillis the instant by which expired items are told, milliseconds since the epoch
   * @param returnPrevious true to get the entry that was deleted with {@link Applied.Done}
   */
  record Delete(EntryKey key, Guard guard, long nowMillis, boolean returnPrevious)
      implements Mutation {}
}
