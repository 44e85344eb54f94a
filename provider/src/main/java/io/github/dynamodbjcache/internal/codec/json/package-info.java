/** Values as JSON, by whichever Jackson is there: what is written can be read again. */
@NullMarked
package io.github.dynamodbjcache.internal.codec.json;

import org.jspecify.annotations.NullMarked;
