/** Loader and writer with the failures that the specification asks for. */
@NullMarked
package io.github.dynamodbjcache.internal.integration;

import org.jspecify.annotations.NullMarked;
