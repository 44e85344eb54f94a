@NullMarked
package io.github.dynamodbjcache.internal.codec.java;

import org.jspecify.annotations.NullMarked;
