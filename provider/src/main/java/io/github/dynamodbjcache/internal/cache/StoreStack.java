package io.github.dynamodbjcache.internal.cache;

import io.github.dynamodbjcache.internal.attempt.Attempts;
import io.github.dynamodbjcache.internal.split.OrphanParts;
import io.github.dynamodbjcache.internal.split.SplitEntryStore;
import io.github.dynamodbjcache.internal.split.SplitSizes;
import io.github.dynamodbjcache.internal.store.EntryStore;
import io.github.dynamodbjcache.internal.store.ParallelTasks;
import io.github.dynamodbjcache.internal.store.Scans;
import io.github.dynamodbjcache.internal.store.dynamodb.DynamoDbEntryStore;
import io.github.dynamodbjcache.internal.store.dynamodb.TableLayout;
import io.github.dynamodbjcache.internal.store.dynamodb.Transacted;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * The store of one table, and the decorators over it: their order is said here and nowhere else.
 *
 * @param entries the whole entries: what the runners work on
 * @param scans walks over them
 * @param orphans the sweep of what killed writers leave behind; null where no entry is split
 */
public record StoreStack(EntryStore entries, Scans scans, @Nullable OrphanParts orphans) {

  /**
   * Over an existing table whose items are entries each, as others know them. Makes no request.
   *
   * @param attempts what makes all requests for the table, within one budget of retries
   * @param transacted which writes are transactions
   * @param parallel for requests in parallel
   * @param clock tells which deadlines lie too far back to count
   */
  public static StoreStack ofWholeItems(
      TableLayout layout,
      Attempts attempts,
      Transacted transacted,
      ParallelTasks parallel,
      Clock clock) {
    EntryStore items = new DynamoDbEntryStore(attempts, layout, transacted, parallel, clock);
    return new StoreStack(items, new Scans(items, parallel), null);
  }

  /**
   * Over an existing table in our own item format. Makes no request.
   *
   * @param attempts what makes all requests for the table, within one budget of retries
   * @param transacted which writes are transactions
   * @param sizes from which size on entries are split
   * @param parallel for requests in parallel
   */
  public static StoreStack over(
      TableLayout layout,
      Attempts attempts,
      Transacted transacted,
      SplitSizes sizes,
      ParallelTasks parallel,
      Clock clock) {
    EntryStore items = new DynamoDbEntryStore(attempts, layout, transacted, parallel, clock);
    // Parts are written once, and may be written twice.
    EntryStore partItems =
        new DynamoDbEntryStore(attempts, layout, Transacted.NOTHING, parallel, clock);
    // Also where nothing may be split: what was written before the setting changed stays readable.
    EntryStore entries = new SplitEntryStore(items, partItems, layout, sizes, parallel, clock);
    return new StoreStack(
        entries,
        new Scans(entries, parallel),
        new OrphanParts(items, new Scans(items, parallel), layout.keys().partition(), clock));
  }
}
