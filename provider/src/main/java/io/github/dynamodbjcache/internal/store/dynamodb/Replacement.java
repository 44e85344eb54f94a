package io.github.dynamodbjcache.internal.store.dynamodb;

/** What a put that knows nothing of the item does to attributes that are none of the entry's. */
public enum Replacement {
  /** They stay. */
  MERGE,
  /** They go: the item is replaced as a whole. */
  WHOLE,
  /**
   * Either, as nobody else keeps any in the item: single puts merge, batches replace items as a
   * whole.
   */
  EITHER
}
