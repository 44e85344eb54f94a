package io.github.dynamodbjcache.internal.own;

import io.github.dynamodbjcache.internal.walk.Calls;
import java.util.Collection;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How the operations of a table call its cache.
 *
 * @param <K> the type of keys
 */
public interface KeyedCalls<K> extends Calls {

  /** Makes a call on one key, with its failures in JCache's words; closing waits for it. */
  <R extends @Nullable Object> R call(String operation, K key, Supplier<R> run);

  /** Makes a call on those keys, likewise. */
  <R extends @Nullable Object> R call(
      String operation, Collection<? extends K> keys, Supplier<R> run);
}
