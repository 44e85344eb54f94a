package io.github.dynamodbjcache.internal.own;

import io.github.dynamodbjcache.internal.mapping.ItemMapping;
import io.github.dynamodbjcache.internal.runner.BulkRunner;
import io.github.dynamodbjcache.internal.runner.ConditionalRunner;
import io.github.dynamodbjcache.internal.runner.EntryRunner;

/**
 * What a table works with.
 *
 * @param calls how its operations call the cache
 * @param reads its queries and scans
 * @param single runs operations of JCache on one entry
 * @param bulk runs them on many
 * @param conditional runs what DynamoDB decides on or makes
 * @param life the table as a whole
 */
public record OwnParts<K, V>(
    KeyedCalls<K> calls,
    Reads<K, V> reads,
    EntryRunner<K, V> single,
    BulkRunner<K, V> bulk,
    ConditionalRunner<K, V> conditional,
    TableLife life) {

  ItemMapping<K, V> mapping() {
    return reads.mapping();
  }
}
