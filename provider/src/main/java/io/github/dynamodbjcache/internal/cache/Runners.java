package io.github.dynamodbjcache.internal.cache;

import io.github.dynamodbjcache.internal.integration.Loading;
import io.github.dynamodbjcache.internal.runner.BulkRunner;
import io.github.dynamodbjcache.internal.runner.CacheParts;
import io.github.dynamodbjcache.internal.runner.ConditionalRunner;
import io.github.dynamodbjcache.internal.runner.EntryRunner;
import io.github.dynamodbjcache.internal.runner.ScanRunner;

/**
 * What runs the operations of a cache.
 *
 * @param parts what they work with
 * @param single on one entry
 * @param bulk on many entries
 * @param scans on the whole table
 * @param loads in the background
 * @param conditional on one entry, where DynamoDB itself decides
 */
record Runners<K, V>(
    CacheParts<K, V> parts,
    EntryRunner<K, V> single,
    BulkRunner<K, V> bulk,
    ScanRunner<K, V> scans,
    Loads<K, V> loads,
    ConditionalRunner<K, V> conditional) {

  /**
   * Of a cache.
   *
   * @param loading what {@code loadAll} asks, with read-through or without
   */
  static <K, V> Runners<K, V> of(
      CacheParts<K, V> parts,
      StoreStack stack,
      Outlets<K, V> outlets,
      Loading<K, V> loading,
      FailureTranslation<K, V> failures) {
    EntryRunner<K, V> single = new EntryRunner<>(parts);
    BulkRunner<K, V> bulk = new BulkRunner<>(parts, single);
    return new Runners<>(
        parts,
        single,
        bulk,
        new ScanRunner<>(parts, stack.scans(), bulk, outlets.statistics()),
        new Loads<>(loading, bulk, outlets.background(), failures),
        new ConditionalRunner<>(parts, single));
  }
}
