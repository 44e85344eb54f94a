/** Entries that do not fit into one item: split over several, and put together again. */
@NullMarked
package io.github.dynamodbjcache.internal.split;

import org.jspecify.annotations.NullMarked;
