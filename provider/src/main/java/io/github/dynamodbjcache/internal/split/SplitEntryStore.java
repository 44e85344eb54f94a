package io.github.dynamodbjcache.internal.split;

import io.github.dynamodbjcache.internal.codec.item.ItemAttributes;
import io.github.dynamodbjcache.internal.codec.item.ItemSize;
import io.github.dynamodbjcache.internal.expression.AttributePath;
import io.github.dynamodbjcache.internal.store.Applied;
import io.github.dynamodbjcache.internal.store.Consistency;
import io.github.dynamodbjcache.internal.store.Cursor;
import io.github.dynamodbjcache.internal.store.EntryKey;
import io.github.dynamodbjcache.internal.store.EntryStore;
import io.github.dynamodbjcache.internal.store.Mutation;
import io.github.dynamodbjcache.internal.store.Page;
import io.github.dynamodbjcache.internal.store.ParallelTasks;
import io.github.dynamodbjcache.internal.store.Selection;
import io.github.dynamodbjcache.internal.store.StoredEntry;
import io.github.dynamodbjcache.internal.store.dynamodb.TableLayout;
import io.github.dynamodbjcache.internal.time.TimeLimit;
import java.time.Clock;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

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

  private static final Selection.Keys NO_PARTS =
      new Selection.Keys(ItemAttributes.PART_KEY_PREFIX, /* included= */ false);

  private final EntryStore items;
  private final SplitSizes sizes;
  private final Parts parts;
  private final Assembly assembly;
  private final Replacement replacement;
  private final SplitPuts splitPuts;
  private final SplitTouches touches;
  private final WholePages wholePages;
  private final TableLayout layout;

  /**
   * A store over another, whose entries fit into one item.
   *
   * @param items the entries' own items
   * @param partItems the items of parts, in the same table
   * @param layout of the table, which counts {@link ItemAttributes#MANIFEST} among the data
   * @param parallel for requests in parallel
   * @param clock tells how long parts live
   */
  public SplitEntryStore(
      EntryStore items,
      EntryStore partItems,
      TableLayout layout,
      SplitSizes sizes,
      ParallelTasks parallel,
      Clock clock) {
    Set<String> dataAttributes = layout.dataAttributes();
    if (dataAttributes == null || !dataAttributes.contains(ItemAttributes.MANIFEST)) {
      throw new IllegalArgumentException("a put would not remove the manifest");
    }
    this.items = items;
    this.layout = layout;
    this.sizes = sizes;
    this.parts = new Parts(partItems, parallel, layout.keys().partition(), sizes.partBytes());
    this.assembly = new Assembly(items, parts);
    this.replacement = new Replacement(items, parts, assembly);
    this.splitPuts = new SplitPuts(items, parts, assembly, replacement, clock);
    this.touches = new SplitTouches(assembly, splitPuts);
    this.wholePages = new WholePages(items, assembly);
  }

  @Override
  public @Nullable StoredEntry read(EntryKey key, Consistency consistency, TimeLimit limit) {
    return assembly.whole(items.read(key, consistency, limit), consistency, limit);
  }

  /** Refused: places of a value lie anywhere in its parts. */
  @Override
  public Map<String, AttributeValue> project(
      EntryKey key, List<AttributePath> places, Consistency consistency, TimeLimit limit) {
    throw new UnsupportedOperationException("an entry in parts has no places of its own");
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
    if (mutation instanceof Mutation.Erase) {
      return mutation;
    }
    return mutation instanceof Mutation.Touch touch
        ? SplitTouches.withinLease(touch)
        : Replacement.overWhole(mutation);
  }

  /** What becomes of a mutation after that. */
  Applied settled(Mutation mutation, Applied first, TimeLimit limit) {
    if (mutation instanceof Mutation.Erase erase) {
      discardParts(erase.seen(), limit);
      return first;
    }
    return mutation instanceof Mutation.Touch touch
        ? touches.settled(touch, first, limit)
        : replacement.settled(mutation, first, limit);
  }

  private void discardParts(StoredEntry erased, TimeLimit limit) {
    Manifest manifest = Manifest.of(erased);
    if (manifest != null) {
      parts.discard(manifest, limit);
    }
  }

  @Override
  public Page page(Selection selection, @Nullable Cursor from, TimeLimit limit) {
    Selection ofEntries = selection.of(NO_PARTS);
    return switch (selection.extent()) {
      case ENTRIES, DATA -> wholePages.page(ofEntries, from, limit);
      case KEYS -> items.page(withManifests(ofEntries), from, limit);
      case COUNT -> items.page(ofEntries, from, limit);
    };
  }

  /** Who wants expired entries as well may want to erase them: then their parts must be known. */
  private static Selection withManifests(Selection keys) {
    if (keys.liveAt().isPresent()) {
      return keys;
    }
    Set<String> along = new HashSet<>(keys.content().alongKeys());
    along.add(ItemAttributes.MANIFEST);
    return keys.along(along);
  }
}
