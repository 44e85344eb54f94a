/** Entries in and out of a DynamoDB table: the port, in items and requests. */
@NullMarked
package io.github.dynamodbjcache.internal.store.dynamodb;

import org.jspecify.annotations.NullMarked;
