/** Files and properties, merged into blocks; what is refused in them is told with its place. */
@NullMarked
package io.github.dynamodbjcache.internal.settings.reading;

import org.jspecify.annotations.NullMarked;
