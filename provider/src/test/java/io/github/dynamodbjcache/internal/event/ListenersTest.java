package io.github.dynamodbjcache.internal.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbjcache.testing.CacheFixture;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.cache.Cache;
import javax.cache.configuration.MutableCacheEntryListenerConfiguration;
import javax.cache.event.CacheEntryCreatedListener;
import org.junit.jupiter.api.Test;

/** "An asynchronous listener is told in the order of the calls", also after one that was lost. */
class ListenersTest {

  /** As a pool ends that gets no thread of the operating system for a moment. */
  @Test
  void whatCouldNotBeHandedOverKeepsNothingBackThatComesAfterIt() {
    AtomicBoolean hasThreads = new AtomicBoolean();
    Executor executor =
        task -> {
          if (!hasThreads.get()) {
            throw new OutOfMemoryError("unable to create native thread");
          }
          task.run();
        };
    AtomicInteger told = new AtomicInteger();
    CacheEntryCreatedListener<String, String> listener = events -> told.incrementAndGet();
    try (CacheFixture fixture = CacheFixture.open()) {
      Cache<String, String> source = fixture.cache();
      Listeners<String, String> listeners = new Listeners<>(() -> source, executor);
      listeners.register(
          new MutableCacheEntryListenerConfiguration<>(() -> listener, null, false, false));
      listeners.tell(List.of(Change.created(() -> "lost", () -> "v")));
      hasThreads.set(true);
      listeners.tell(List.of(Change.created(() -> "k", () -> "v")));
      assertThat(told).hasValue(1);
      assertThat(listeners.delivered()).isCompleted();
    }
  }
}
