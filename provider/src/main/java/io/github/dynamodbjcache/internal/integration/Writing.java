package io.github.dynamodbjcache.internal.integration;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.cache.Cache;
import javax.cache.integration.CacheWriter;
import javax.cache.integration.CacheWriterException;
import org.jspecify.annotations.Nullable;

/**
 * A cache writer with the failures that JSR-107 asks for: whatever it throws arrives as a {@link
 * CacheWriterException}, and what a bulk call left in its collection has not been written.
 */
public final class Writing<K, V> {

  private final String cacheName;
  private final CacheWriter<? super K, ? super V> writer;
  private final Function<? super K, String> shownKey;

  /**
   * Of that writer.
   *
   * @param cacheName for messages
   * @param shownKey a key as messages may show it
   */
  public Writing(
      String cacheName,
      CacheWriter<? super K, ? super V> writer,
      Function<? super K, String> shownKey) {
    this.cacheName = cacheName;
    this.writer = writer;
    this.shownKey = shownKey;
  }

  /** Without a writer: everything is taken, and goes nowhere. */
  public static <K, V> Writing<K, V> none() {
    return new Writing<>("", new NoWriter<>(), key -> "");
  }

  /** True if there is a writer to tell. */
  public boolean isTold() {
    return !(writer instanceof NoWriter);
  }

  /** Writes one entry. */
  public void write(Cache.Entry<? extends K, ? extends V> entry) {
    try {
      writer.write(entry);
    } catch (Exception e) {
      throw failure(" for key " + shownKey.apply(entry.getKey()), e);
    }
  }

  /** Deletes one entry. */
  public void delete(K key) {
    try {
      writer.delete(key);
    } catch (Exception e) {
      throw failure(" for key " + shownKey.apply(key), e);
    }
  }

  /** Writes entries, and tells which keys it did. */
  // The writer's type arguments are supertypes of K and V, so it takes these entries; its
  // signature can only not say so.
  @SuppressWarnings({"unchecked", "rawtypes"})
  public Progress<K> writeAll(Collection<? extends Cache.Entry<K, V>> entries) {
    Collection<Cache.Entry<K, V>> left = new ArrayList<>(entries);
    CacheWriterException failure = null;
    try {
      ((CacheWriter) writer).writeAll(left);
    } catch (Exception e) {
      failure = failure("", e);
    }
    List<K> keys = entries.stream().map(Cache.Entry::getKey).toList();
    Set<K> leftKeys = new HashSet<>();
    left.forEach(entry -> leftKeys.add(entry.getKey()));
    return Progress.of(keys, leftKeys, failure);
  }

  /** Deletes entries, and tells which keys it did. */
  public Progress<K> deleteAll(Collection<? extends K> keys) {
    Collection<Object> left = new HashSet<>(keys);
    CacheWriterException failure = null;
    try {
      writer.deleteAll(left);
    } catch (Exception e) {
      failure = failure("", e);
    }
    return Progress.of(keys, left, failure);
  }

  private CacheWriterException failure(String where, Exception cause) {
    return cause instanceof CacheWriterException alreadySo
        ? alreadySo
        : new CacheWriterException(
            "cache \""
                + cacheName
                + "\": writer "
                + writer.getClass().getName()
                + " failed"
                + where,
            cause);
  }

  /**
   * How far a bulk call came.
   *
   * @param done the keys that were written or deleted
   * @param failure why the others were not, or null if the writer did not fail
   */
  public record Progress<K>(Set<K> done, @Nullable CacheWriterException failure) {

    static <K> Progress<K> of(
        Collection<? extends K> keys, Collection<?> left, @Nullable CacheWriterException failure) {
      Set<K> done = new HashSet<>(keys);
      done.removeAll(new HashSet<>(left));
      return new Progress<>(done, failure);
    }

    /** Does what follows for the keys that were done, then throws why the others were not. */
    public void then(Consumer<Set<K>> whatFollows) {
      try {
        whatFollows.accept(done);
      } catch (RuntimeException e) {
        if (failure != null) {
          e.addSuppressed(failure);
        }
        throw e;
      }
      if (failure != null) {
        throw failure;
      }
    }
  }

  private static final class NoWriter<K, V> implements CacheWriter<K, V> {
    @Override
    public void write(Cache.Entry<? extends K, ? extends V> entry) {}

    @Override
    public void writeAll(Collection<Cache.Entry<? extends K, ? extends V>> entries) {
      entries.clear();
    }

    @Override
    public void delete(Object key) {}

    @Override
    public void deleteAll(Collection<?> keys) {
      keys.clear();
    }
  }
}
