/** DynamoDB Local in the JVM. */
@NullMarked
package io.github.dynamodbjcache.embedded;

import org.jspecify.annotations.NullMarked;
