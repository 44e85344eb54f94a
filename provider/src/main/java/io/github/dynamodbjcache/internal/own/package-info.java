/** Tables of one's own over their open caches. */
@NullMarked
package io.github.dynamodbjcache.internal.own;

import org.jspecify.annotations.NullMarked;
