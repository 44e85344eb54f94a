package io.github.dynamodbjcache.internal.store;

import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A piece of a walk. It may be empty although others follow.
 *
 * @param found what the selection selects of it; nothing if it only counts
 * @param count how many those are
 * @param next where the next page begins; null if there is none
 * @param cost what it took
 */
public record Page(List<Found> found, long count, @Nullable Cursor next, Cost cost) {

  /** Of entries, where nobody asks what they took. */
  public static Page of(List<Found> found, @Nullable Cursor next) {
    return new Page(found, found.size(), next, new Cost(found.size(), OptionalDouble.empty()));
  }

  /**
   * What a page took.
   *
   * @param examined how many items were looked at, those that the selection leaves out among them
   * @param units read capacity units, as the service tells them; empty if it was not asked, or does
   *     not tell
   */
  public record Cost(long examined, OptionalDouble units) {}

  /**
   * An entry of a page.
   *
   * @param entry the entry, as far as its item can be read
   * @param garbled why that is not the whole of it; null if it is
   */
  public record Found(StoredEntry entry, @Nullable StoreException garbled) {

    /**
     * The entry.
     *
     * @throws PartialFailureException if it cannot be read as a whole; tells which it is
     */
    public StoredEntry readable() {
      if (garbled == null) {
        return entry;
      }
      throw PartialFailureException.ofReads(
          String.valueOf(garbled.getMessage()), Set.of(entry.key()), garbled);
    }
  }
}
