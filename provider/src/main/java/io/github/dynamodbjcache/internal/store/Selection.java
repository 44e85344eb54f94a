package io.github.dynamodbjcache.internal.store;

import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which entries a scan yields, how much of each, and how many at a time.
 *
 * @param keysOnly true to leave out the data and save the bytes on the wire (the service reads, and
 *     bills, the whole items all the same)
 * @param alongKeys the attributes that {@link StoredEntry#data} has even then
 * @param consistency whether a scan may miss what was acknowledged a moment before
 * @param liveAt the instant at which entries have to be live (milliseconds since the epoch), or
 *     empty for expired ones as well
 * @param keys which keys; null for all
 * @param segment which part of the table
 * @param itemsPerPage how many items one request reads at most, those that it leaves out among
 *     them; empty for as many as fit into 1 MB
 */
public record Selection(
    boolean keysOnly,
    Set<String> alongKeys,
    Consistency consistency,
    OptionalLong liveAt,
    @Nullable Keys keys,
    Segment segment,
    OptionalInt itemsPerPage) {

  /**
   * Keys that begin so, or that do not.
   *
   * @param prefix of the partition key, which is a text
   * @param included true for those that begin so, false for the others
   */
  public record Keys(String prefix, boolean included) {}

  /** Every item, expired ones too, without data: what clearing a table needs. */
  public static Selection allKeys() {
    return of(true, Consistency.STRONG, OptionalLong.empty());
  }

  /** The entries that are live at that instant, without data. */
  public static Selection liveKeys(Consistency consistency, long nowMillis) {
    return of(true, consistency, OptionalLong.of(nowMillis));
  }

  /** The entries that are live at that instant. */
  public static Selection liveEntries(Consistency consistency, long nowMillis) {
    return of(false, consistency, OptionalLong.of(nowMillis));
  }

  /** The same, with some attributes along with the keys. */
  public Selection along(Set<String> attributes) {
    return new Selection(keysOnly, attributes, consistency, liveAt, keys, segment, itemsPerPage);
  }

  /** The same, with the data. */
  public Selection withData() {
    return new Selection(
        /* keysOnly= */ false, alongKeys, consistency, liveAt, keys, segment, itemsPerPage);
  }

  /** The same, of those keys only. */
  public Selection of(Keys these) {
    return new Selection(keysOnly, alongKeys, consistency, liveAt, these, segment, itemsPerPage);
  }

  /** The same, in that part of the table only. */
  public Selection in(Segment part) {
    return new Selection(keysOnly, alongKeys, consistency, liveAt, keys, part, itemsPerPage);
  }

  /** The same, by requests that read so many items at most. */
  public Selection paged(int items) {
    return new Selection(
        keysOnly, alongKeys, consistency, liveAt, keys, segment, OptionalInt.of(items));
  }

  private static Selection of(boolean keysOnly, Consistency consistency, OptionalLong liveAt) {
    return new Selection(
        keysOnly, Set.of(), consistency, liveAt, null, Segment.WHOLE_TABLE, OptionalInt.empty());
  }
}
