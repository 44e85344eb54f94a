package io.github.dynamodbjcache.internal.store;

import io.github.dynamodbjcache.internal.expression.AttributePath;
import io.github.dynamodbjcache.internal.store.Applied.Conflict;
import io.github.dynamodbjcache.internal.time.Deadline;
import io.github.dynamodbjcache.internal.time.TimeLimit;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The port over a map, with the meaning of the real one and none of its failures. */
public final class InMemoryEntryStore implements EntryStore {

  private final Map<EntryKey, StoredEntry> entries = new ConcurrentHashMap<>();

  @Override
  public @Nullable StoredEntry read(EntryKey key, Consistency consistency, TimeLimit limit) {
    return entries.get(key);
  }

  @Override
  public Map<String, AttributeValue> project(
      EntryKey key, List<AttributePath> places, Consistency consistency, TimeLimit limit) {
    throw new UnsupportedOperationException("no test asks for places");
  }

  @Override
  public Map<EntryKey, StoredEntry> readAll(
      Collection<EntryKey> keys, Consistency consistency, TimeLimit limit) {
    Map<EntryKey, StoredEntry> found = new HashMap<>();
    for (EntryKey key : keys) {
      StoredEntry entry = entries.get(key);
      if (entry != null) {
        found.put(key, entry);
      }
    }
    return found;
  }

  @Override
  public synchronized Applied apply(Mutation mutation, TimeLimit limit) {
    StoredEntry there = entries.get(mutation.key());
    if (mutation instanceof Mutation.Touch touch) {
      return touch(touch, there);
    }
    if (mutation instanceof Mutation.Delete delete) {
      if (!delete.guard().holdsFor(there, delete.nowMillis())) {
        return new Conflict(there);
      }
      entries.remove(delete.key());
      return Applied.done(delete, delete.returnPrevious() ? there : null);
    }
    if (mutation instanceof Mutation.Erase erase) {
      entries.remove(erase.key());
      return Applied.PLAINLY;
    }
    Mutation.Put put = (Mutation.Put) mutation;
    Deadline deadline = put.guard().holdsFor(there, put.nowMillis()) ? deadline(put, there) : null;
    if (deadline == null) {
      return new Conflict(there);
    }
    entries.put(
        put.key(),
        new StoredEntry(
            put.key(), Map.copyOf(put.data()), new Basis.Ring(put.revision()), deadline));
    return Applied.done(put, put.returnPrevious() ? there : null);
  }

  private Applied touch(Mutation.Touch touch, @Nullable StoredEntry there) {
    if (there == null || !touch.guard().holdsFor(there, /* nowMillis= */ 0)) {
      return new Conflict(there);
    }
    entries.put(
        touch.key(), new StoredEntry(there.key(), there.data(), there.basis(), touch.deadline()));
    return Applied.done(touch, null);
  }

  /** The deadline of the written entry, or null if the port says that this is a conflict. */
  private static @Nullable Deadline deadline(Mutation.Put put, @Nullable StoredEntry there) {
    Deadline created = put.deadline().deadline();
    if (!(put.deadline() instanceof NewDeadline.OnCreation)) {
      return created;
    }
    if (there == null || put.guard().ofEntry() instanceof Guard.Absent) {
      return created;
    }
    if (!there.isLiveAt(put.nowMillis())) {
      return null;
    }
    boolean cannotBeSaid =
        put.guard().ofEntry() instanceof Guard.Any
            && there.deadline().isNever()
            && !created.isNever();
    return cannotBeSaid ? null : there.deadline();
  }

  @Override
  public List<Applied> applyAll(List<? extends Mutation> mutations, TimeLimit limit) {
    if (mutations.stream().map(Mutation::key).distinct().count() < mutations.size()) {
      throw new IllegalArgumentException("two of the mutations are of the same entry");
    }
    return mutations.stream().map(mutation -> apply(mutation, limit)).toList();
  }

  @Override
  public Page page(Selection selection, @Nullable Cursor from, TimeLimit limit) {
    Segment segment = ((Source.Scan) selection.source()).segment();
    List<Page.Found> all =
        entries.values().stream()
            .filter(
                entry -> Math.floorMod(entry.key().hashCode(), segment.total()) == segment.index())
            .filter(
                entry ->
                    selection.liveAt().isEmpty() || entry.isLiveAt(selection.liveAt().getAsLong()))
            .map(entry -> new Page.Found(shown(entry, selection.extent()), null))
            .toList();
    return selection.extent() == Selection.Extent.COUNT
        ? new Page(List.of(), all.size(), null, Page.of(all, null).cost())
        : Page.of(all, null);
  }

  private static StoredEntry shown(StoredEntry entry, Selection.Extent extent) {
    return extent == Selection.Extent.ENTRIES || extent == Selection.Extent.DATA
        ? entry
        : new StoredEntry(entry.key(), Map.of(), entry.basis(), entry.deadline());
  }
}
