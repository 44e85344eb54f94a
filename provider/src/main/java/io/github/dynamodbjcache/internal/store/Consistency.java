package io.github.dynamodbjcache.internal.store;

/** How a read sees writes that were acknowledged before it. */
public enum Consistency {

  /** All of them; a read unit for each 4 KB. */
  STRONG,

  /** Perhaps not the latest; half a read unit for each 4 KB. */
  EVENTUAL
}
