package io.github.dynamodbjcache.examples.spring;

import static io.github.dynamodbjcache.examples.spring.Instance.BLUE;
import static io.github.dynamodbjcache.examples.spring.Instance.CREAM;
import static io.github.dynamodbjcache.examples.spring.Instance.RED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the Javadoc of Spring's annotations promises, held by caches in DynamoDB. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class SpringAnnotationsTest {

  private static Instance instance;

  @TempDir private Path folder;

  private final Prices prices = instance.prices();
  private int questionsBefore;

  @BeforeAll
  static void start() {
    instance = Instance.onTablesOfItsOwn().with("paint-shop.maker.takes", "50ms").start();
  }

  @AfterAll
  static void stop() {
    instance.close();
  }

  @BeforeEach
  void emptyCaches() {
    prices.newSeason();
    instance.caches().getCache("mixtures").removeAll();
    questionsBefore = instance.maker().questions();
  }

  /** Cacheable: "the result of invoking a method can be cached", for each argument. */
  @Test
  void cacheableAsksOnceForEachArgument() {
    assertThat(prices.priceOf(RED)).isEqualTo("12.50");
    assertThat(prices.priceOf(RED)).isEqualTo("12.50");
    assertThat(prices.priceOf(BLUE)).isEqualTo("18.90");
    assertThat(questions()).isEqualTo(2);
  }

  /** CachePut: "always causes the method to be invoked and its result to be stored". */
  @Test
  void cachePutReplacesWhatCacheableAnswers() {
    prices.priceOf(RED);
    prices.setPrice(RED, new BigDecimal("13.00"));
    assertThat(prices.priceOf(RED)).isEqualTo("13.00");
    assertThat(questions()).isOne();
  }

  @Test
  void theCustomizersListenerHearsTheChange() {
    prices.priceOf(RED);
    prices.setPrice(RED, new BigDecimal("13.00"));
    assertThat(instance.context().getBean(PriceChanges.class).heard())
        .last()
        .isEqualTo(RED + ": 13.00, was 12.50");
  }

  @Test
  void cacheEvictRemovesOneKeyOnly() {
    prices.priceOf(RED);
    prices.priceOf(BLUE);
    prices.forgetPrice(RED);
    prices.priceOf(BLUE);
    assertThat(questions()).isEqualTo(2);
    prices.priceOf(RED);
    assertThat(questions()).isEqualTo(3);
  }

  /** CacheEvict.allEntries: "all the entries inside the cache are removed". */
  @Test
  void allEntriesEvictsMoreThanOneBatch() {
    for (int i = 0; i < 60; i++) {
      prices.setPrice("paint " + i, BigDecimal.TEN);
    }
    assertThat(instance.caches().getCache("prices")).hasSize(60);
    prices.newSeason();
    assertThat(instance.caches().getCache("prices")).isEmpty();
  }

  /** Caching: "Group annotation for multiple cache annotations". */
  @Test
  void cachingEvictsOfSeveralCaches() {
    prices.priceOf(RED);
    prices.priceOf(BLUE);
    prices.offerFor(BLUE, 20);
    prices.discontinue(RED);
    prices.priceOf(BLUE);
    assertThat(questions()).as("the price of another paint stays").isEqualTo(3);
    prices.priceOf(RED);
    prices.offerFor(BLUE, 20);
    assertThat(questions()).as("its own price and all offers went").isEqualTo(5);
  }

  /** "SimpleKey" is what Spring's SimpleKeyGenerator makes of several arguments. */
  @Test
  void severalArgumentsAreOneKey() {
    Offer offer = prices.offerFor(RED, 20);
    assertThat(prices.offerFor(RED, 20)).isEqualTo(offer);
    assertThat(prices.offerFor(new String(RED), 20)).isEqualTo(offer);
    assertThat(questions()).isOne();
    assertThat(prices.offerFor(RED, 30)).isNotEqualTo(offer);
    assertThat(questions()).isEqualTo(2);
  }

  @Test
  void aKeyDoesNotDependOnWhichObjectsItsPartsAre() {
    Mixture mixture = prices.mix(RED, RED);
    assertThat(prices.mix(new String(RED), new String(RED))).isEqualTo(mixture);
    assertThat(questions()).isOne();
    assertThat(prices.mix(RED, BLUE)).isNotEqualTo(mixture);
    assertThat(prices.mix(BLUE, RED)).isNotEqualTo(prices.mix(RED, BLUE));
  }

  @Test
  void thatThereIsNothingIsCachedToo() {
    assertThat(prices.offerFor(RED, 2)).isNull();
    assertThat(prices.offerFor(RED, 2)).isNull();
    assertThat(questions()).isOne();
  }

  @Test
  void keysComeBackAsSpringMadeThem() {
    prices.offerFor(RED, 2);
    prices.offerFor(RED, 20);
    assertThat(instance.caches().getCache("offers"))
        .extracting(entry -> entry.getKey().toString())
        .containsExactlyInAnyOrder("SimpleKey [" + RED + ", 2]", "SimpleKey [" + RED + ", 20]");
  }

  @Test
  void whatTheMethodThrowsIsNotCached() {
    assertThatExceptionOfType(UnknownPaintException.class)
        .isThrownBy(() -> prices.priceOf("#000000"));
    assertThatExceptionOfType(UnknownPaintException.class)
        .isThrownBy(() -> prices.priceOf("#000000"));
    assertThat(questions()).isEqualTo(2);
  }

  /** Cacheable.sync: "only one thread will compute the value", if the cache provider helps. */
  @Test
  void syncCallsTheMethodOnceForManyCallers() throws Exception {
    int callers = 8;
    CyclicBarrier together = new CyclicBarrier(callers);
    Callable<Mixture> caller =
        () -> {
          together.await();
          return prices.mix(RED, CREAM);
        };
    ExecutorService threads = Executors.newFixedThreadPool(callers);
    try {
      List<Future<Mixture>> answers =
          threads.invokeAll(Stream.generate(() -> caller).limit(callers).toList());
      Mixture first = answers.get(0).get();
      for (Future<Mixture> answer : answers) {
        assertThat(answer.get()).isEqualTo(first);
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(questions()).isOne();
  }

  @Test
  void whatASyncMethodThrowsReachesTheCallerAsItIs() throws IOException {
    try (Instance closed =
        Instance.onTablesOfItsOwn()
            .configuredByACopyIn(folder)
            .with("paint-shop.maker.open", false)
            .start()) {
      assertThatIllegalStateException()
          .isThrownBy(() -> closed.prices().mix(RED, BLUE))
          .withMessage("the maker is closed");
    }
  }

  private int questions() {
    return instance.maker().questions() - questionsBefore;
  }
}
