/**
 * A model of callers, JVMs and a DynamoDB table in virtual time: what breaks first as they grow.
 * The client's part is that of the provider, with its numbers; the table's is that of AWS's
 * documentation.
 */
@NullMarked
package io.github.dynamodbjcache.benchmarks.scale;

import org.jspecify.annotations.NullMarked;
