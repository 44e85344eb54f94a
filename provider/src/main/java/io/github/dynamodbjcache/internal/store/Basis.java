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
   * <p>It copies nothing: most of what is read is let go before anybody compares.
   *
   * @param read what the item had, which does not change; more than is compared
   * @param compared the names of what matters, be it there or not
   */
  record Image(Map<String, AttributeValue> read, Set<String> compared) implements Basis {

    /** It compares as the service does. */
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Image image
          && compared.equals(image.compared)
          && isShownBy(image.read);
    }

    @Override
    public int hashCode() {
      return compared.hashCode();
    }

    /**
     * What an item has beside that does not matter; but one that shows a write since then is
     * another one, as it showed none.
     */
    @Override
    public boolean isShownBy(StoredEntry entry) {
      boolean showsNoWrite = entry.basis() instanceof Image || entry.basis() instanceof Nothing;
      return showsNoWrite && isShownBy(entry.data());
    }

    private boolean isShownBy(Map<String, AttributeValue> item) {
      return compared.stream().allMatch(name -> isSame(read.get(name), item.get(name)));
    }

    private static boolean isSame(@Nullable AttributeValue one, @Nullable AttributeValue other) {
      return one == null || other == null ? one == other : Canonical.areEqual(one, other);
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
