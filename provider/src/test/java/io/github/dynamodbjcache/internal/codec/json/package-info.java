@NullMarked
package io.github.dynamodbjcache.internal.codec.json;

import org.jspecify.annotations.NullMarked;
