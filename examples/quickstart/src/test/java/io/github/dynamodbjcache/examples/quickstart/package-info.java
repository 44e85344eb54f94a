/** Runs the example as a newcomer does. */
@NullMarked
package io.github.dynamodbjcache.examples.quickstart;

import org.jspecify.annotations.NullMarked;
