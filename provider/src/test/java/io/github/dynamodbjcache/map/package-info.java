/** What {@code cache.unwrap(ConcurrentMap.class)} promises, through the interfaces of the JDK. */
@NullMarked
package io.github.dynamodbjcache.map;

import org.jspecify.annotations.NullMarked;
