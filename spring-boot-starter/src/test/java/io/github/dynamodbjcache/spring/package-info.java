/** The starter in a small application. */
@NullMarked
package io.github.dynamodbjcache.spring;

import org.jspecify.annotations.NullMarked;
