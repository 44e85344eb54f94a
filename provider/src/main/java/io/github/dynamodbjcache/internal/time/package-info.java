/** Deadlines of entries and limits of calls. */
@NullMarked
package io.github.dynamodbjcache.internal.time;

import org.jspecify.annotations.NullMarked;
