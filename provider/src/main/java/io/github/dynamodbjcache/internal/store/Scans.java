package io.github.dynamodbjcache.internal.store;

import io.github.dynamodbjcache.internal.time.TimeLimit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What is made of a store's pages: iterators, parallel walks, counting and emptying a table. */
public final class Scans {

  private static final int SEGMENTS = 4;

  private final EntryStore store;
  private final ParallelTasks parallel;

  /**
   * Over that store.
   *
   * @param parallel runs the segments of a walk side by side
   */
  public Scans(EntryStore store, ParallelTasks parallel) {
    this.store = store;
    this.parallel = parallel;
  }

  /**
   * Walks lazily: nothing is fetched before the first {@code hasNext}, and one page is in memory at
   * a time. If a fetch fails, the next call tries that page again; an entry that cannot be read is
   * reported once, and the one after it comes next.
   *
   * @param perStep the limit of each step that has to fetch, asked anew for each
   */
  public Iterator<StoredEntry> iterate(Selection selection, Supplier<TimeLimit> perStep) {
    Iterator<Page.Found> found = iterateAll(selection, perStep);
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return found.hasNext();
      }

      @Override
      public StoredEntry next() {
        return found.next().readable();
      }
    };
  }

  /** Walks likewise, but hands out also what cannot be read as a whole. */
  public Iterator<Page.Found> iterateAll(Selection selection, Supplier<TimeLimit> perStep) {
    return new Pages(selection, perStep);
  }

  /**
   * Counts entries, by a walk of the whole table in parallel segments whose pages hold nothing but
   * numbers. It costs what reading the whole items costs.
   *
   * @param limit of all requests together
   */
  public long count(Selection selection, TimeLimit limit) {
    LongAdder count = new LongAdder();
    inSegments(selection.counted(), limit, page -> count.add(page.count()));
    return count.sum();
  }

  /**
   * Deletes every entry, expired and garbled ones too, by a parallel walk through the keys. The
   * segments put together what they find, so that the batches are full: one for each 25 entries,
   * and one more at most.
   *
   * @param limit of all requests together
   * @param deleted gets what was deleted, without data, from several threads at once
   * @throws PartialFailureException if it failed after the first deletion
   */
  public void deleteAll(TimeLimit limit, Consumer<List<StoredEntry>> deleted) {
    Batches batches = new Batches(limit, deleted);
    try {
      inSegments(Selection.allKeys(), limit, page -> batches.add(page.found()));
      batches.end();
    } catch (StoreException failure) {
      throw PartialFailureException.amidDeletions(failure, batches.gone);
    }
  }

  private void inSegments(Selection selection, TimeLimit limit, Consumer<Page> each) {
    parallel.run(
        IntStream.range(0, SEGMENTS)
            .mapToObj(index -> selection.in(new Segment(index, SEGMENTS)))
            .map(segment -> (Runnable) () -> walk(segment, limit, each))
            .toList());
  }

  private void walk(Selection segment, TimeLimit limit, Consumer<Page> each) {
    Cursor next = null;
    do {
      Page page = store.page(segment, next, limit);
      each.accept(page);
      next = page.next();
    } while (next != null);
  }

  /** Collects what is to be deleted until it fills batches. */
  private final class Batches {

    private static final int SIZE = 25;

    private final TimeLimit limit;
    private final Consumer<List<StoredEntry>> deleted;
    private final List<StoredEntry> waiting = new ArrayList<>();

    /** One of what was deleted, for all of it, which may be too much to keep. */
    private volatile Map<EntryKey, Applied> gone = Map.of();

    Batches(TimeLimit limit, Consumer<List<StoredEntry>> deleted) {
      this.limit = limit;
      this.deleted = deleted;
    }

    void add(List<Page.Found> found) {
      delete(full(found));
    }

    void end() {
      delete(waiting);
    }

    private synchronized List<StoredEntry> full(List<Page.Found> found) {
      found.forEach(each -> waiting.add(each.entry()));
      List<StoredEntry> full = waiting.subList(0, waiting.size() / SIZE * SIZE);
      List<StoredEntry> taken = List.copyOf(full);
      full.clear();
      return taken;
    }

    private void delete(List<StoredEntry> entries) {
      if (entries.isEmpty()) {
        return;
      }
      try {
        store.applyAll(entries.stream().map(Mutation.Erase::new).toList(), limit);
      } catch (PartialFailureException inPart) {
        noteGone(entries.stream().filter(e -> inPart.applied().containsKey(e.key())).toList());
        throw inPart;
      }
      noteGone(entries);
    }

    private void noteGone(List<StoredEntry> entries) {
      if (!entries.isEmpty()) {
        gone = Map.of(entries.get(0).key(), Applied.PLAINLY);
        deleted.accept(Collections.unmodifiableList(entries));
      }
    }
  }

  private final class Pages implements Iterator<Page.Found> {

    private final Selection selection;
    private final Supplier<TimeLimit> perStep;
    private Iterator<Page.Found> found = Collections.emptyIterator();
    private @Nullable Cursor next;
    private boolean begun;

    Pages(Selection selection, Supplier<TimeLimit> perStep) {
      this.selection = selection;
      this.perStep = perStep;
    }

    @Override
    public boolean hasNext() {
      if (!found.hasNext() && hasNextPage()) {
        TimeLimit limit = perStep.get();
        do {
          Page page = store.page(selection, next, limit);
          begun = true;
          next = page.next();
          found = page.found().iterator();
        } while (!found.hasNext() && hasNextPage());
      }
      return found.hasNext();
    }

    private boolean hasNextPage() {
      return !begun || next != null;
    }

    @Override
    public Page.Found next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return found.next();
    }
  }
}
