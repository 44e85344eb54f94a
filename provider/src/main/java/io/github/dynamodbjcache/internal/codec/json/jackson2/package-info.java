/** The binding to Jackson 2, loaded only if it is there. */
@NullMarked
package io.github.dynamodbjcache.internal.codec.json.jackson2;

import org.jspecify.annotations.NullMarked;
