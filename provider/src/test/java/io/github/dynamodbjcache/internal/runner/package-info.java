@NullMarked
package io.github.dynamodbjcache.internal.runner;

import org.jspecify.annotations.NullMarked;
