/** What a user can set. */
@NullMarked
package io.github.dynamodbjcache.configuration;

import org.jspecify.annotations.NullMarked;
