package io.github.dynamodbjcache.table;

/**
 * Collects writes and sends them in batches. Of several writes of one key, the last one counts.
 * Each value is put as it is when it is said, so one object may be changed and put again; what
 * cannot be stored is refused there.
 *
 * <p>For the block that it is given to, and for one thread: afterwards it refuses by an {@link
 * IllegalStateException}.
 *
 * @param <K> the type of keys
 * @param <V> the type of values
 */
public interface BatchWriter<K, V> {

  /** The item of that key gets that value, whatever was there. */
  BatchWriter<K, V> put(K key, V value);

  /** The same, where the key is part of the value. */
  BatchWriter<K, V> put(V value);

  /** The item of that key goes. */
  BatchWriter<K, V> delete(K key);
}
