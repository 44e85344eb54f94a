package io.github.dynamodbjcache.internal.store;

import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which entries a walk yields, how much of each, and how many at a time.
 *
 * @param extent how much of each entry
 * @param alongKeys the attributes that {@link StoredEntry#data} has even with {@link Extent#KEYS}
 * @param consistency whether a walk may miss what was acknowledged a moment before
 * @param liveAt the instant at which entries have to be live (milliseconds since the epoch), or
 *     empty for expired ones as well
 * @param keys which keys; null for all
 * @param segment which part of the table
 * @param itemsPerPage how many items one request reads at most, those that it leaves out among
 *     them; empty for as many as fit into 1 MB
 */
public record Selection(
    Extent extent,
    Set<String> alongKeys,
    Consistency consistency,
    OptionalLong liveAt,
    @Nullable Keys keys,
    Segment segment,
    OptionalInt itemsPerPage) {

  /** How much of each entry goes over the wire. The service reads, and bills, whole items. */
  public enum Extent {
    /** All of it. */
    ENTRIES,
    /** Its key, and when it expires. */
    KEYS,
    /** Nothing: they are counted. */
    COUNT
  }

  /**
   * Keys that begin so, or that do not.
   *
   * @param prefix of the partition key, which is a text
   * @param included true for those that begin so, false for the others
   */
  public record Keys(String prefix, boolean included) {}

  /** Every item, expired ones too, without data: what clearing a table needs. */
  public static Selection allKeys() {
    return allKeys(Consistency.STRONG);
  }

  /** Every entry, expired ones too, without data. */
  public static Selection allKeys(Consistency consistency) {
    return of(Extent.KEYS, consistency, OptionalLong.empty());
  }

  /** Every entry, expired ones too. */
  public static Selection allEntries(Consistency consistency) {
    return of(Extent.ENTRIES, consistency, OptionalLong.empty());
  }

  /** The entries that are live at that instant, without data. */
  public static Selection liveKeys(Consistency consistency, long nowMillis) {
    return of(Extent.KEYS, consistency, OptionalLong.of(nowMillis));
  }

  /** The entries that are live at that instant. */
  public static Selection liveEntries(Consistency consistency, long nowMillis) {
    return of(Extent.ENTRIES, consistency, OptionalLong.of(nowMillis));
  }

  /** The same, with some attributes along with the keys. */
  public Selection along(Set<String> attributes) {
    return new Selection(extent, attributes, consistency, liveAt, keys, segment, itemsPerPage);
  }

  /** The same, only counted. */
  public Selection counted() {
    return new Selection(Extent.COUNT, Set.of(), consistency, liveAt, keys, segment, itemsPerPage);
  }

  /** The same, of those keys only. */
  public Selection of(Keys these) {
    return new Selection(extent, alongKeys, consistency, liveAt, these, segment, itemsPerPage);
  }

  /** The same, in that part of the table only. */
  public Selection in(Segment part) {
    return new Selection(extent, alongKeys, consistency, liveAt, keys, part, itemsPerPage);
  }

  /** The same, by requests that read so many items at most. */
  public Selection paged(int items) {
    return new Selection(
        extent, alongKeys, consistency, liveAt, keys, segment, OptionalInt.of(items));
  }

  private static Selection of(Extent extent, Consistency consistency, OptionalLong liveAt) {
    return new Selection(
        extent, Set.of(), consistency, liveAt, null, Segment.WHOLE_TABLE, OptionalInt.empty());
  }
}
