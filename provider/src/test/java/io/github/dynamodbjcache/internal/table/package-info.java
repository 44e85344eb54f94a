@NullMarked
package io.github.dynamodbjcache.internal.table;

import org.jspecify.annotations.NullMarked;
