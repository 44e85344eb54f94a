/** The settings that there are, declared as data, and the values that hold for a cache. */
@NullMarked
package io.github.dynamodbjcache.internal.settings;

import org.jspecify.annotations.NullMarked;
