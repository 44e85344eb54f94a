/** What a user can set; immutable once resolved. */
@NullMarked
package io.github.dynamodbjcache.configuration;

import org.jspecify.annotations.NullMarked;
