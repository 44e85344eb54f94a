package io.github.dynamodbjcache.internal.own;

import io.github.dynamodbjcache.internal.reading.Reading;
import io.github.dynamodbjcache.internal.reading.Results;
import io.github.dynamodbjcache.internal.reading.UnitRate;
import io.github.dynamodbjcache.internal.store.Segment;
import io.github.dynamodbjcache.internal.store.Source;
import io.github.dynamodbjcache.internal.store.StoredEntry;
import io.github.dynamodbjcache.internal.walk.SegmentedWalk;
import java.util.Iterator;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a reading finds, decoded; to be gone through any number of times. Nothing is fetched before
 * the first element is asked for.
 *
 * @param decoded what is made of an entry
 */
record Found<K, V, E>(
    Reads<K, V> reads, View view, Reading reading, Function<StoredEntry, E> decoded)
    implements Iterable<E> {

  @Override
  public Iterator<E> iterator() {
    return iterator(reading, newRate(reading));
  }

  /** A scan of all that there is splits into segments, which share one rate. */
  @Override
  public Spliterator<E> spliterator() {
    UnitRate rate = newRate(reading);
    if (reading.isWhole() && reading.selection().source() instanceof Source.Scan) {
      return SegmentedWalk.of(segment -> iterator(segment(segment), rate));
    }
    return Spliterators.spliteratorUnknownSize(
        iterator(reading, rate), Spliterator.ORDERED | Spliterator.NONNULL);
  }

  private Reading segment(Segment segment) {
    return reading.selecting(all -> all.in(segment));
  }

  private Iterator<E> iterator(Reading part, @Nullable UnitRate rate) {
    reads.calls().checkOpen();
    return new Decoding<>(
        reads.calls(),
        Reads.operation(part),
        new Results(reads.walk(part, view, rate)),
        reads.unreadable().newIteration(),
        decoded);
  }

  static @Nullable UnitRate newRate(Reading reading) {
    return reading.unitsPerSecond().isPresent()
        ? UnitRate.of(reading.unitsPerSecond().getAsDouble())
        : null;
  }
}
