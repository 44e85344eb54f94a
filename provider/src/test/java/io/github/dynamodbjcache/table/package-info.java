@NullMarked
package io.github.dynamodbjcache.table;

import org.jspecify.annotations.NullMarked;
