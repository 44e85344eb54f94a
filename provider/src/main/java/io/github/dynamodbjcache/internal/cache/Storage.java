package io.github.dynamodbjcache.internal.cache;

import io.github.dynamodbjcache.internal.codec.EntryCodec;
import org.jspecify.annotations.Nullable;

/**
 * Where the entries of a cache are, from the table up to what the runners work on.
 *
 * @param codec what makes items of entries
 * @param table the table, open, and the stores over it
 * @param mapped what a table of the user's is beside that; null for our own item format
 */
record Storage<K, V>(EntryCodec<K, V> codec, OpenTable table, @Nullable MappedTable<K, V> mapped) {}
