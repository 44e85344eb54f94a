package io.github.dynamodbjcache.examples.integrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynamodbjcache.testing.Workers;
import io.github.resilience4j.cache.Cache;
import io.github.resilience4j.core.functions.CheckedFunction;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import javax.cache.CacheManager;
import javax.cache.configuration.MutableConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Resilience4j's cache decorator: {@code get}, then {@code invoke} on a miss. */
class Resilience4jTest {

  private final TwoInstances instances = new TwoInstances();
  private final String name = TwoInstances.fresh("quotes");
  private final Cache<String, String> first = cache(instances.first());
  private final Cache<String, String> second = cache(instances.second());
  private final AtomicInteger calls = new AtomicInteger();

  @AfterEach
  void close() {
    instances.close();
  }

  private Cache<String, String> cache(CacheManager manager) {
    return Cache.of(
        manager.createCache(
            name, new MutableConfiguration<String, String>().setTypes(String.class, String.class)));
  }

  @Test
  void whatTheFirstInstanceHasAskedForTheSecondKnows() throws Throwable {
    CheckedFunction<String, String> here = decorated(first);
    CheckedFunction<String, String> there = decorated(second);

    assertThat(here.apply("paint-42")).isEqualTo("quote 1");
    assertThat(there.apply("paint-42")).isEqualTo("quote 1");
    assertThat(here.apply("paint-42")).isEqualTo("quote 1");

    assertThat(calls).hasValue(1);
    assertThat(first.getMetrics().getNumberOfCacheMisses()).isEqualTo(1);
    assertThat(first.getMetrics().getNumberOfCacheHits()).isEqualTo(1);
    assertThat(second.getMetrics().getNumberOfCacheHits()).isEqualTo(1);
  }

  /** Its entry processor holds the supplier, which is not Serializable, and need not be. */
  @Test
  void threadsOfOneInstanceThatMissTogetherAskOnce() throws Exception {
    CheckedFunction<String, String> here = decorated(first);
    Set<String> answers = ConcurrentHashMap.newKeySet();
    Workers.run(
        8,
        worker -> {
          try {
            answers.add(here.apply("paint-7"));
          } catch (Throwable failed) {
            throw new AssertionError(failed);
          }
        });
    assertThat(answers).containsExactly("quote 1");
    assertThat(calls).hasValue(1);
  }

  /** Between instances the supplier may run in each, but all get what was stored. */
  @Test
  void threadsOfTwoInstancesThatMissTogetherGetTheSame() throws Exception {
    CheckedFunction<String, String> here = decorated(first);
    CheckedFunction<String, String> there = decorated(second);
    Set<String> answers = ConcurrentHashMap.newKeySet();
    Workers.run(
        8,
        worker -> {
          try {
            answers.add((worker % 2 == 0 ? here : there).apply("paint-9"));
          } catch (Throwable failed) {
            throw new AssertionError(failed);
          }
        });
    assertThat(answers).hasSize(1);
  }

  /** What the guide says of failures: Resilience4j swallows them and asks once more itself. */
  @Test
  void aSupplierThatFailsIsAskedTwiceAndNothingIsStored() {
    AtomicInteger errors = new AtomicInteger();
    first.getEventPublisher().onError(event -> errors.incrementAndGet());
    CheckedFunction<String, String> failing =
        Cache.decorateCheckedSupplier(
            first,
            () -> {
              calls.incrementAndGet();
              throw new IOException("down");
            });

    assertThatThrownBy(() -> failing.apply("paint-0")).hasRootCauseMessage("down");

    assertThat(calls).hasValue(2);
    assertThat(errors).hasValue(1);
    assertThat(instances.second().getCache(name, String.class, String.class).containsKey("paint-0"))
        .isFalse();
  }

  private CheckedFunction<String, String> decorated(Cache<String, String> cache) {
    return Cache.decorateCheckedSupplier(cache, () -> "quote " + calls.incrementAndGet());
  }
}
