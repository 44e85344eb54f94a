/** The words for tables of your own: items, conditions, updates, queries, batches. */
@NullMarked
package io.github.dynamodbjcache.table;

import org.jspecify.annotations.NullMarked;
