package io.github.dynamodbjcache.internal.own;

import io.github.dynamodbjcache.internal.codec.EntryCodec;
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

  /** Some full batches, to be sent in parallel; with items of 400 KB, 40 MB. */
  private static final int SIZE = 100;

  private final EntryCodec<K, V> codec;
  private final Function<? super V, ? extends K> keyOf;
  private final Runnable full;
  private final Map<EntryKey, Write<K, V>> writes = new LinkedHashMap<>();
  private long replaced;

  /**
   * An empty one.
   *
   * @param keyOf the key that a value has in it
   * @param full called when it should be sent
   */
  Buffer(EntryCodec<K, V> codec, Function<? super V, ? extends K> keyOf, Runnable full) {
    this.codec = codec;
    this.keyOf = keyOf;
    this.full = full;
  }

  /**
   * One write.
   *
   * @param value what is put; null for a deletion
   */
  record Write<K, V>(K key, @Nullable V value) {}

  @Override
  public BatchWriter<K, V> put(K key, V value) {
    return add(key, Objects.requireNonNull(value, "value"));
  }

  @Override
  public BatchWriter<K, V> put(V value) {
    return put(keyOf.apply(value), value);
  }

  @Override
  public BatchWriter<K, V> delete(K key) {
    return add(key, null);
  }

  private BatchWriter<K, V> add(K key, @Nullable V value) {
    Objects.requireNonNull(key, "key");
    EntryKey at = new EntryKey(codec.place(key).attributes());
    if (writes.remove(at) != null) {
      replaced++;
    }
    writes.put(at, new Write<>(key, value));
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

  /** How many writes were replaced by later ones. */
  long replaced() {
    return replaced;
  }
}
