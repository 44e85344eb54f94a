/** The binding to Jackson 3, loaded only if it is there. */
@NullMarked
package io.github.dynamodbjcache.internal.codec.json.jackson3;

import org.jspecify.annotations.NullMarked;
