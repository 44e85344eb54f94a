/** A weather station with Micronaut's cache annotations; start with {@code Forecasts}. */
@NullMarked
package io.github.dynamodbjcache.examples.micronaut;

import org.jspecify.annotations.NullMarked;
