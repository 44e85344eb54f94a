@NullMarked
package io.github.dynamodbjcache.testing;

import org.jspecify.annotations.NullMarked;
