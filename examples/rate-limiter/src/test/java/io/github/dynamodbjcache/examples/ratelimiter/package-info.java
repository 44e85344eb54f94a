/** Runs the example as a newcomer does. */
@NullMarked
package io.github.dynamodbjcache.examples.ratelimiter;

import org.jspecify.annotations.NullMarked;
