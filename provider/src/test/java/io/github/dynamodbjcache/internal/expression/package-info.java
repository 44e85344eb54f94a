@NullMarked
package io.github.dynamodbjcache.internal.expression;

import org.jspecify.annotations.NullMarked;
