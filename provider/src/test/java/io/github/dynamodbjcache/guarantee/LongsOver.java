package io.github.dynamodbjcache.guarantee;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.configuration.CacheEntryListenerConfiguration;
import javax.cache.configuration.Configuration;
import javax.cache.integration.CompletionListener;
import javax.cache.processor.EntryProcessor;
import javax.cache.processor.EntryProcessorResult;
import javax.cache.processor.MutableEntry;
import org.jspecify.annotations.Nullable;

/**
 * A cache of numbers by text over a cache of other keys and values, so that who calls the one calls
 * the other. Each call is one call of the same name.
 *
 * @param <K> the keys of the other
 * @param <V> the values of the other
 */
final class LongsOver<K, V> implements Cache<String, Long> {

  private final Cache<K, V> other;
  private final Function<String, K> keyOf;
  private final Function<K, String> textOf;
  private final BiFunction<K, Long, V> valueOf;
  private final Function<V, Long> numberOf;

  LongsOver(
      Cache<K, V> other,
      Function<String, K> keyOf,
      Function<K, String> textOf,
      BiFunction<K, Long, V> valueOf,
      Function<V, Long> numberOf) {
    this.other = other;
    this.keyOf = keyOf;
    this.textOf = textOf;
    this.valueOf = valueOf;
    this.numberOf = numberOf;
  }

  private V value(String key, Long number) {
    return valueOf.apply(keyOf.apply(key), number);
  }

  private @Nullable Long number(@Nullable V value) {
    return value == null ? null : numberOf.apply(value);
  }

  private Set<K> keys(Set<? extends String> keys) {
    return keys.stream().map(keyOf).collect(Collectors.toCollection(HashSet::new));
  }

  @Override
  public Long get(String key) {
    return number(other.get(keyOf.apply(key)));
  }

  @Override
  public Map<String, Long> getAll(Set<? extends String> keys) {
    Map<String, Long> all = new HashMap<>();
    other.getAll(keys(keys)).forEach((key, value) -> all.put(textOf.apply(key), number(value)));
    return all;
  }

  @Override
  public boolean containsKey(String key) {
    return other.containsKey(keyOf.apply(key));
  }

  @Override
  public void loadAll(
      Set<? extends String> keys, boolean replaceExistingValues, CompletionListener listener) {
    other.loadAll(keys(keys), replaceExistingValues, listener);
  }

  @Override
  public void put(String key, Long number) {
    other.put(keyOf.apply(key), value(key, number));
  }

  @Override
  public Long getAndPut(String key, Long number) {
    return number(other.getAndPut(keyOf.apply(key), value(key, number)));
  }

  @Override
  public void putAll(Map<? extends String, ? extends Long> numbers) {
    Map<K, V> all = new HashMap<>();
    numbers.forEach((key, number) -> all.put(keyOf.apply(key), value(key, number)));
    other.putAll(all);
  }

  @Override
  public boolean putIfAbsent(String key, Long number) {
    return other.putIfAbsent(keyOf.apply(key), value(key, number));
  }

  @Override
  public boolean remove(String key) {
    return other.remove(keyOf.apply(key));
  }

  @Override
  public boolean remove(String key, Long old) {
    return other.remove(keyOf.apply(key), value(key, old));
  }

  @Override
  public Long getAndRemove(String key) {
    return number(other.getAndRemove(keyOf.apply(key)));
  }

  @Override
  public boolean replace(String key, Long old, Long number) {
    return other.replace(keyOf.apply(key), value(key, old), value(key, number));
  }

  @Override
  public boolean replace(String key, Long number) {
    return other.replace(keyOf.apply(key), value(key, number));
  }

  @Override
  public Long getAndReplace(String key, Long number) {
    return number(other.getAndReplace(keyOf.apply(key), value(key, number)));
  }

  @Override
  public void removeAll(Set<? extends String> keys) {
    other.removeAll(keys(keys));
  }

  @Override
  public void removeAll() {
    other.removeAll();
  }

  @Override
  public void clear() {
    other.clear();
  }

  @Override
  public <C extends Configuration<String, Long>> C getConfiguration(Class<C> type) {
    throw new UnsupportedOperationException();
  }

  @Override
  public <T> T invoke(String key, EntryProcessor<String, Long, T> processor, Object... arguments) {
    return other.invoke(keyOf.apply(key), over(processor), arguments);
  }

  private <T> EntryProcessor<K, V, T> over(EntryProcessor<String, Long, T> processor) {
    return (entry, arguments) -> processor.process(new NumberEntry(entry), arguments);
  }

  @Override
  public <T> Map<String, EntryProcessorResult<T>> invokeAll(
      Set<? extends String> keys, EntryProcessor<String, Long, T> processor, Object... arguments) {
    Map<String, EntryProcessorResult<T>> results = new HashMap<>();
    other
        .invokeAll(keys(keys), over(processor), arguments)
        .forEach((key, result) -> results.put(textOf.apply(key), result));
    return results;
  }

  @Override
  public String getName() {
    return other.getName();
  }

  @Override
  public CacheManager getCacheManager() {
    return other.getCacheManager();
  }

  @Override
  public void close() {
    other.close();
  }

  @Override
  public boolean isClosed() {
    return other.isClosed();
  }

  @Override
  public <T> T unwrap(Class<T> type) {
    return other.unwrap(type);
  }

  @Override
  public void registerCacheEntryListener(CacheEntryListenerConfiguration<String, Long> listener) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void deregisterCacheEntryListener(CacheEntryListenerConfiguration<String, Long> listener) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Iterator<Entry<String, Long>> iterator() {
    Iterator<Entry<K, V>> entries = other.iterator();
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return entries.hasNext();
      }

      @Override
      public Entry<String, Long> next() {
        Entry<K, V> entry = entries.next();
        return new Shown(textOf.apply(entry.getKey()), number(entry.getValue()));
      }
    };
  }

  private record Shown(String key, Long number) implements Entry<String, Long> {
    @Override
    public String getKey() {
      return key;
    }

    @Override
    public Long getValue() {
      return number;
    }

    @Override
    public <T> T unwrap(Class<T> type) {
      return type.cast(this);
    }
  }

  /** What a processor sees of an entry. */
  private final class NumberEntry implements MutableEntry<String, Long> {

    private final MutableEntry<K, V> entry;

    NumberEntry(MutableEntry<K, V> entry) {
      this.entry = entry;
    }

    @Override
    public boolean exists() {
      return entry.exists();
    }

    @Override
    public void remove() {
      entry.remove();
    }

    @Override
    public String getKey() {
      return textOf.apply(entry.getKey());
    }

    @Override
    public Long getValue() {
      return number(entry.getValue());
    }

    @Override
    public void setValue(Long number) {
      entry.setValue(valueOf.apply(entry.getKey(), number));
    }

    @Override
    public <T> T unwrap(Class<T> type) {
      return entry.unwrap(type);
    }
  }
}
