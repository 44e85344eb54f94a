/** The example at work. */
@NullMarked
package io.github.dynamodbjcache.examples.starter;

import org.jspecify.annotations.NullMarked;
