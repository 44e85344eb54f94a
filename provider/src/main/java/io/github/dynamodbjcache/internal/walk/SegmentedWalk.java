package io.github.dynamodbjcache.internal.walk;

import io.github.dynamodbjcache.internal.store.Segment;
import java.util.Iterator;
import java.util.Spliterator;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Walks a table, and splits into walks of its segments: those of a parallel scan. A walk that was
 * never split is one plain scan. Nothing is fetched before the first element is asked for.
 *
 * @param <E> what it hands out
 */
public final class SegmentedWalk<E> implements Spliterator<E> {

  /** More than a scan of one table from one JVM can use at a time, and a power of two. */
  private static final int SEGMENTS = 16;

  private final Function<Segment, Iterator<E>> walks;
  private final int characteristics;
  private final int end;
  private int next;
  private @Nullable Iterator<E> walk;

  private SegmentedWalk(
      Function<Segment, Iterator<E>> walks, int characteristics, int from, int end) {
    this.walks = walks;
    this.characteristics = characteristics;
    this.next = from;
    this.end = end;
  }

  /**
   * Of the whole table.
   *
   * @param walks starts the walk of a segment
   */
  public static <E> SegmentedWalk<E> of(Function<Segment, Iterator<E>> walks) {
    return new SegmentedWalk<>(walks, NONNULL | CONCURRENT, 0, SEGMENTS);
  }

  /** The same, of elements that differ from each other. */
  static <E> SegmentedWalk<E> ofDistinct(Function<Segment, Iterator<E>> walks) {
    return new SegmentedWalk<>(walks, DISTINCT | NONNULL | CONCURRENT, 0, SEGMENTS);
  }

  @Override
  public boolean tryAdvance(Consumer<? super E> action) {
    Iterator<E> elements = walkWithNext();
    if (elements == null) {
      return false;
    }
    action.accept(elements.next());
    return true;
  }

  private @Nullable Iterator<E> walkWithNext() {
    while (walk == null || !walk.hasNext()) {
      if (next == end) {
        return null;
      }
      boolean neverSplit = next == 0 && end == SEGMENTS;
      walk = walks.apply(neverSplit ? Segment.WHOLE_TABLE : new Segment(next, SEGMENTS));
      next = neverSplit ? end : next + 1;
    }
    return walk;
  }

  /** Gives away the first half of the segments that it has not begun with. */
  @Override
  public @Nullable Spliterator<E> trySplit() {
    int middle = (next + end) >>> 1;
    if (walk != null || middle == next) {
      return null;
    }
    Spliterator<E> firstHalf = new SegmentedWalk<>(walks, characteristics, next, middle);
    next = middle;
    return firstHalf;
  }

  /** Unknown: counting costs a scan of its own. */
  @Override
  public long estimateSize() {
    return Long.MAX_VALUE;
  }

  @Override
  public int characteristics() {
    return characteristics;
  }
}
