/** The connection to DynamoDB that managers share. */
@NullMarked
package io.github.dynamodbjcache.internal.client;

import org.jspecify.annotations.NullMarked;
