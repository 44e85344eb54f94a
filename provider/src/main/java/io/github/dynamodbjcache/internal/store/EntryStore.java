package io.github.dynamodbjcache.internal.store;

import io.github.dynamodbjcache.internal.time.TimeLimit;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The port to the table: entries in and out, attributes only. It knows no key or value type, no
 * JCache word, and no function of the caller's.
 *
 * <ul>
 *   <li>Every method ends within its {@link TimeLimit}, resends and waits included.
 *   <li>Each ends with the truth, or with a {@link StoreException} that says what is known.
 *   <li>Expired items are returned as they are ({@link StoredEntry#isLiveAt} tells); only guards
 *       and {@link Selection} treat them as absent.
 *   <li>All methods may be called by several threads at once.
 * </ul>
 */
public interface EntryStore {

  /** The entry at that key, or null; one read request. */
  @Nullable StoredEntry read(EntryKey key, Consistency consistency, TimeLimit limit);

  /**
   * The entries at those keys; a key that the table does not have is missing from the answer, one
   * that was left over never is. One read request per hundred keys, in parallel.
   */
  Map<EntryKey, StoredEntry> readAll(
      Collection<EntryKey> keys, Consistency consistency, TimeLimit limit);

  /** Applies one mutation; one write request if there is no disturbance. */
  Applied apply(Mutation mutation, TimeLimit limit);

  /**
   * Applies mutations of different entries, in parallel and in no order, each on its own. Those
   * without guard, without {@link NewDeadline.OnCreation} and without a wish for the previous entry
   * go out in batches of 25; the others one by one.
   *
   * @return what became of each, in the order of the list
   * @throws PartialFailureException if not all could be tried to the end
   */
  List<Applied> applyAll(List<? extends Mutation> mutations, TimeLimit limit);

  /**
   * Walks the selection's part of the table page by page: nothing is fetched before the first
   * {@code hasNext}, and one page is in memory at a time.
   *
   * @param perStep the limit of each step that has to fetch, asked anew for each
   */
  Iterator<StoredEntry> scan(Selection selection, Supplier<TimeLimit> perStep);

  /**
   * Walks the whole table in parallel segments and hands over each page as it comes, from several
   * threads at once.
   *
   * @param limit of all fetches together
   */
  void scanInParallel(Selection selection, TimeLimit limit, Consumer<List<StoredEntry>> page);

  /**
   * Counts entries, by a parallel scan of the whole table whose answers hold nothing but numbers.
   * It costs what reading the whole items costs.
   *
   * @param limit of all requests together
   */
  long count(Selection selection, TimeLimit limit);

  /**
   * Deletes every entry, expired ones too, by a parallel scan of the keys and batches of 25.
   *
   * @param limit of all requests together
   * @param deleted gets the entries of each page after they were deleted, without data, from
   *     several threads at once
   */
  default void deleteAll(TimeLimit limit, Consumer<List<StoredEntry>> deleted) {
    scanInParallel(
        Selection.allKeys(),
        limit,
        page -> {
          applyAll(page.stream().map(entry -> Mutation.Delete.blind(entry.key())).toList(), limit);
          deleted.accept(page);
        });
  }
}
