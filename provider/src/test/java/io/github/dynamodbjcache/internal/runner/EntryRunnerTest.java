package io.github.dynamodbjcache.internal.runner;

import static io.github.dynamodbjcache.internal.runner.RunnerFixture.ACCESSED;
import static io.github.dynamodbjcache.internal.runner.RunnerFixture.CREATED;
import static io.github.dynamodbjcache.internal.runner.RunnerFixture.ETERNAL;
import static io.github.dynamodbjcache.internal.runner.RunnerFixture.LIFETIME;
import static io.github.dynamodbjcache.internal.runner.RunnerFixture.MODIFIED;
import static io.github.dynamodbjcache.internal.runner.RunnerFixture.in;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.dynamodbjcache.internal.operation.Lifetime;
import io.github.dynamodbjcache.internal.operation.Operation;
import io.github.dynamodbjcache.internal.operation.Operations;
import io.github.dynamodbjcache.internal.statistics.CacheStatistics;
import io.github.dynamodbjcache.internal.store.Basis;
import io.github.dynamodbjcache.internal.store.Consistency;
import io.github.dynamodbjcache.internal.store.Guard;
import io.github.dynamodbjcache.internal.store.Mutation;
import io.github.dynamodbjcache.internal.store.StoreException;
import io.github.dynamodbjcache.internal.time.TimeLimit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.cache.Cache;
import javax.cache.expiry.ExpiryPolicy;
import javax.cache.integration.CacheWriter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** "read → decide → expire → write through → guarded write (the only loop)" */
@Timeout(20)
class EntryRunnerTest {

  private static final Duration SHORT = Duration.ofMillis(400);

  private final RunnerFixture fixture = new RunnerFixture();

  /** Policies, and what a put that has read nothing says about the deadline; none: it reads. */
  static Stream<Arguments> policies() {
    return Stream.of(
        Arguments.of("eternal", ETERNAL, "OnCreation"),
        Arguments.of("created", CREATED, "OnCreation"),
        Arguments.of("modified", MODIFIED, "Set"),
        Arguments.of("accessed", ACCESSED, "OnCreation"),
        Arguments.of("own", new Own(CREATED), ""));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("policies")
  void aPutOfAnythingIsOneUnconditionalWriteIfThePolicyIsForeseen(
      String name, ExpiryPolicy policy, String deadline) {
    fixture.policy(policy);
    run(Operations.put("new"));

    assertThat(fixture.text("k")).isEqualTo("new");
    Mutation.Put put = onlyPut();
    if (deadline.isEmpty()) {
      assertThat(fixture.store.reads()).containsExactly(Consistency.STRONG);
      assertThat(put.guard()).isEqualTo(Guard.ABSENT);
    } else {
      assertThat(fixture.store.reads()).isEmpty();
      assertThat(put.guard()).isEqualTo(Guard.NONE);
      assertThat(put.deadline().getClass().getSimpleName()).isEqualTo(deadline);
      assertThat(put.returnPrevious()).isFalse();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("policies")
  void aPutIfAbsentIsOneWriteThatDemandsAbsence(String name, ExpiryPolicy policy, String deadline) {
    fixture.policy(policy);
    assertThat(run(Operations.putIfAbsent("first"))).isTrue();
    assertThat(onlyPut().guard()).isEqualTo(Guard.ABSENT);
    assertThat(fixture.store.reads()).hasSize(deadline.isEmpty() ? 1 : 0);

    assertThat(run(Operations.putIfAbsent("second"))).isFalse();
    assertThat(fixture.text("k")).isEqualTo("first");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("policies")
  void aReplacementIsOneWriteThatDemandsPresence(
      String name, ExpiryPolicy policy, String deadline) {
    fixture.policy(policy);
    fixture.otherPuts("k", "old", LIFETIME);
    assertThat(run(Operations.replace("new"))).isTrue();

    Mutation.Put put = onlyPut();
    if (deadline.isEmpty()) {
      assertThat(fixture.store.reads()).hasSize(1);
      assertThat(put.guard().ofEntry()).isInstanceOf(Guard.Unchanged.class);
    } else {
      assertThat(fixture.store.reads()).isEmpty();
      assertThat(put.guard()).isEqualTo(Guard.PRESENT);
    }
    assertThat(requireNonNull(fixture.entry("k")).deadline())
        .isEqualTo(in(LIFETIME, fixture.clock));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("policies")
  void aRemovalIsOneDeletionThatDemandsPresence(String name, ExpiryPolicy policy, String deadline) {
    fixture.policy(policy);
    fixture.otherPuts("k", "old", LIFETIME);
    assertThat(run(Operations.remove())).isTrue();
    assertThat(run(Operations.remove())).isFalse();

    assertThat(fixture.store.reads()).isEmpty();
    assertThat(fixture.store.mutations())
        .extracting(Mutation::guard)
        .containsExactly(Guard.PRESENT, Guard.PRESENT);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("policies")
  void whatHasToSeeReadsStronglyAndWritesWhatIsUnchanged(
      String name, ExpiryPolicy policy, String deadline) {
    fixture.policy(policy);
    fixture.otherPuts("k", "old", LIFETIME);
    Basis read = requireNonNull(fixture.entry("k")).basis();
    assertThat(run(Operations.getAndPut("new"))).isEqualTo("old");
    assertThat(fixture.store.reads()).containsExactly(Consistency.STRONG);
    assertThat(onlyPut().guard()).isEqualTo(Guard.unchanged(read));

    fixture.store.forget();
    Basis again = requireNonNull(fixture.entry("k")).basis();
    run(appending("!"));
    assertThat(fixture.store.reads()).containsExactly(Consistency.STRONG);
    assertThat(onlyPut().guard()).isEqualTo(Guard.unchanged(again));
    assertThat(fixture.text("k")).isEqualTo("new!");
  }

  @Test
  void aRefusedConditionBringsTheItemSoTheNextDecisionCostsNoRead() {
    fixture.otherPuts("k", "a", LIFETIME);
    fixture.store.beforeNextWrites(
        () -> fixture.otherPuts("k", "b", LIFETIME), () -> fixture.otherPuts("k", "c", LIFETIME));

    run(appending("!"));

    assertThat(fixture.text("k")).isEqualTo("c!");
    assertThat(fixture.store.reads()).hasSize(1);
    assertThat(fixture.store.mutations()).hasSize(3);
  }

  @Test
  void anAssumptionThatDoesNotHoldIsDecidedAnewOnWhatIsThere() {
    fixture.policy(CREATED);
    fixture.otherPuts("k", "expired", Duration.ZERO);

    run(Operations.put("new"));

    assertThat(fixture.store.reads()).isEmpty();
    assertThat(fixture.store.mutations()).hasSize(2);
    assertThat(requireNonNull(fixture.entry("k")).deadline())
        .isEqualTo(in(LIFETIME, fixture.clock));
  }

  @Test
  void whoLosesEveryRaceIsToldHowOftenAndWithinWhichTime() {
    fixture.callTimeout(SHORT);
    fixture.otherPuts("k", "a", LIFETIME);
    AtomicInteger others = new AtomicInteger();
    fixture.store.beforeEachWrite(
        () -> fixture.otherPuts("k", "other" + others.incrementAndGet(), LIFETIME));

    long begin = System.nanoTime();
    assertThatExceptionOfType(ContentionException.class)
        .isThrownBy(() -> run(appending("!")))
        .withMessageStartingWith("lost ")
        .withMessageContaining("PT0.4S")
        .satisfies(
            thrown -> assertThat(thrown.getMessage()).contains("lost " + others.get() + " races"));
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(SHORT.multipliedBy(3));
    assertThat(others.get()).isGreaterThan(2);
    assertThat(fixture.text("k")).isEqualTo("other" + others.get());
  }

  @Test
  void anAccessMovesTheDeadlineAlsoOfAValueThatIsNewMeanwhile() {
    fixture.policy(ACCESSED);
    fixture.otherPuts("k", "a", Duration.ofSeconds(1));
    fixture.store.beforeNextWrites(() -> fixture.otherPuts("k", "b", Duration.ofSeconds(2)));

    assertThat(run(Operations.get())).isEqualTo("a");

    assertThat(requireNonNull(fixture.entry("k")).deadline())
        .isEqualTo(in(LIFETIME, fixture.clock));
    assertThat(fixture.text("k")).isEqualTo("b");
    assertThat(fixture.store.mutations()).hasSize(2);
  }

  @Test
  void anAccessIsMovedOnceMoreAndThenLetBe() {
    fixture.policy(ACCESSED);
    fixture.otherPuts("k", "a", Duration.ofSeconds(1));
    fixture.store.beforeEachWrite(() -> fixture.otherPuts("k", "b", Duration.ofSeconds(2)));

    assertThat(run(Operations.get())).isEqualTo("a");

    assertThat(fixture.store.mutations()).hasSize(2);
  }

  @Test
  void anAccessBringsNothingBackThatHasExpiredMeanwhile() {
    fixture.policy(ACCESSED);
    fixture.otherPuts("k", "a", Duration.ofSeconds(1));
    fixture.store.beforeNextWrites(() -> fixture.otherPuts("k", "b", Duration.ZERO));

    assertThat(run(Operations.get())).isEqualTo("a");

    assertThat(requireNonNull(fixture.entry("k")).isLiveAt(fixture.clock.millis())).isFalse();
  }

  @Test
  void anAccessThatCannotMoveTheDeadlineStillAnswers() {
    fixture.policy(ACCESSED);
    fixture.otherPuts("k", "a", Duration.ofSeconds(1));
    fixture.store.refuseTouches();

    assertThat(run(Operations.get())).isEqualTo("a");

    assertThat(fixture.store.mutations()).hasSize(1);
    assertThat(fixture.statistics.snapshot().hits()).isEqualTo(1);
  }

  @Test
  void anUpdateThatLeavesTheDeadlineAloneKeepsWhatAnAccessMovedMeanwhile() {
    fixture.policy(ACCESSED);
    fixture.otherPuts("k", "a", Duration.ofSeconds(1));
    fixture.store.beforeNextWrites(() -> fixture.otherTouches("k", Duration.ofHours(1)));

    assertThat(run(Operations.getAndPut("b"))).isEqualTo("a");

    assertThat(fixture.text("k")).isEqualTo("b");
    assertThat(requireNonNull(fixture.entry("k")).deadline())
        .isEqualTo(in(Duration.ofHours(1), fixture.clock));
  }

  @Test
  void aCreationIsMeasuredFromAfterTheLoader() {
    fixture
        .policy(CREATED)
        .loader(
            key -> {
              fixture.clock.advance(LIFETIME.plusSeconds(1));
              return "loaded";
            });

    assertThat(run(Operations.get())).isEqualTo("loaded");

    assertThat(requireNonNull(fixture.entry("k")).deadline())
        .isEqualTo(in(LIFETIME, fixture.clock));
  }

  @Test
  void aLoaderIsAskedOnceHoweverOftenTheRaceIsLost() {
    AtomicInteger asked = new AtomicInteger();
    fixture.policy(CREATED).loader(key -> "loaded" + asked.incrementAndGet());
    fixture.otherPuts("k", "old", Duration.ZERO);
    fixture.store.beforeNextWrites(() -> fixture.otherRemoves("k"));

    assertThat(run(Operations.get())).isEqualTo("loaded1");

    assertThat(fixture.text("k")).isEqualTo("loaded1");
    assertThat(asked).hasValue(1);
  }

  /**
   * "What the writer was told stands": an entry that had expired by then is nobody else's write.
   */
  @Test
  void aWriterIsToldOnceOfAPutOverAnExpiredEntry() {
    List<String> told = new ArrayList<>();
    fixture.writer(new Telling(told));
    fixture.otherPuts("k", "expired", Duration.ZERO);

    run(Operations.put("new"));

    assertThat(told).containsExactly("write k=new");
    assertThat(fixture.text("k")).isEqualTo("new");
    assertThat(fixture.store.reads()).isEmpty();
  }

  /** "What the table refuses then is told again": else the writer may keep another last value. */
  @Test
  void aWriterIsToldAgainIfAnotherWroteMeanwhile() {
    List<String> told = new ArrayList<>();
    fixture.writer(new Telling(told));
    fixture.otherPuts("k", "expired", Duration.ZERO);
    fixture.store.beforeNextWrites(() -> {}, () -> fixture.otherPuts("k", "other", LIFETIME));

    run(Operations.put("new"));

    assertThat(told).containsExactly("write k=new", "write k=new");
    assertThat(fixture.text("k")).isEqualTo("new");
  }

  /** Its first run's value is not what the table gets. */
  @Test
  void aWriterIsToldAgainOfAnotherValue() {
    List<String> told = new ArrayList<>();
    AtomicInteger runs = new AtomicInteger();
    fixture.writer(new Telling(told));
    fixture.store.beforeNextWrites(() -> fixture.otherPuts("k", "expired", Duration.ZERO));
    fixture.otherPuts("k", "old", LIFETIME);

    fixture
        .single()
        .invoke(
            "k",
            Lifetime.AS_THE_POLICY_SAYS,
            (entry, arguments) -> {
              entry.setValue("run" + runs.incrementAndGet());
              return true;
            },
            new Object[0]);

    assertThat(told).containsExactly("write k=run1", "write k=run2");
  }

  @Test
  void aFailedWriteTellsNobody() {
    fixture.listening().store.refuse(RunnerFixture.at("k"));

    assertThatExceptionOfType(StoreException.class).isThrownBy(() -> run(Operations.put("new")));

    assertThat(fixture.events).isEmpty();
    assertThat(fixture.statistics.snapshot().puts()).isZero();
  }

  /** "Not asked" is not "there was none": an update must not be told as a creation. */
  @Test
  void aListenerThatComesWhileAWriteIsUnderWayHearsNothingOfIt() {
    fixture.otherPuts("k", "old", LIFETIME);
    fixture.store.beforeNextWrites(fixture::listening);

    run(Operations.put("new"));
    assertThat(fixture.events).isEmpty();

    run(Operations.put("newer"));
    assertThat(fixture.events).containsExactly("UPDATED k");
  }

  @Test
  void aListenerThatComesWhileAReplacementIsUnderWayHearsNothingOfIt() {
    fixture.otherPuts("k", "old", LIFETIME);
    fixture.store.beforeNextWrites(fixture::listening);

    assertThat(run(Operations.replace("new"))).isTrue();

    assertThat(fixture.events).isEmpty();
  }

  @Test
  void aListenerThatComesMeanwhileHearsOfWhatWasReadBefore() {
    fixture.otherPuts("k", "old", LIFETIME);
    fixture.store.beforeNextWrites(fixture::listening);

    assertThat(run(Operations.getAndPut("new"))).isEqualTo("old");

    assertThat(fixture.events).containsExactly("UPDATED k");
  }

  @Test
  void anExpiredEntryThatIsReplacedExpiresFirst() {
    fixture.policy(CREATED).listening();
    fixture.otherPuts("k", "old", Duration.ZERO);

    run(Operations.put("new"));

    assertThat(fixture.events).containsExactly("EXPIRED k", "CREATED k");
  }

  /** An access leaves the revision alone; by the clock of another JVM it came in time. */
  @Test
  void anExpiredEntryWhoseDeadlineWasMovedMeanwhileStaysAndIsNotTold() {
    fixture.listening();
    fixture.otherPuts("k", "old", LIFETIME);
    fixture.clock.advance(LIFETIME);
    fixture.store.beforeNextWrites(() -> fixture.otherTouches("k", LIFETIME));

    assertThat(run(Operations.get())).isNull();

    assertThat(fixture.text("k")).isEqualTo("old");
    assertThat(fixture.events).isEmpty();
  }

  @Test
  void anExpiredEntryThatIsAnotherOneMeanwhileStaysAndIsNotTold() {
    fixture.listening();
    fixture.otherPuts("k", "old", Duration.ZERO);
    fixture.store.beforeNextWrites(() -> fixture.otherPuts("k", "also old", Duration.ZERO));

    assertThat(run(Operations.get())).isNull();

    assertThat(fixture.text("k")).isEqualTo("also old");
    assertThat(fixture.events).isEmpty();
  }

  @Test
  void aReadIsAnsweredAlsoIfTheExpiredEntryCannotBeRemoved() {
    fixture.listening().store.refuse(RunnerFixture.at("k"));
    fixture.otherPuts("k", "old", Duration.ZERO);

    assertThat(run(Operations.get())).isNull();

    assertThat(fixture.events).isEmpty();
    assertThat(fixture.statistics.snapshot().misses()).isOne();
  }

  @Test
  void theRemovalOfAnExpiredEntryCountsAsNothing() {
    fixture.listening();
    fixture.otherPuts("k", "old", Duration.ZERO);

    run(Operations.containsKey());

    assertThat(fixture.events).containsExactly("EXPIRED k");
    assertThat(fixture.statistics.snapshot()).isEqualTo(CacheStatistics.Snapshot.ZERO);
  }

  @Test
  void processorsOfSeveralKeysEndWithinTheLimitOfAllOfThem() {
    fixture.store.delayEachRequest(Duration.ofMillis(50));
    EntryRunner<String, String> runner = fixture.single();
    TimeLimit outer = TimeLimit.after(SHORT);
    AtomicInteger failed = new AtomicInteger();

    long begin = System.nanoTime();
    for (int i = 0; i < 100; i++) {
      try {
        runner.invoke(
            "k" + i,
            Lifetime.AS_THE_POLICY_SAYS,
            (entry, arguments) -> {
              entry.setValue(entry.getValue() + "!");
              return true;
            },
            new Object[0],
            outer);
      } catch (StoreException limitReached) {
        failed.incrementAndGet();
      }
    }

    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(SHORT.multipliedBy(3));
    assertThat(failed.get()).isBetween(90, 99);
  }

  private <R extends @Nullable Object> R run(Operation<String, R> operation) {
    return fixture.single().run("k", operation);
  }

  private Mutation.Put onlyPut() {
    assertThat(fixture.store.mutations()).hasSize(1);
    return (Mutation.Put) fixture.store.mutations().get(0);
  }

  private static Operation<String, Boolean> appending(String suffix) {
    return Operations.invoke(
        "k",
        (entry, arguments) -> {
          entry.setValue(entry.getValue() + suffix);
          return true;
        },
        new Object[0],
        () -> null);
  }

  /** Writes down what it is told. */
  private record Telling(List<String> told) implements CacheWriter<String, String> {

    @Override
    public void write(Cache.Entry<? extends String, ? extends String> entry) {
      told.add("write " + entry.getKey() + "=" + entry.getValue());
    }

    @Override
    public void writeAll(Collection<Cache.Entry<? extends String, ? extends String>> entries) {
      entries.forEach(this::write);
      entries.clear();
    }

    @Override
    public void delete(Object key) {
      told.add("delete " + key);
    }

    @Override
    public void deleteAll(Collection<?> keys) {
      keys.forEach(this::delete);
      keys.clear();
    }
  }

  /** A policy of the application's own: it may notice when it is asked. */
  private record Own(ExpiryPolicy answers) implements ExpiryPolicy {
    @Override
    public javax.cache.expiry.Duration getExpiryForCreation() {
      return answers.getExpiryForCreation();
    }

    @Override
    public javax.cache.expiry.Duration getExpiryForAccess() {
      return answers.getExpiryForAccess();
    }

    @Override
    public javax.cache.expiry.Duration getExpiryForUpdate() {
      return answers.getExpiryForUpdate();
    }
  }
}
