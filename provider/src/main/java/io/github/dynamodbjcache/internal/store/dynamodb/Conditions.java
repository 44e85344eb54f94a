package io.github.dynamodbjcache.internal.store.dynamodb;

import io.github.dynamodbjcache.internal.store.Guard;
import org.jspecify.annotations.Nullable;

/**
 * The conditions that the service checks, over the store's own attributes ({@code w} the revision,
 * {@code x} the deadline) and placeholders that {@link Expression} fills in: {@code #k} the
 * partition key, {@code :now} the instant by which expired items are told.
 *
 * <p>They say outright what they mean of a missing attribute, and an {@code x} that is no number
 * makes an item neither live nor absent: then the write fails, and the answer names the attribute.
 */
final class Conditions {

  /** There is no item, or one whose deadline has passed. */
  static final String ABSENT = "attribute_not_exists(#k) OR x <= :now";

  /** There is an item whose deadline has not passed. */
  static final String PRESENT = "attribute_exists(#k) AND (attribute_not_exists(x) OR x > :now)";

  /** The item is as that write left it. */
  static final String UNCHANGED = "w = :revision";

  /** The item is still as another application left it, which knows no revisions. */
  static final String UNCHANGED_WITHOUT_REVISION =
      "attribute_exists(#k) AND attribute_not_exists(w)";

  /** Nobody's write that keeps revisions: there is none, or none that can be one. */
  private static final String WITHOUT_REVISION = "NOT attribute_type(w, :binary)";

  /** What the guard demands, and the deadline has not passed. */
  static String andLive(String guard) {
    return "(" + guard + ") AND (attribute_not_exists(x) OR x > :now)";
  }

  /**
   * A new deadline meets no item, or a live one that has a deadline to keep. Not one that expired,
   * nor an eternal one: {@code if_not_exists} would leave the first its past deadline and give the
   * second the new one.
   */
  static final String FITS_NEW_DEADLINE = "attribute_not_exists(#k) OR x > :now";

  /** No deadline is to be written, and none that has passed would stay. */
  static final String FITS_NO_DEADLINE =
      "attribute_not_exists(#k) OR attribute_not_exists(x) OR x > :now";

  /** For scans: live, or to be reported since its deadline is no number. */
  static final String LIVE_OR_GARBLED =
      "attribute_not_exists(x) OR x > :now OR NOT attribute_type(x, :number)";

  /** Both conditions, of which each may be missing. */
  static @Nullable String both(@Nullable String one, @Nullable String other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return "(" + one + ") AND (" + other + ")";
  }

  /** What a guard demands of the item beside what it demands of the entry; null for nothing. */
  static @Nullable String beside(Guard guard) {
    if (guard instanceof Guard.Without without) {
      return "attribute_not_exists(" + without.attribute() + ")";
    }
    if (guard instanceof Guard.At at) {
      return at.revision().equals(ItemFormat.NO_REVISION) ? WITHOUT_REVISION : "w = :basis";
    }
    return guard instanceof Guard.Reaching reaching
        ? "attribute_not_exists(%1$s) OR %1$s >= :least".formatted(reaching.path())
        : null;
  }

  /** For scans: the key begins so, or does not. */
  static String prefixed(boolean included) {
    return (included ? "" : "NOT ") + "begins_with(#k, :prefix)";
  }

  private Conditions() {}
}
