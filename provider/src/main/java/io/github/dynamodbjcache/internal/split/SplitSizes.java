package io.github.dynamodbjcache.internal.split;

import io.github.dynamodbjcache.internal.codec.CacheCodec;

/**
 * From which size on entries are split, and into what.
 *
 * @param maxWholeBytes the largest entry that stays in one item, in bytes as DynamoDB counts them
 * @param partBytes how many bytes of the value a part holds, but the last, which holds the rest
 */
public record SplitSizes(long maxWholeBytes, int partBytes) {

  /**
   * What fits into one item stays there; a part leaves 16 KiB for its key, its owner's key and what
   * the store adds.
   */
  public static final SplitSizes STANDARD = new SplitSizes(CacheCodec.MAX_WHOLE_BYTES, 384 * 1024);

  /** Refuses parts of nothing. */
  public SplitSizes {
    if (partBytes < 1) {
      throw new IllegalArgumentException("a part has to hold something");
    }
  }
}
