package io.github.dynamodbjcache.internal.split;

import io.github.dynamodbjcache.internal.codec.item.ItemAttributes;
import io.github.dynamodbjcache.internal.codec.item.ItemSize;
import io.github.dynamodbjcache.internal.store.Applied;
import io.github.dynamodbjcache.internal.store.Consistency;
import io.github.dynamodbjcache.internal.store.EntryKey;
import io.github.dynamodbjcache.internal.store.EntryStore;
import io.github.dynamodbjcache.internal.store.Mutation;
import io.github.dynamodbjcache.internal.store.ParallelTasks;
import io.github.dynamodbjcache.internal.store.Selection;
import io.github.dynamodbjcache.internal.store.StoredEntry;
import io.github.dynamodbjcache.internal.store.dynamodb.TableLayout;
import io.github.dynamodbjcache.internal.time.TimeLimit;
import java.time.Clock;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Entries of any size over a store whose entries have to fit into one item.
 *
 * <p>The entry's own item is then the {@link Manifest}, and the value lies in {@link Parts}. A
 * reader gets the old value or the new one: parts are written before the manifest names them, under
 * a name that no other write uses, and deleted after it names others.
 *
 * <p>An entry that fits costs nothing extra. Blind batches cannot tell whether they replace a
 * manifest: the parts that they leave behind are found by {@link OrphanParts}.
 */
public final class SplitEntryStore implements EntryStore {

  private static final int PARALLEL_REQUESTS = 8;

  private static final Selection.Keys NO_PARTS =
      new Selection.Keys(ItemAttributes.PART_KEY_PREFIX, /* included= */ false);

  private final EntryStore items;
  private final SplitSizes sizes;
  private final Parts parts;
  private final Assembly assembly;
  private final Replacement replacement;
  private final SplitPuts splitPuts;
  private final Touches touches;
  private final TableLayout layout;

  /**
   * A store over another, whose entries fit into one item.
   *
   * @param items the entries' own items
   * @param partItems the items of parts, in the same table
   * @param layout of the table, which counts {@link ItemAttributes#MANIFEST} among the data
   * @param executor for requests in parallel; the calling thread always does its part
   * @param clock tells how long parts live
   */
  public SplitEntryStore(
      EntryStore items,
      EntryStore partItems,
      TableLayout layout,
      SplitSizes sizes,
      Executor executor,
      Clock clock) {
    if (!layout.dataAttributes().contains(ItemAttributes.MANIFEST)) {
      throw new IllegalArgumentException("a put would not remove the manifest");
    }
    this.items = items;
    this.layout = layout;
    this.sizes = sizes;
    this.parts =
        new Parts(
            partItems,
            new ParallelTasks(executor, PARALLEL_REQUESTS),
            layout.keyAttribute(),
            sizes.partBytes());
    this.assembly = new Assembly(items, parts);
    this.replacement = new Replacement(items, parts, assembly);
    this.splitPuts = new SplitPuts(items, parts, assembly, replacement, clock);
    this.touches = new Touches(assembly, splitPuts);
  }

  @Override
  public @Nullable StoredEntry read(EntryKey key, Consistency consistency, TimeLimit limit) {
    return assembly.whole(items.read(key, consistency, limit), consistency, limit);
  }

  @Override
  public Map<EntryKey, StoredEntry> readAll(
      Collection<EntryKey> keys, Consistency consistency, TimeLimit limit) {
    return assembly.wholeOf(items.readAll(keys, consistency, limit), consistency, limit);
  }

  @Override
  public Applied apply(Mutation mutation, TimeLimit limit) {
    Content content = contentToSplit(mutation);
    if (content != null && mutation instanceof Mutation.Put put) {
      return splitPuts.apply(put, content, limit);
    }
    return settled(mutation, items.apply(sentFirst(mutation), limit), limit);
  }

  @Override
  public List<Applied> applyAll(List<? extends Mutation> mutations, TimeLimit limit) {
    return new ManyMutations(this, items, layout.table()).apply(mutations, limit);
  }

  /** The content that has to be split; null if the mutation has none. */
  @Nullable Content contentToSplit(Mutation mutation) {
    return mutation instanceof Mutation.Put put
            && ItemSize.bytes(put.key().attributes(), put.data()) > sizes.maxWholeBytes()
        ? Content.of(put.data().get(ItemAttributes.VALUE))
        : null;
  }

  /** The mutation of an entry that fits into its item, as it is sent first. */
  static Mutation sentFirst(Mutation mutation) {
    return mutation instanceof Mutation.Touch touch
        ? Touches.withinLease(touch)
        : Replacement.overWhole(mutation);
  }

  /** What becomes of a mutation after that. */
  Applied settled(Mutation mutation, Applied first, TimeLimit limit) {
    return mutation instanceof Mutation.Touch touch
        ? touches.settled(touch, first, limit)
        : replacement.settled(mutation, first, limit);
  }

  @Override
  public Iterator<StoredEntry> scan(Selection selection, Supplier<TimeLimit> perStep) {
    Iterator<StoredEntry> found = items.scan(selection.of(NO_PARTS), perStep);
    return selection.keysOnly()
        ? found
        : new WholeEntries(found, assembly, selection.consistency(), perStep);
  }

  @Override
  public void scanInParallel(
      Selection selection, TimeLimit limit, Consumer<List<StoredEntry>> page) {
    Consumer<List<StoredEntry>> onFound =
        selection.keysOnly()
            ? page
            : found ->
                new WholeEntries(found.iterator(), assembly, selection.consistency(), () -> limit)
                    .forEachRemaining(entry -> page.accept(List.of(entry)));
    items.scanInParallel(selection.of(NO_PARTS), limit, onFound);
  }

  @Override
  public long count(Selection selection, TimeLimit limit) {
    return items.count(selection.of(NO_PARTS), limit);
  }

  /** Manifests come along with the keys, so that the parts they name can be deleted, too. */
  @Override
  public void deleteAll(TimeLimit limit, Consumer<List<StoredEntry>> deleted) {
    items.scanInParallel(
        Selection.allKeys().of(NO_PARTS).along(Set.of(ItemAttributes.MANIFEST)),
        limit,
        page -> {
          items.applyAll(
              page.stream().map(entry -> Mutation.Delete.blind(entry.key())).toList(), limit);
          for (StoredEntry entry : page) {
            Manifest manifest = Manifest.of(entry);
            if (manifest != null) {
              parts.discard(manifest, limit);
            }
          }
          deleted.accept(page);
        });
  }
}
