/** Registrations, filters, ordered dispatch. */
@NullMarked
package io.github.dynamodbjcache.internal.event;

import org.jspecify.annotations.NullMarked;
