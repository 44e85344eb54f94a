/** Keys and values as native attributes, and back. */
@NullMarked
package io.github.dynamodbjcache.internal.mapping;

import org.jspecify.annotations.NullMarked;
