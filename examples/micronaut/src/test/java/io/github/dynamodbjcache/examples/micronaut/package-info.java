/** The application in two contexts, and in another JVM. */
@NullMarked
package io.github.dynamodbjcache.examples.micronaut;

import org.jspecify.annotations.NullMarked;
