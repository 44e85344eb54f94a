/** Histories of concurrent calls on one entry, and whether they are linearizable. */
@NullMarked
package io.github.dynamodbjcache.testing.history;

import org.jspecify.annotations.NullMarked;
