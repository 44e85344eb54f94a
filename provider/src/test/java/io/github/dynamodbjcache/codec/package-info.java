/** Tests of the codec. */
@NullMarked
package io.github.dynamodbjcache.codec;

import org.jspecify.annotations.NullMarked;
