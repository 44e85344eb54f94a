package io.github.dynamodbjcache.internal.runner;

import io.github.dynamodbjcache.internal.operation.Operation;
import org.jspecify.annotations.Nullable;

/** An operation on an entry that has not been decided yet. */
record Asked<K, V, R extends @Nullable Object>(Target<K> target, Operation<V, R> operation) {}
