package io.github.dynamodbjcache.codec;

/**
 * What one serialized value may claim before it is refused, whatever it is made of.
 *
 * <p>Arrays need no limit of their own: the elements of all arrays and tables that a stream claims
 * are held against the bytes that it has, a few elements per byte.
 *
 * <p>Reading a set, or a map's keys, hashes what it holds; a set of sets that share their elements
 * can so cost twice as much with each level of a few bytes. Therefore the steps of hashing are
 * counted before anything is read: as many as {@code maxHashSteps} may be taken, and 32 for each
 * byte.
 *
 * @param maxDepth how deeply objects may lie in each other
 * @param maxHashSteps how many objects the sets and maps may hash when they are read, besides those
 *     that the length allows
 * @param maxReferences how many objects and class descriptions there may be
 * @param maxBytes the length of the serialized (and inflated) form
 */
public record DeserializationLimits(
    int maxDepth, long maxHashSteps, int maxReferences, int maxBytes) {

  /** The most levels that can be set. A thread with the usual stack of 1 MiB reads about 400. */
  public static final int MOST_DEPTH = 1_000;

  /**
   * 250 levels, which two thirds of the usual stack are enough for; 250,000 steps of hashing; a
   * million references; 16 MiB.
   */
  public static final DeserializationLimits DEFAULT =
      new DeserializationLimits(250, 250_000, 1_000_000, 16 << 20);

  private static final int HASH_STEPS_PER_BYTE = 32;

  /** Refuses limits that nothing could pass. */
  public DeserializationLimits {
    if (maxDepth < 1 || maxHashSteps < 1 || maxReferences < 1 || maxBytes < 1) {
      throw new IllegalArgumentException("limits have to be at least 1");
    }
  }

  /** The steps of hashing that a value of that length may take; no more than fit a long. */
  public long hashStepsFor(int bytes) {
    long byLength = (long) HASH_STEPS_PER_BYTE * bytes;
    return maxHashSteps > Long.MAX_VALUE - byLength ? Long.MAX_VALUE : maxHashSteps + byLength;
  }
}
