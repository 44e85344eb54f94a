package io.github.dynamodbjcache.codec;

/**
 * What one serialized value may claim before it is refused, whatever it is made of.
 *
 * <p>Arrays need no limit of their own: the elements of all arrays and tables that a stream claims
 * are held against the bytes that it has, a few elements per byte.
 *
 * @param maxDepth how deeply objects may lie in each other
 * @param maxCollectionDepth how deeply collections and arrays may lie in each other: reading a set
 *     or a map hashes what it holds, so that each level can double the work
 * @param maxReferences how many objects and class descriptions there may be
 * @param maxBytes the length of the serialized (and inflated) form
 */
public record DeserializationLimits(
    int maxDepth, int maxCollectionDepth, int maxReferences, int maxBytes) {

  /** A hundred levels, sixteen of them collections or arrays; a million references; 16 MiB. */
  public static final DeserializationLimits DEFAULT =
      new DeserializationLimits(100, 16, 1_000_000, 16 << 20);

  /** Refuses limits that nothing could pass. */
  public DeserializationLimits {
    if (maxDepth < 1 || maxCollectionDepth < 1 || maxReferences < 1 || maxBytes < 1) {
      throw new IllegalArgumentException("limits have to be at least 1");
    }
  }
}
