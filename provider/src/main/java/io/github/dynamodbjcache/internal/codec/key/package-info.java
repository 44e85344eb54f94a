/** Keys as texts, and back. */
@NullMarked
package io.github.dynamodbjcache.internal.codec.key;

import org.jspecify.annotations.NullMarked;
