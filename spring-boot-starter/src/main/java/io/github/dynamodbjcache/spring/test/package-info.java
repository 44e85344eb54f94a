/** What tests of Spring applications name themselves. */
@NullMarked
package io.github.dynamodbjcache.spring.test;

import org.jspecify.annotations.NullMarked;
