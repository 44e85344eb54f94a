package io.github.dynamodbjcache.internal.store;

import java.util.OptionalLong;

/**
 * Which entries a scan yields, and how much of each.
 *
 * @param keysOnly true to leave {@link StoredEntry#data} empty and save the bytes on the wire (the
 *     service reads, and bills, the whole items all the same)
 * @param consistency whether a scan may miss what was acknowledged a moment before
 * @param liveAt the instant at which entries have to be live (milliseconds since the epoch), or
 *     empty for expired ones as well
 */
public record Selection(boolean keysOnly, Consistency consistency, OptionalLong liveAt) {

  /** Every item, expired ones too, without data: what clearing a table needs. */
  public static Selection allKeys() {
    return new Selection(true, Consistency.STRONG, OptionalLong.empty());
  }

  /** The entries that are live at that instant, without data. */
  public static Selection liveKeys(Consistency consistency, long nowMillis) {
    return new Selection(true, consistency, OptionalLong.of(nowMillis));
  }

  /** The entries that are live at that instant. */
  public static Selection liveEntries(Consistency consistency, long nowMillis) {
    return new Selection(false, consistency, OptionalLong.of(nowMillis));
  }
}
