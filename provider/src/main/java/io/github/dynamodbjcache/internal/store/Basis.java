package io.github.dynamodbjcache.internal.store;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What an item shows of its last write: a guard holds on to it, and after a lost answer it tells
 * whose write counted, as far as it can.
 */
public sealed interface Basis {

  /** The item shows nothing: who wrote it keeps no revisions, or it was not looked at. */
  Basis NOTHING = new Nothing();

  /** True if the item of that entry shows it still. */
  default boolean isShownBy(StoredEntry entry) {
    return entry.basis().equals(this);
  }

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

    /** It compares as the service does. */
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Image image
          && absent.equals(image.absent)
          && present.keySet().equals(image.present.keySet())
          && present.entrySet().stream().allMatch(each -> isSame(each, image.present));
    }

    @Override
    public int hashCode() {
      return present.keySet().hashCode() * 31 + absent.hashCode();
    }

    /** What an item has beside that does not matter. */
    @Override
    public boolean isShownBy(StoredEntry entry) {
      return absent.stream().noneMatch(entry.data()::containsKey)
          && present.entrySet().stream().allMatch(each -> isSame(each, entry.data()));
    }

    private static boolean isSame(
        Map.Entry<String, AttributeValue> attribute, Map<String, AttributeValue> among) {
      AttributeValue other = among.get(attribute.getKey());
      return other != null && Canonical.areEqual(attribute.getValue(), other);
    }
  }

  /** See {@link #NOTHING}. */
  record Nothing() implements Basis {
    /** Attributes of the entry's own are no sign of a write. */
    @Override
    public boolean isShownBy(StoredEntry entry) {
      return entry.basis() instanceof Nothing || entry.basis() instanceof Image;
    }
  }
}
