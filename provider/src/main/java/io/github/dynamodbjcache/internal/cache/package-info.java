/** The JCache objects and the one assembly. */
@NullMarked
package io.github.dynamodbjcache.internal.cache;

import org.jspecify.annotations.NullMarked;
