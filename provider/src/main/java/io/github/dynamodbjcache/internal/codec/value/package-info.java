/** Values as native attributes or serialized bytes. */
@NullMarked
package io.github.dynamodbjcache.internal.codec.value;

import org.jspecify.annotations.NullMarked;
