/** What an item is made of, in names, tags and sizes, and how messages speak of it. */
@NullMarked
package io.github.dynamodbjcache.internal.codec.item;

import org.jspecify.annotations.NullMarked;
