/** Holds that the programs run, and that iteration is lazy; no test here looks at a time. */
@NullMarked
package io.github.dynamodbjcache.benchmarks;

import org.jspecify.annotations.NullMarked;
