/** Several processes share the buckets of a rate limiter; start with {@code RateLimiter}. */
@NullMarked
package io.github.dynamodbjcache.examples.ratelimiter;

import org.jspecify.annotations.NullMarked;
