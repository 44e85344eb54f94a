/** How a selection is read: pages, limits, where they go on, and how fast. */
@NullMarked
package io.github.dynamodbjcache.internal.reading;

import org.jspecify.annotations.NullMarked;
