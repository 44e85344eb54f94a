/**
 * The way to the service: one request in one attempt, on a connection that was waited for, and
 * whether it left.
 */
@NullMarked
package io.github.dynamodbjcache.internal.wire;

import org.jspecify.annotations.NullMarked;
