package io.github.dynamodbjcache.spring;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.cache.annotation.Cacheable;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** "Methods with a CompletableFuture, a Mono or a Flux as their result can be cached." */
class FuturesTest {

  private final Running running = Running.onTablesOfItsOwn().and(Asynchronous.class).start();
  private final Asynchronous bean = running.context().getBean(Asynchronous.class);

  @AfterEach
  void stop() {
    running.close();
  }

  @Test
  void whatAFutureGaveIsRemembered() {
    assertThat(bean.sum(1, 2).join()).isEqualTo(3);
    assertThat(bean.sum(1, 2).join()).isEqualTo(3);
    assertThat(bean.sum(2, 2).join()).isEqualTo(4);
    assertThat(bean.asked()).isEqualTo(2);
    assertThat(running.cache("sums")).hasSize(2);
  }

  @Test
  void soIsThatItGaveNull() {
    assertThat(bean.none("a").join()).isNull();
    assertThat(bean.none("a").join()).isNull();
    assertThat(bean.asked()).isOne();
  }

  @Test
  void aFailureIsNot() {
    assertThatThrownBy(() -> bean.sum(-1, 2).join()).isInstanceOf(CompletionException.class);
    assertThatThrownBy(() -> bean.sum(-1, 2).join())
        .hasRootCauseInstanceOf(IllegalArgumentException.class);
    assertThat(bean.asked()).isEqualTo(2);
    assertThatThrownBy(() -> bean.syncSum(-1).join())
        .hasRootCauseInstanceOf(IllegalArgumentException.class);
    assertThat(bean.syncSum(1).join()).isOne();
  }

  @Test
  void soAreMonoAndFlux() {
    assertThat(bean.mono("a").block()).isEqualTo("A");
    assertThat(bean.mono("a").block()).isEqualTo("A");
    assertThat(bean.flux("a").collectList().block()).isEqualTo(List.of("a", "A"));
    assertThat(bean.flux("a").collectList().block()).isEqualTo(List.of("a", "A"));
    assertThat(bean.asked()).isEqualTo(2);
  }

  /** {@code sync = true}: "once for all that ask in this JVM". */
  @Test
  void thoseWhoWaitForTheSameAskOnce() {
    List<CompletableFuture<Integer>> all = List.of(bean.syncSum(5), bean.syncSum(5));
    CompletableFuture<Integer> third = bean.syncSum(5);
    bean.release();
    assertThat(all).extracting(CompletableFuture::join).containsOnly(5);
    assertThat(third.join()).isEqualTo(5);
    assertThat(bean.asked()).isOne();
    assertThat(bean.syncSum(5).join()).isEqualTo(5);
    assertThat(bean.asked()).isOne();
  }

  /** Also of a method that throws instead of giving a future that fails. */
  @Test
  void whatAMethodThrowsIsNotWrapped() {
    assertThatThrownBy(() -> bean.syncRefusing(1).get())
        .isInstanceOf(ExecutionException.class)
        .cause()
        .isExactlyInstanceOf(IllegalArgumentException.class);
  }

  /** "Whoever gives up gives up for itself": as a {@code Mono} with a timeout does. */
  @Test
  void whoGivesUpTakesNobodyAlong() throws Exception {
    CompletableFuture<String> givenUp = new CompletableFuture<>();
    Disposable subscription = bean.syncMono("a").subscribe(givenUp::complete);
    bean.awaitStart();
    CompletableFuture<String> waiting = bean.syncMono("a").toFuture();
    subscription.dispose();
    CompletableFuture<String> later = bean.syncMono("a").toFuture();
    bean.release();
    assertThat(waiting.get(20, SECONDS)).isEqualTo("a");
    assertThat(later.get(20, SECONDS)).isEqualTo("a");
    assertThat(givenUp).isNotDone();
    assertThat(bean.asked()).isOne();
  }

  static class Asynchronous {
    private final AtomicInteger asked = new AtomicInteger();
    private final CountDownLatch started = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    @Cacheable("sums")
    public CompletableFuture<Integer> sum(int one, int other) {
      asked.incrementAndGet();
      return CompletableFuture.supplyAsync(() -> checked(one) + other);
    }

    @Cacheable("nulls")
    public CompletableFuture<@Nullable String> none(String of) {
      asked.incrementAndGet();
      return CompletableFuture.completedFuture(null);
    }

    @Cacheable("monos")
    public Mono<String> mono(String of) {
      return Mono.fromSupplier(
          () -> {
            asked.incrementAndGet();
            return of.toUpperCase(java.util.Locale.ROOT);
          });
    }

    @Cacheable("fluxes")
    public Flux<String> flux(String of) {
      return Flux.defer(
          () -> {
            asked.incrementAndGet();
            return Flux.just(of, of.toUpperCase(java.util.Locale.ROOT));
          });
    }

    @Cacheable(cacheNames = "syncs", sync = true)
    public CompletableFuture<Integer> syncSum(int one) {
      asked.incrementAndGet();
      return CompletableFuture.supplyAsync(
          () -> {
            if (one > 1) {
              awaitRelease();
            }
            return checked(one);
          });
    }

    @Cacheable(cacheNames = "refusals", sync = true)
    public CompletableFuture<Integer> syncRefusing(int one) {
      throw new IllegalArgumentException("refused");
    }

    @Cacheable(cacheNames = "syncMonos", sync = true)
    public Mono<String> syncMono(String of) {
      return Mono.fromSupplier(
              () -> {
                asked.incrementAndGet();
                started.countDown();
                awaitRelease();
                return of;
              })
          .subscribeOn(Schedulers.boundedElastic());
    }

    public void awaitStart() throws InterruptedException {
      started.await();
    }

    public int asked() {
      return asked.get();
    }

    public void release() {
      released.countDown();
    }

    private void awaitRelease() {
      try {
        released.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    private static int checked(int number) {
      if (number < 0) {
        throw new IllegalArgumentException("negative");
      }
      return number;
    }
  }
}
