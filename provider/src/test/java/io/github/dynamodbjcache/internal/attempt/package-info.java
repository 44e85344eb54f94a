@NullMarked
package io.github.dynamodbjcache.internal.attempt;

import org.jspecify.annotations.NullMarked;
