/** The example at work. */
@NullMarked
package io.github.dynamodbjcache.examples.arcade;

import org.jspecify.annotations.NullMarked;
