package io.github.dynamodbjcache.internal.store;

import io.github.dynamodbjcache.internal.expression.AttributePath;
import io.github.dynamodbjcache.internal.time.TimeLimit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The port to the table: entries in and out, as plain data. It knows no key or value type, no
 * JCache word, and no function of the caller's. What is made of these five verbs, iterators for
 * instance, stands in {@link Scans}, so that who decorates the port decorates all.
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
   * Some places of the item at that key, as they lie in it; one read request.
   *
   * @param places none of them within another
   * @return null if there is no live entry
   */
  @Nullable Map<String, AttributeValue> project(
      EntryKey key, List<AttributePath> places, Consistency consistency, TimeLimit limit);

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
   * go out in batches of 25, puts only where a batch loses nothing that has to stay; the others one
   * by one.
   *
   * @return what became of each, in the order of the list
   * @throws PartialFailureException if not all could be tried to the end
   */
  List<Applied> applyAll(List<? extends Mutation> mutations, TimeLimit limit);

  /**
   * One page of a walk through the selection's part of the table; one request. After a failure, the
   * same page can be asked for again.
   *
   * @param from the {@link Page#next} of the page before, of a walk with an equal selection; null
   *     for the first page
   */
  Page page(Selection selection, @Nullable Cursor from, TimeLimit limit);
}
