package io.github.dynamodbjcache.internal.own;

import io.github.dynamodbjcache.internal.codec.Place;
import io.github.dynamodbjcache.internal.runner.Put;
import io.github.dynamodbjcache.internal.runner.Target;
import io.github.dynamodbjcache.internal.store.EntryKey;
import io.github.dynamodbjcache.table.BatchWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a batch has collected and not sent yet: values as they were when they were put, since they
 * may change until then. Of several writes of one key, as the table has it, the last one counts.
 */
final class Buffer<K, V> implements BatchWriter<K, V> {

  /**
   * As many full batches as are sent side by side; with items of 400 KB, 80 MB and the values that
   * they were made of.
   */
  private static final int SIZE = 200;

  private final Places<K, V> places;
  private final BiFunction<Place<K>, V, Put<K, V>> encoding;
  private final Runnable full;
  private final Map<EntryKey, Write<K, V>> writes = new LinkedHashMap<>();
  private long replaced;
  private boolean isOver;

  /**
   * An empty one.
   *
   * @param encoding the put of a value as it is by then
   * @param full called when it should be sent
   */
  Buffer(Places<K, V> places, BiFunction<Place<K>, V, Put<K, V>> encoding, Runnable full) {
    this.places = places;
    this.encoding = encoding;
    this.full = full;
  }

  /**
   * Where writes go.
   *
   * @param ofKey the place of a key
   * @param ofValue the place of the key that a value has in it
   */
  record Places<K, V>(Function<K, Place<K>> ofKey, Function<V, Place<K>> ofValue) {}

  /**
   * One write.
   *
   * @param put what is put there; null for a deletion
   */
  record Write<K, V>(Target<K> target, @Nullable Put<K, V> put) {}

  @Override
  public BatchWriter<K, V> put(K key, V value) {
    return put(placeOf(key), Objects.requireNonNull(value, "value"));
  }

  @Override
  public BatchWriter<K, V> put(V value) {
    return put(places.ofValue().apply(value), value);
  }

  @Override
  public BatchWriter<K, V> delete(K key) {
    return add(new Write<>(new Target<>(placeOf(key)), null));
  }

  private BatchWriter<K, V> put(Place<K> place, V value) {
    Put<K, V> put = encoding.apply(place, value);
    return add(new Write<>(put.target(), put));
  }

  private Place<K> placeOf(K key) {
    return places.ofKey().apply(Objects.requireNonNull(key, "key"));
  }

  private BatchWriter<K, V> add(Write<K, V> write) {
    if (isOver) {
      throw new IllegalStateException(
          "the batch is over: say its writes within the block that batch(…) is given");
    }
    EntryKey at = write.target().at();
    if (writes.remove(at) != null) {
      replaced++;
    }
    writes.put(at, write);
    if (writes.size() == SIZE) {
      full.run();
    }
    return this;
  }

  /** Takes all that it has. */
  List<Write<K, V>> take() {
    List<Write<K, V>> taken = new ArrayList<>(writes.values());
    writes.clear();
    return taken;
  }

  /** Refuses further writes, which nobody would send. */
  void end() {
    isOver = true;
  }

  /** How many writes were replaced by later ones. */
  long replaced() {
    return replaced;
  }
}
