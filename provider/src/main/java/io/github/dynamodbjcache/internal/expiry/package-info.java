/** Asks the expiry policy and yields deadlines. */
@NullMarked
package io.github.dynamodbjcache.internal.expiry;

import org.jspecify.annotations.NullMarked;
