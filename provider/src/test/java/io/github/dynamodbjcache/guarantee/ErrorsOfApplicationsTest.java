package io.github.dynamodbjcache.guarantee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.dynamodbjcache.testing.CacheFixture;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.cache.Cache;
import javax.cache.configuration.MutableCacheEntryListenerConfiguration;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.event.CacheEntryCreatedListener;
import javax.cache.event.CacheEntryUpdatedListener;
import javax.cache.expiry.ExpiryPolicy;
import javax.cache.integration.CacheLoader;
import javax.cache.integration.CacheWriter;
import javax.cache.integration.CompletionListenerFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * "An error in the application's code passes as it is, and leaves nothing behind": no lock of a
 * key, no call that closing waits for, nobody who is not told.
 */
@Timeout(120)
class ErrorsOfApplicationsTest {

  private final CacheFixture fixture = CacheFixture.open();
  private final AtomicReference<@Nullable Error> planted = new AtomicReference<>();
  private final AtomicInteger told = new AtomicInteger();

  @AfterEach
  void close() {
    fixture.close();
  }

  static Stream<Error> errors() {
    return Stream.of(
        new OutOfMemoryError("planted"),
        new StackOverflowError("planted"),
        new NoClassDefFoundError("planted"),
        new AssertionError("planted"),
        new ThreadDeath());
  }

  /** Each reaches another hook. */
  private List<Consumer<Cache<String, String>>> calls() {
    return List.of(
        cache -> cache.get("absent"),
        cache -> cache.getAll(Set.of("absent", "absent too")),
        cache -> cache.invoke("k", this::processed),
        cache -> cache.invoke("absent", this::processed),
        cache -> cache.invokeAll(Set.of("k", "l"), this::processed),
        cache -> cache.put("k", "w"),
        cache -> cache.putAll(Map.of("k", "w", "l", "w")),
        cache -> cache.remove("k"),
        cache -> cache.removeAll(Set.of("k", "l")),
        cache -> cache.getAndPut("k", "w"));
  }

  private String processed(
      javax.cache.processor.MutableEntry<String, String> entry, Object... arguments) {
    failIfPlanted();
    return entry.getKey();
  }

  private void failIfPlanted() {
    Error error = planted.get();
    if (error != null) {
      throw error;
    }
  }

  @ParameterizedTest
  @MethodSource("errors")
  void locksAndCallsAreGivenBack(Error error) throws Exception {
    Cache<String, String> cache = fixture.cache(configuration());
    for (Consumer<Cache<String, String>> call : calls()) {
      planted.set(error);
      assertThatThrownBy(() -> call.accept(cache)).isSameAs(error);
      planted.set(null);
      // In another thread: this one would own a lock that was left behind.
      CompletableFuture.runAsync(() -> call.accept(cache)).get(5, TimeUnit.SECONDS);
    }
    long before = System.nanoTime();
    cache.close();
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
  }

  @ParameterizedTest
  @MethodSource("errors")
  void whoWaitsForALoadHearsOfIt(Error error) {
    Cache<String, String> cache = fixture.cache(configuration());
    planted.set(error);
    CompletionListenerFuture end = new CompletionListenerFuture();
    cache.loadAll(Set.of("absent"), /* replaceExistingValues= */ false, end);
    assertThatThrownBy(() -> end.get(10, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class)
        .hasRootCause(error);
  }

  @Test
  void allListenersAreToldAlthoughOneEndsInAnError() {
    Cache<String, String> cache = fixture.cache();
    listen(cache, /* isSynchronous= */ true, new NoClassDefFoundError("planted"));
    listen(cache, /* isSynchronous= */ true, null);
    assertThatThrownBy(() -> cache.put("k", "v")).isInstanceOf(NoClassDefFoundError.class);
    assertThat(told).hasValue(1);
    assertThat(cache.get("k")).isEqualTo("v");
  }

  @Test
  void anAsynchronousListenerThatEndsInAnErrorKeepsNothingFromTheOthers() {
    Cache<String, String> cache = fixture.cache();
    listen(cache, /* isSynchronous= */ false, new OutOfMemoryError("planted"));
    listen(cache, /* isSynchronous= */ false, null);
    cache.putAll(Map.of("a", "1", "b", "2"));
    cache.put("c", "3");
    await().untilAsserted(() -> assertThat(told).hasValue(3));
  }

  private void listen(Cache<String, String> cache, boolean isSynchronous, @Nullable Error error) {
    CacheEntryCreatedListener<String, String> listener =
        events -> {
          if (error != null) {
            throw error;
          }
          events.forEach(event -> told.incrementAndGet());
        };
    cache.registerCacheEntryListener(
        new MutableCacheEntryListenerConfiguration<>(() -> listener, null, false, isSynchronous));
  }

  private MutableConfiguration<String, String> configuration() {
    CacheEntryUpdatedListener<String, String> listener = events -> failIfPlanted();
    return new MutableConfiguration<String, String>()
        .setTypes(String.class, String.class)
        .setReadThrough(true)
        .setWriteThrough(true)
        .setCacheLoaderFactory(Loader::new)
        .setCacheWriterFactory(Writer::new)
        .setExpiryPolicyFactory(Policy::new)
        .addCacheEntryListenerConfiguration(
            new MutableCacheEntryListenerConfiguration<>(() -> listener, null, false, true));
  }

  private final class Loader implements CacheLoader<String, String> {
    @Override
    public String load(String key) {
      failIfPlanted();
      return "loaded";
    }

    @Override
    public Map<String, String> loadAll(Iterable<? extends String> keys) {
      failIfPlanted();
      return Map.of();
    }
  }

  private final class Writer implements CacheWriter<String, String> {
    @Override
    public void write(Cache.Entry<? extends String, ? extends String> entry) {
      failIfPlanted();
    }

    @Override
    public void writeAll(Collection<Cache.Entry<? extends String, ? extends String>> entries) {
      failIfPlanted();
      entries.clear();
    }

    @Override
    public void delete(Object key) {
      failIfPlanted();
    }

    @Override
    public void deleteAll(Collection<?> keys) {
      failIfPlanted();
      keys.clear();
    }
  }

  private final class Policy implements ExpiryPolicy {
    @Override
    public javax.cache.expiry.Duration getExpiryForCreation() {
      failIfPlanted();
      return javax.cache.expiry.Duration.ETERNAL;
    }

    @Override
    public javax.cache.expiry.@Nullable Duration getExpiryForAccess() {
      return null;
    }

    @Override
    public javax.cache.expiry.@Nullable Duration getExpiryForUpdate() {
      failIfPlanted();
      return null;
    }
  }
}
