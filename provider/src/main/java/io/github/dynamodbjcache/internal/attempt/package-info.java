/**
 * Attempts at the service: one by one, again with pauses and within a budget; what failures mean.
 */
@NullMarked
package io.github.dynamodbjcache.internal.attempt;

import org.jspecify.annotations.NullMarked;
