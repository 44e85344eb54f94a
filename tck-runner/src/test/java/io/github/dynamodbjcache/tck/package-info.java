/** Runs the JSR-107 TCK and says, in one line, what it found. */
@NullMarked
package io.github.dynamodbjcache.tck;

import org.jspecify.annotations.NullMarked;
