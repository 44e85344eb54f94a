package io.github.dynamodbjcache.internal.operation;

import org.jspecify.annotations.Nullable;

/**
 * One operation on one entry, as a decision: what was there, hence what should be there and what to
 * answer. It acts on nothing and may be asked again when what it was told turns out to be outdated.
 *
 * @param <V> the type of values
 * @param <R> the type of the answer
 */
public interface Operation<V, R extends @Nullable Object> {

  /** What it takes for granted, and so what need not be read. */
  Premise premise();

  /** True if it counts as a hit or a miss in the statistics (JSR-107, table of statistics). */
  boolean isLookup();

  /** True if it wants to know of an absent entry what the loader knows ({@link Prior#loaded}). */
  boolean readsThrough();

  /** What should be there instead of the prior, and what to answer. */
  Outcome<V, R> decide(Prior<V> prior);
}
