/** What the provider counts, as Micrometer's meters. */
@NullMarked
package io.github.dynamodbjcache.micrometer;

import org.jspecify.annotations.NullMarked;
