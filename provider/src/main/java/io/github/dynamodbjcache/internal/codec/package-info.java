/** The codec of caches: keys and values to the attributes of an item, and back. */
@NullMarked
package io.github.dynamodbjcache.internal.codec;

import org.jspecify.annotations.NullMarked;
