package io.github.dynamodbjcache.benchmarks;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A table of tracks with its own keys, as each side uses it.
 *
 * @param <V> what a side has tracks as
 */
interface Tracks<V> {

  /** The partition that all of them are in. */
  String ALBUM = "album of all tracks";

  /** How many a query and a batch are about. */
  int MANY = 10_000;

  /** A track as this side has it. */
  V of(Track track);

  /** One {@code GetItem}, strongly consistent. */
  @Nullable V get(int position);

  /** One {@code UpdateItem}, which leaves other attributes alone. */
  void update(V track);

  /** One {@code PutItem}. */
  void put(V track);

  /** All tracks, by queries. */
  void query(Consumer<V> each);

  /** Puts all of them, 25 in a request. */
  void batch(List<V> tracks);

  /** The first so many tracks. */
  default List<V> first(int count) {
    return IntStream.range(0, count).mapToObj(Track::of).map(this::of).toList();
  }
}
