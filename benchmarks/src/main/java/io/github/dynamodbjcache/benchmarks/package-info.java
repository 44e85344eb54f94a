/** What the provider adds to the AWS SDK: time, CPU, memory, requests and capacity units. */
@NullMarked
package io.github.dynamodbjcache.benchmarks;

import org.jspecify.annotations.NullMarked;
