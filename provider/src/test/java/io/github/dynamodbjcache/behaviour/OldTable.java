package io.github.dynamodbjcache.behaviour;

import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import javax.cache.Cache;
import javax.cache.integration.CacheLoader;
import javax.cache.integration.CacheWriter;

/** Finds in the old table what the new one lacks, and lets nothing come back from there. */
final class OldTable<K, V> implements CacheLoader<K, V>, CacheWriter<K, V> {

  private final Cache<K, V> old;

  OldTable(Cache<K, V> old) {
    this.old = old;
  }

  @Override
  public V load(K key) {
    return old.get(key);
  }

  @Override
  public Map<K, V> loadAll(Iterable<? extends K> keys) {
    Set<K> wanted = new HashSet<>();
    keys.forEach(wanted::add);
    return old.getAll(wanted);
  }

  @Override
  public void write(Cache.Entry<? extends K, ? extends V> entry) {
    old.remove(entry.getKey());
  }

  @Override
  public void writeAll(Collection<Cache.Entry<? extends K, ? extends V>> entries) {
    entries.forEach(this::write);
    entries.clear();
  }

  @Override
  @SuppressWarnings("unchecked") // the keys are those of the cache
  public void delete(Object key) {
    old.remove((K) key);
  }

  @Override
  public void deleteAll(Collection<?> keys) {
    keys.forEach(this::delete);
    keys.clear();
  }
}
