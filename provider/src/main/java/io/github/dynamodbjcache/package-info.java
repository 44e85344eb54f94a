/** The caching provider, and the public cache type reached by {@code unwrap}. */
@NullMarked
package io.github.dynamodbjcache;

import org.jspecify.annotations.NullMarked;
