@NullMarked
package io.github.dynamodbjcache.internal.mapping;

import org.jspecify.annotations.NullMarked;
