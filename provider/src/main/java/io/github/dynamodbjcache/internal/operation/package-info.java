/** What each operation means. */
@NullMarked
package io.github.dynamodbjcache.internal.operation;

import org.jspecify.annotations.NullMarked;
