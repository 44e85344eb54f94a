@NullMarked
package io.github.dynamodbjcache.benchmarks.scale;

import org.jspecify.annotations.NullMarked;
