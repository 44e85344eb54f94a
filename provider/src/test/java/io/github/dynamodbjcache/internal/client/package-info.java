@NullMarked
package io.github.dynamodbjcache.internal.client;

import org.jspecify.annotations.NullMarked;
