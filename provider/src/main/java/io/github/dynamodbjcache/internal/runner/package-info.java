/** Runs operations: one entry, many entries, a scan. */
@NullMarked
package io.github.dynamodbjcache.internal.runner;

import org.jspecify.annotations.NullMarked;
