package io.github.dynamodbjcache.internal.operation;

import java.util.Objects;
import java.util.function.Supplier;
import javax.cache.CacheException;
import javax.cache.processor.EntryProcessor;
import javax.cache.processor.EntryProcessorException;
import javax.cache.processor.MutableEntry;
import org.jspecify.annotations.Nullable;

/**
 * The entry that a processor sees; folds its calls into one effect. "A MutableEntry is only
 * accessible during the scope of an EntryProcessor invocation", and nothing takes effect before it
 * returned.
 */
final class ProcessedEntry<K, V> implements MutableEntry<K, V> {

  private final K key;
  private final Prior<V> prior;
  private final @Nullable Supplier<? extends @Nullable V> loader;
  private Effect<V> effect = new Effect.Keep<>();

  /** True if a removal is meant for what may lie behind the cache as well. */
  private boolean reachesBehind;

  /** Why the table's entry could not be told, which is no failure of the processor. */
  private @Nullable RuntimeException unreadable;

  /**
   * Of what was found.
   *
   * @param loader knows what lies behind the cache; null if it does not read through
   */
  ProcessedEntry(K key, Prior<V> prior, @Nullable Supplier<? extends @Nullable V> loader) {
    this.key = key;
    this.prior = prior;
    this.loader = loader;
    this.reachesBehind = loader != null;
  }

  /** What the processor's calls amount to. */
  Effect<V> effect() {
    return effect;
  }

  <T extends @Nullable Object> T process(
      EntryProcessor<K, V, T> processor, @Nullable Object[] arguments) {
    try {
      return processor.process(this, arguments);
    } catch (CacheException alreadyInTheWordsOfTheSpecification) {
      throw alreadyInTheWordsOfTheSpecification;
    } catch (Exception e) {
      if (unreadable != null && unreadable == e) {
        throw unreadable;
      }
      throw new EntryProcessorException(e);
    }
  }

  @Override
  public K getKey() {
    return key;
  }

  @Override
  @SuppressWarnings("NullAway") // javax.cache is not annotated; null is its word for "absent"
  public V getValue() {
    if (effect instanceof Effect.Write<V> write) {
      return write.value();
    }
    if (effect instanceof Effect.Remove) {
      return null;
    }
    if (prior.isPresent()) {
      effect = new Effect.Touch<>();
      return readPrior();
    }
    V loaded = loader == null ? null : loader.get();
    if (loaded != null) {
      effect = new Effect.Write<>(loaded, Effect.Source.LOADER);
    }
    return loaded;
  }

  @SuppressWarnings("NullAway") // only called if there is a value
  private V readPrior() {
    try {
      return prior.value();
    } catch (RuntimeException e) {
      unreadable = e;
      throw e;
    }
  }

  @Override
  public boolean exists() {
    if (effect instanceof Effect.Write) {
      return true;
    }
    return prior.isPresent() && !(effect instanceof Effect.Remove);
  }

  @Override
  public void setValue(V value) {
    Objects.requireNonNull(value, "value");
    effect = new Effect.Write<>(value, Effect.Source.CALLER);
  }

  /**
   * "The same semantics as calling Cache.remove", and of that a writer hears "even if no mapping
   * for the key exists" ({@code CacheWriter.delete}); also if the processor has itself set it, or
   * had it loaded. Only where the cache does not read through, so that there is nothing behind it
   * that it would show, what was set where nothing was is taken back and nobody hears of it: so the
   * TCK demands ({@code CacheWriterTest}).
   */
  @Override
  public void remove() {
    boolean takesBack = effect instanceof Effect.Write && !prior.isPresent() && !reachesBehind;
    if (takesBack) {
      effect = new Effect.Keep<>();
    } else {
      effect = new Effect.Remove<>();
      reachesBehind = true;
    }
  }

  @Override
  public <T> T unwrap(Class<T> type) {
    if (type.isInstance(this)) {
      return type.cast(this);
    }
    throw new IllegalArgumentException("an entry in a processor cannot be unwrapped to " + type);
  }
}
