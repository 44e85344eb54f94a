@NullMarked
package io.github.dynamodbjcache.internal.reading;

import org.jspecify.annotations.NullMarked;
