@NullMarked
package io.github.dynamodbjcache.internal.store;

import org.jspecify.annotations.NullMarked;
