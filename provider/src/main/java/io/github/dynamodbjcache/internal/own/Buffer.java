package io.github.dynamodbjcache.internal.own;

import io.github.dynamodbjcache.internal.codec.Place;
import io.github.dynamodbjcache.internal.runner.Target;
import io.github.dynamodbjcache.internal.store.EntryKey;
import io.github.dynamodbjcache.table.BatchWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a batch has collected and not sent yet. Of several writes of one key, as the table has it,
 * the last one counts.
 */
final class Buffer<K, V> implements BatchWriter<K, V> {

  /** As many full batches as are sent side by side; with items of 400 KB, 80 MB. */
  private static final int SIZE = 200;

  private final Places<K, V> places;
  private final Runnable full;
  private final Map<EntryKey, Write<K, V>> writes = new LinkedHashMap<>();
  private long replaced;
  private boolean isOver;

  /**
   * An empty one.
   *
   * @param full called when it should be sent
   */
  Buffer(Places<K, V> places, Runnable full) {
    this.places = places;
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
   * @param value what is put; null for a deletion
   */
  record Write<K, V>(Target<K> target, @Nullable V value) {}

  @Override
  public BatchWriter<K, V> put(K key, V value) {
    return add(placeOf(key), Objects.requireNonNull(value, "value"));
  }

  @Override
  public BatchWriter<K, V> put(V value) {
    return add(places.ofValue().apply(value), value);
  }

  @Override
  public BatchWriter<K, V> delete(K key) {
    return add(placeOf(key), null);
  }

  private Place<K> placeOf(K key) {
    return places.ofKey().apply(Objects.requireNonNull(key, "key"));
  }

  private BatchWriter<K, V> add(Place<K> place, @Nullable V value) {
    if (isOver) {
      throw new IllegalStateException(
          "the batch is over: say its writes within the block that batch(…) is given");
    }
    Target<K> target = new Target<>(place);
    if (writes.remove(target.at()) != null) {
      replaced++;
    }
    writes.put(target.at(), new Write<>(target, value));
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
