/** The least that an application of Spring Boot needs: two annotations, and no settings. */
@NullMarked
package io.github.dynamodbjcache.examples.starter;

import org.jspecify.annotations.NullMarked;
