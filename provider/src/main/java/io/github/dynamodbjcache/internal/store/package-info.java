/**
 * Entries in and out of the table; table life cycle and names; retries. The only room that calls
 * AWS.
 */
@NullMarked
package io.github.dynamodbjcache.internal.store;

import org.jspecify.annotations.NullMarked;
