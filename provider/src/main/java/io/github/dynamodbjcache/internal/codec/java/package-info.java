/** Java serialization that lets nothing in but what is allowed, within limits. */
@NullMarked
package io.github.dynamodbjcache.internal.codec.java;

import org.jspecify.annotations.NullMarked;
