/** The programs at work. */
@NullMarked
package io.github.dynamodbjcache.examples.owntables;

import org.jspecify.annotations.NullMarked;
