package io.github.dynamodbjcache.internal.cache;

import io.github.dynamodbjcache.internal.map.Steps;
import io.github.dynamodbjcache.internal.operation.Lifetime;
import io.github.dynamodbjcache.internal.runner.EntryRunner;
import io.github.dynamodbjcache.internal.time.TimeLimit;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import javax.cache.processor.EntryProcessor;
import javax.cache.processor.EntryProcessorException;
import javax.cache.processor.EntryProcessorResult;
import org.jspecify.annotations.Nullable;

/** Entry processors on entries of one cache, with their failures in JCache's words. */
final class Invocations<K, V> implements Steps<K, V> {

  private final OpenCache<K, V> open;
  private final EntryRunner<K, V> runner;
  private final Lifetime lifetime;

  Invocations(OpenCache<K, V> open, EntryRunner<K, V> runner, Lifetime lifetime) {
    this.open = open;
    this.runner = runner;
    this.lifetime = lifetime;
  }

  @Override
  public <T extends @Nullable Object> T invoke(
      K key, EntryProcessor<K, V, T> processor, @Nullable Object... arguments) {
    open.checkOpen();
    K checked = open.checkKeyType(Objects.requireNonNull(key, "key"));
    Objects.requireNonNull(processor, "entryProcessor");
    return open.call(
        "invoke", checked, () -> runner.invoke(checked, lifetime, processor, arguments));
  }

  /** One after the other, each atomic on its own; all within the time of a bulk operation. */
  <T> Map<K, EntryProcessorResult<T>> invokeAll(
      Set<K> keys, EntryProcessor<K, V, T> processor, @Nullable Object... arguments) {
    Map<K, EntryProcessorResult<T>> results = new HashMap<>();
    TimeLimit limit = open.newBulkLimit();
    for (K key : keys) {
      EntryProcessorResult<T> result =
          resultOf(
              () ->
                  open.call(
                      "invokeAll",
                      key,
                      () -> runner.invoke(key, lifetime, processor, arguments, limit)));
      if (result != null) {
        results.put(key, result);
      }
    }
    return results;
  }

  /** The result, or the failure to be thrown by {@code get}; null if the processor gave null. */
  private static <T> @Nullable EntryProcessorResult<T> resultOf(Supplier<@Nullable T> invocation) {
    try {
      T result = invocation.get();
      return result == null ? null : () -> result;
    } catch (EntryProcessorException e) {
      return () -> {
        throw e;
      };
    } catch (RuntimeException e) {
      return () -> {
        throw new EntryProcessorException(e);
      };
    }
  }
}
