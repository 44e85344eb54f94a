package io.github.dynamodbjcache.internal.store;

import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What an item shows of its last write: a guard holds on to it, and after a lost answer it tells
 * whose write counted, as far as it can.
 */
public sealed interface Basis {

  /** The item shows nothing: who wrote it keeps no revisions. */
  Basis NOTHING = new Nothing();

  /**
   * The random name of the write. The item keeps the names of the writes before it as well, so it
   * tells for good whether one of them counted.
   */
  record Ring(Revision revision) implements Basis {}

  /** A number that every writer raises. It begins again after an item was deleted and created. */
  record Version(long number) implements Basis {}

  /**
   * The attributes themselves, as they were read: the item is unchanged if they are. It looks the
   * same again after somebody has changed them back.
   *
   * @param present those that the item has
   * @param absent the names of those that it does not have
   */
  record Image(Map<String, AttributeValue> present, Set<String> absent) implements Basis {

    /** Keeps copies. */
    public Image {
      present = Map.copyOf(present);
      absent = Set.copyOf(absent);
    }
  }

  /** See {@link #NOTHING}. */
  record Nothing() implements Basis {}
}
