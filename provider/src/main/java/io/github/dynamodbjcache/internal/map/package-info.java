/** The entries of a cache as a {@code ConcurrentMap}, over the public cache type alone. */
@NullMarked
package io.github.dynamodbjcache.internal.map;

import org.jspecify.annotations.NullMarked;
