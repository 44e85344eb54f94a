package io.github.dynamodbjcache.internal.store;

import io.github.dynamodbjcache.internal.store.Applied.Conflict;
import io.github.dynamodbjcache.internal.store.Applied.Done;
import io.github.dynamodbjcache.internal.time.Deadline;
import io.github.dynamodbjcache.internal.time.TimeLimit;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The port over a map, with the meaning of the real one and none of its failures. */
public final class InMemoryEntryStore implements EntryStore {

  private final Map<EntryKey, StoredEntry> entries = new ConcurrentHashMap<>();

  @Override
  public @Nullable StoredEntry read(EntryKey key, Consistency consistency, TimeLimit limit) {
    return entries.get(key);
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
      if (!holds(delete.guard(), there, delete.nowMillis())) {
        return new Conflict(there);
      }
      entries.remove(delete.key());
      return new Done(delete.returnPrevious() ? there : null);
    }
    Mutation.Put put = (Mutation.Put) mutation;
    Deadline deadline = holds(put.guard(), there, put.nowMillis()) ? deadline(put, there) : null;
    if (deadline == null) {
      return new Conflict(there);
    }
    entries.put(
        put.key(), new StoredEntry(put.key(), Map.copyOf(put.data()), Revision.fresh(), deadline));
    return new Done(put.returnPrevious() ? there : null);
  }

  private Applied touch(Mutation.Touch touch, @Nullable StoredEntry there) {
    if (!holds(touch.guard(), there, /* nowMillis= */ 0)) {
      return new Conflict(there);
    }
    entries.put(
        touch.key(),
        new StoredEntry(there.key(), there.data(), there.revision(), touch.deadline()));
    return new Done(null);
  }

  /** The deadline of the written entry, or null if the port says that this is a conflict. */
  private static @Nullable Deadline deadline(Mutation.Put put, @Nullable StoredEntry there) {
    if (put.deadline() instanceof NewDeadline.Set set) {
      return set.deadline();
    }
    Deadline created = ((NewDeadline.OnCreation) put.deadline()).deadline();
    if (there == null || put.guard() instanceof Guard.Absent) {
      return created;
    }
    if (!there.isLiveAt(put.nowMillis())) {
      return null;
    }
    boolean cannotBeSaid =
        put.guard() instanceof Guard.None && there.deadline().isNever() && !created.isNever();
    return cannotBeSaid ? null : there.deadline();
  }

  private static boolean holds(Guard guard, @Nullable StoredEntry there, long nowMillis) {
    boolean live = there != null && there.isLiveAt(nowMillis);
    if (guard instanceof Guard.Without
        || guard instanceof Guard.At
        || guard instanceof Guard.Reaching) {
      throw new UnsupportedOperationException("demands of items, where there are only entries");
    }
    if (guard instanceof Guard.Absent) {
      return !live;
    }
    if (guard instanceof Guard.Present) {
      return live;
    }
    return !(guard instanceof Guard.Unchanged unchanged)
        || (there != null && there.revision().equals(unchanged.revision()));
  }

  @Override
  public List<Applied> applyAll(List<? extends Mutation> mutations, TimeLimit limit) {
    if (mutations.stream().map(Mutation::key).distinct().count() < mutations.size()) {
      throw new IllegalArgumentException("two of the mutations are of the same entry");
    }
    return mutations.stream().map(mutation -> apply(mutation, limit)).toList();
  }

  @Override
  public Iterator<StoredEntry> scan(Selection selection, Supplier<TimeLimit> perStep) {
    Segment segment = selection.segment();
    return entries.values().stream()
        .filter(entry -> Math.floorMod(entry.key().hashCode(), segment.total()) == segment.index())
        .filter(
            entry -> selection.liveAt().isEmpty() || entry.isLiveAt(selection.liveAt().getAsLong()))
        .map(
            entry ->
                selection.keysOnly()
                    ? new StoredEntry(entry.key(), Map.of(), entry.revision(), entry.deadline())
                    : entry)
        .iterator();
  }

  @Override
  public long count(Selection selection, TimeLimit limit) {
    long count = 0;
    for (Iterator<StoredEntry> found = scan(selection, () -> limit); found.hasNext(); ) {
      found.next();
      count++;
    }
    return count;
  }

  @Override
  public void scanInParallel(
      Selection selection, TimeLimit limit, Consumer<List<StoredEntry>> page) {
    scan(selection, () -> limit).forEachRemaining(entry -> page.accept(List.of(entry)));
  }
}
