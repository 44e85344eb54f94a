/** Counters and their snapshot. */
@NullMarked
package io.github.dynamodbjcache.internal.statistics;

import org.jspecify.annotations.NullMarked;
