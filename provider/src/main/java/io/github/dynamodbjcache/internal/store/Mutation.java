package io.github.dynamodbjcache.internal.store;

import io.github.dynamodbjcache.internal.expression.Change;
import io.github.dynamodbjcache.internal.time.Deadline;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** One change of one entry, as data. */
public sealed interface Mutation {

  /** The entry that is changed. */
  EntryKey key();

  /** What has to be true for it to be applied. */
  Guard guard();

  /** The instant by which its guard tells expired items; 0 for one whose guard does not ask. */
  default long nowMillis() {
    return 0;
  }

  /** True if the entry that was there before is wanted. */
  default boolean returnPrevious() {
    return false;
  }

  /** The same under another guard. */
  Mutation under(Guard other);

  /** The same, if nobody wants to know what was there before. */
  Mutation withoutPrevious();

  /** True if nothing is demanded and nothing is handed back: then a batch can do it. */
  default boolean isBlind() {
    return false;
  }

  /**
   * Writes the entry.
   *
   * @param data the attributes that make up the entry beside its key; those of an earlier entry
   *     that are not among them are removed
   * @param deadline what becomes of the deadline. {@link NewDeadline.OnCreation} conflicts, and so
   *     hands back the truth, where one request cannot say it: on an expired item, and on one
   *     without a deadline if the created entry would get one
   * @param nowMillis the instant by which expired items are told, milliseconds since the epoch
   * @param returnPrevious true to get the entry that was replaced with {@link Applied.Done}
   * @param revision the name of this write, by which it is known whatever answers are lost
   * @param decidedOn the attributes of the entry, live or expired, on which this was decided; null
   *     if it was not read. Where items are replaced as a whole, what was not there then stays
   */
  record Put(
      EntryKey key,
      Map<String, AttributeValue> data,
      NewDeadline deadline,
      Guard guard,
      long nowMillis,
      boolean returnPrevious,
      Revision revision,
      @Nullable Map<String, AttributeValue> decidedOn)
      implements Mutation {

    /** Under a fresh revision, and decided on nothing. */
    public Put(
        EntryKey key,
        Map<String, AttributeValue> data,
        NewDeadline deadline,
        Guard guard,
        long nowMillis,
        boolean returnPrevious) {
      this(key, data, deadline, guard, nowMillis, returnPrevious, Revision.fresh(), null);
    }

    /** The same with another deadline. */
    public Put with(NewDeadline other) {
      return new Put(key, data, other, guard, nowMillis, returnPrevious, revision, decidedOn);
    }

    /** The same with other data. */
    public Put with(Map<String, AttributeValue> other) {
      return new Put(key, other, deadline, guard, nowMillis, returnPrevious, revision, decidedOn);
    }

    /** The same, decided on what was found, live or expired; null for nothing. */
    public Put decidedOn(@Nullable StoredEntry found) {
      return new Put(
          key,
          data,
          deadline,
          guard,
          nowMillis,
          returnPrevious,
          revision,
          found == null ? null : found.data());
    }

    @Override
    public Put under(Guard other) {
      return new Put(key, data, deadline, other, nowMillis, returnPrevious, revision, decidedOn);
    }

    @Override
    public Put withoutPrevious() {
      return new Put(key, data, deadline, guard, nowMillis, false, revision, decidedOn);
    }

    @Override
    public boolean isBlind() {
      return guard.isNone() && !(deadline instanceof NewDeadline.OnCreation) && !returnPrevious;
    }
  }

  /** Moves the deadline and leaves value and revision alone; repeating it does no harm. */
  record Touch(EntryKey key, Deadline deadline, Guard guard) implements Mutation {

    /** Of a live entry that was found. */
    public static Touch of(StoredEntry live, Deadline deadline) {
      return new Touch(live.key(), deadline, Guard.untouched(live));
    }

    /** Of the entry as long as its item shows that. */
    public Touch(EntryKey key, Deadline deadline, Basis unchanged) {
      this(key, deadline, Guard.unchanged(unchanged));
    }

    @Override
    public Touch under(Guard other) {
      return new Touch(key, deadline, other);
    }

    @Override
    public Touch withoutPrevious() {
      return this;
    }
  }

  /**
   * Deletes the entry.
   *
   * @param nowMillis the instant by which expired items are told, milliseconds since the epoch
   * @param returnPrevious true to get the entry that was deleted with {@link Applied.Done}
   */
  record Delete(EntryKey key, Guard guard, long nowMillis, boolean returnPrevious)
      implements Mutation {

    /** Of whatever is there, without asking. */
    public static Delete blind(EntryKey key) {
      return new Delete(key, Guard.NONE, /* nowMillis= */ 0, /* returnPrevious= */ false);
    }

    @Override
    public Delete under(Guard other) {
      return new Delete(key, other, nowMillis, returnPrevious);
    }

    @Override
    public Delete withoutPrevious() {
      return new Delete(key, guard, nowMillis, false);
    }

    @Override
    public boolean isBlind() {
      return guard.isNone() && !returnPrevious;
    }
  }

  /**
   * Deletes whatever is at the key of an entry that a scan has shown.
   *
   * @param seen what was shown of it, for those who keep more of an entry than its item
   */
  record Erase(StoredEntry seen) implements Mutation {

    @Override
    public EntryKey key() {
      return seen.key();
    }

    @Override
    public Guard guard() {
      return Guard.NONE;
    }

    /** The deletion of the item alone. */
    public Delete ofItem() {
      return Delete.blind(key());
    }

    @Override
    public Delete under(Guard other) {
      return ofItem().under(other);
    }

    @Override
    public Erase withoutPrevious() {
      return this;
    }

    @Override
    public boolean isBlind() {
      return true;
    }
  }

  /**
   * Changes places of an item, by the service itself. The item is made if it is missing, unless the
   * guard demands that it is there. An expired one is never changed, since it counts as missing:
   * then this conflicts, and hands it back.
   *
   * @param changes of different places, none of them within another
   * @param deadline what becomes of the deadline, unless a change is of its attribute; as of {@link
   *     Put}
   * @param nowMillis the instant by which expired items are told, milliseconds since the epoch
   * @param returnPrevious true to get the entry as it was, false to get it as it is then, by {@link
   *     Applied.Done#after}
   * @param revision the name of this write
   */
  record Update(
      EntryKey key,
      List<Change> changes,
      NewDeadline deadline,
      Guard guard,
      long nowMillis,
      boolean returnPrevious,
      Revision revision)
      implements Mutation {

    /** Keeps a copy. */
    public Update {
      changes = List.copyOf(changes);
    }

    /** Under a fresh revision. */
    public Update(
        EntryKey key,
        List<Change> changes,
        NewDeadline deadline,
        Guard guard,
        long nowMillis,
        boolean returnPrevious) {
      this(key, changes, deadline, guard, nowMillis, returnPrevious, Revision.fresh());
    }

    @Override
    public Update under(Guard other) {
      return new Update(key, changes, deadline, other, nowMillis, returnPrevious, revision);
    }

    @Override
    public Update withoutPrevious() {
      return new Update(key, changes, deadline, guard, nowMillis, false, revision);
    }
  }
}
