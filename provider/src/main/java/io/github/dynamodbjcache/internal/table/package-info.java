/** The life of tables, their names and schemas. */
@NullMarked
package io.github.dynamodbjcache.internal.table;

import org.jspecify.annotations.NullMarked;
