/** A paint shop's catalogue in DynamoDB, through plain JCache; start with {@code Quickstart}. */
@NullMarked
package io.github.dynamodbjcache.examples.quickstart;

import org.jspecify.annotations.NullMarked;
