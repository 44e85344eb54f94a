/** Tests of {@code internal.wire}. */
@NullMarked
package io.github.dynamodbjcache.internal.wire;

import org.jspecify.annotations.NullMarked;
