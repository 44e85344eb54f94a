package io.github.dynamodbjcache.internal.store.dynamodb;

/** What an item proves about a write whose answer was lost. */
enum Proof {
  /** It was applied. */
  APPLIED,
  /** It has not been applied so far: the item is still as its guard demands. */
  PENDING,
  /** It was not applied and will not be: another write came after what its guard demands. */
  OVERTAKEN,
  /** Nothing. */
  NONE
}
