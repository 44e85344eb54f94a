/** What operations cost in requests. */
@NullMarked
package io.github.dynamodbjcache.cost;

import org.jspecify.annotations.NullMarked;
