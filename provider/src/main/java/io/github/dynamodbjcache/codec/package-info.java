/** Keys and values to attributes and back: encoders, serializers, limits. */
@NullMarked
package io.github.dynamodbjcache.codec;

import org.jspecify.annotations.NullMarked;
