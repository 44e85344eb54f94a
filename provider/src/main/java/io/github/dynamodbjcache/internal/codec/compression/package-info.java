/** Serialized values made smaller. */
@NullMarked
package io.github.dynamodbjcache.internal.codec.compression;

import org.jspecify.annotations.NullMarked;
