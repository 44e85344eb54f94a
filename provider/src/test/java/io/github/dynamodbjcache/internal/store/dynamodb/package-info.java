@NullMarked
package io.github.dynamodbjcache.internal.store.dynamodb;

import org.jspecify.annotations.NullMarked;
