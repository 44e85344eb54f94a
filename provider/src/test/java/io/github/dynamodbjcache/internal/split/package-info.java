@NullMarked
package io.github.dynamodbjcache.internal.split;

import org.jspecify.annotations.NullMarked;
