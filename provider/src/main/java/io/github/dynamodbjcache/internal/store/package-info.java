/** The port to the table: entries in and out, as plain data. */
@NullMarked
package io.github.dynamodbjcache.internal.store;

import org.jspecify.annotations.NullMarked;
