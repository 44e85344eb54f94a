/** What the provider promises, asked for through the standard API alone. */
@NullMarked
package io.github.dynamodbjcache.behaviour;

import org.jspecify.annotations.NullMarked;
