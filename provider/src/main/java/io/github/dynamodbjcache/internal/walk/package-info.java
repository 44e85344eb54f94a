/** The iterators of a cache: lazy, over entries or keys, over the whole table or parts of it. */
@NullMarked
package io.github.dynamodbjcache.internal.walk;

import org.jspecify.annotations.NullMarked;
