package io.github.dynamodbjcache.internal.runner;

import static io.github.dynamodbjcache.internal.runner.RunnerFixture.ACCESSED;
import static io.github.dynamodbjcache.internal.runner.RunnerFixture.CREATED;
import static io.github.dynamodbjcache.internal.runner.RunnerFixture.LIFETIME;
import static io.github.dynamodbjcache.internal.runner.RunnerFixture.at;
import static io.github.dynamodbjcache.internal.runner.RunnerFixture.in;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.dynamodbjcache.internal.operation.Lifetime;
import io.github.dynamodbjcache.internal.operation.Operations;
import io.github.dynamodbjcache.internal.store.Consistency;
import io.github.dynamodbjcache.internal.store.Guard;
import io.github.dynamodbjcache.internal.store.Mutation;
import io.github.dynamodbjcache.internal.store.PartialFailureException;
import io.github.dynamodbjcache.internal.store.StoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.cache.Cache;
import javax.cache.event.CacheEntryListenerException;
import javax.cache.integration.CacheWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** "Decides them together, writes them in batches and in parallel, and decides those anew" */
@Timeout(20)
class BulkRunnerTest {

  private static final Duration SHORT = Duration.ofMillis(400);

  private final RunnerFixture fixture = new RunnerFixture();

  @Test
  void aPutAllIsOneRoundOfUnconditionalWrites() {
    fixture.bulk().putAll(entries(30), Lifetime.AS_THE_POLICY_SAYS);

    assertThat(fixture.store.reads()).isEmpty();
    assertThat(fixture.store.rounds()).hasSize(1);
    assertThat(fixture.store.mutations())
        .hasSize(30)
        .extracting(Mutation::guard)
        .containsOnly(Guard.NONE);
    assertThat(fixture.statistics.snapshot().puts()).isEqualTo(30);
  }

  /** "What is put one by one anyway can spare a deadline that the eternal policy leaves alone." */
  @Test
  void underAnEternalPolicyDeadlinesStayIfAListenerHasToHearOfOldValues() {
    fixture.otherPuts("k0", "old", LIFETIME);
    fixture.listening();

    fixture.bulk().putAll(entries(2), Lifetime.AS_THE_POLICY_SAYS);
    assertThat(requireNonNull(fixture.entry("k0")).deadline())
        .isEqualTo(in(LIFETIME, fixture.clock));

    fixture
        .bulk()
        .loadAll(Set.of("k0"), keys -> Map.of("k0", "loaded"), true, Lifetime.AS_THE_POLICY_SAYS);
    assertThat(fixture.text("k0")).isEqualTo("loaded");
    assertThat(requireNonNull(fixture.entry("k0")).deadline())
        .isEqualTo(in(LIFETIME, fixture.clock));
    assertThat(fixture.events).contains("UPDATED k0", "CREATED k1", "UPDATED k0");
  }

  @Test
  void aPutAllOverExpiredEntriesTakesTwoRoundsHoweverManyTheyAre() {
    fixture.policy(CREATED);
    entries(30).keySet().forEach(key -> fixture.otherPuts(key, "expired", Duration.ZERO));

    fixture.bulk().putAll(entries(30), Lifetime.AS_THE_POLICY_SAYS);

    assertThat(fixture.store.rounds()).extracting(List::size).containsExactly(30, 30);
    assertThat(fixture.store.mutations()).hasSize(60);
    assertThat(fixture.store.reads()).isEmpty();
    assertThat(requireNonNull(fixture.entry("k7")).deadline())
        .isEqualTo(in(LIFETIME, fixture.clock));
  }

  @Test
  void onlyTheEntriesThatLostARaceAreWrittenAgain() {
    fixture.policy(CREATED);
    fixture.otherPuts("k1", "expired", Duration.ZERO);

    fixture.bulk().putAll(entries(3), Lifetime.AS_THE_POLICY_SAYS);

    assertThat(fixture.store.rounds()).extracting(List::size).containsExactly(3, 1);
  }

  @Test
  void whoLosesEveryRaceIsToldHowOftenAndTheOthersAreTold() {
    fixture.policy(CREATED).bulkTimeout(SHORT).listening();
    fixture.store.beforeEachWrite(() -> fixture.otherPuts("k1", "expired", Duration.ZERO));

    PartialFailureException failure =
        catchThrowableOfType(
            PartialFailureException.class,
            () -> fixture.bulk().putAll(entries(3), Lifetime.AS_THE_POLICY_SAYS));

    assertThat(failure)
        .hasMessageMatching("(?s)lost \\d+ races in a row .*PT0.4S.*")
        .hasCauseInstanceOf(ContentionException.class);
    assertThat(failure.notDone()).hasSize(1);
    assertThat(failure.applied()).hasSize(2);
    assertThat(fixture.events).containsExactlyInAnyOrder("CREATED k0", "CREATED k2");
    assertThat(fixture.statistics.snapshot().puts()).isEqualTo(2);
  }

  @Test
  void loadingLooksAndPutsWithinOneLimit() {
    fixture.bulkTimeout(SHORT);
    fixture.store.delayEachRequest(SHORT.multipliedBy(2).dividedBy(3));

    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(
            () ->
                fixture
                    .bulk()
                    .loadAll(
                        Set.of("k"),
                        keys -> Map.of("k", "loaded"),
                        /* replaceExisting= */ false,
                        Lifetime.AS_THE_POLICY_SAYS))
        .withMessageContaining("limit is reached");
  }

  @Test
  void aThrowingListenerDoesNotKeepAPutAllFromFinishing() {
    fixture
        .policy(CREATED)
        .listening(
            event -> {
              throw new IllegalStateException("deaf");
            });
    fixture.otherPuts("k1", "expired", Duration.ZERO);

    assertThatExceptionOfType(CacheEntryListenerException.class)
        .isThrownBy(() -> fixture.bulk().putAll(entries(5), Lifetime.AS_THE_POLICY_SAYS));

    entries(5).forEach((key, value) -> assertThat(fixture.text(key)).isEqualTo(value));
    assertThat(fixture.statistics.snapshot().puts()).isEqualTo(5);
  }

  /** "Not asked" is not "there was none": an update must not be told as a creation. */
  @Test
  void aListenerThatComesWhileAPutAllIsUnderWayHearsNothingOfIt() {
    fixture.otherPuts("k0", "old", LIFETIME);
    fixture.store.beforeNextWrites(fixture::listening);

    fixture.bulk().putAll(entries(2), Lifetime.AS_THE_POLICY_SAYS);

    assertThat(fixture.events).isEmpty();
  }

  @Test
  void whatWasDoneIsToldThoughAPartOfItFailed() {
    fixture.listening().store.refuse(at("k1"));

    assertThatExceptionOfType(PartialFailureException.class)
        .isThrownBy(() -> fixture.bulk().putAll(entries(3), Lifetime.AS_THE_POLICY_SAYS));

    assertThat(fixture.events).containsExactlyInAnyOrder("CREATED k0", "CREATED k2");
    assertThat(fixture.statistics.snapshot().puts()).isEqualTo(2);
  }

  @Test
  void aPartialFailureIsNotHiddenByARaceThatWasLostBesideIt() {
    // The call has no time left, as when a part failed because its limit was reached.
    fixture.policy(CREATED).bulkTimeout(Duration.ofNanos(1));
    fixture.otherPuts("k2", "expired", Duration.ZERO);
    fixture.store.refuse(at("k1"));
    fixture.store.ignoreLimits();

    assertThatExceptionOfType(PartialFailureException.class)
        .isThrownBy(() -> fixture.bulk().putAll(entries(3), Lifetime.AS_THE_POLICY_SAYS));
  }

  @Test
  void aGetAllAsksTheLoaderForWhatIsMissingOnly() {
    List<String> asked = new ArrayList<>();
    fixture.loader(
        key -> {
          asked.add(key);
          return key.equals("unknown") ? null : "loaded";
        });
    fixture.otherPuts("present", "value", LIFETIME);

    assertThat(
            fixture
                .bulk()
                .getAll(Set.of("present", "absent", "unknown"), Lifetime.AS_THE_POLICY_SAYS))
        .isEqualTo(Map.of("present", "value", "absent", "loaded"));

    assertThat(asked).containsExactlyInAnyOrder("absent", "unknown");
    assertThat(fixture.store.reads()).containsExactly(Consistency.EVENTUAL);
    assertThat(fixture.text("absent")).isEqualTo("loaded");
  }

  @Test
  void whatWasLoadedIsAnsweredAlsoIfAnExpiredEntryWasDeletedMeanwhile() {
    fixture.loader(key -> "loaded");
    fixture.otherPuts("k", "expired", Duration.ZERO);
    fixture.store.beforeNextWrites(() -> fixture.otherRemoves("k"));

    assertThat(fixture.bulk().getAll(Set.of("k"), Lifetime.AS_THE_POLICY_SAYS))
        .isEqualTo(Map.of("k", "loaded"));

    assertThat(fixture.text("k")).isEqualTo("loaded");
  }

  @Test
  void aGetAllKeepsTheDeadlinesOfWhatItAccessedMoving() {
    fixture.policy(ACCESSED);
    fixture.otherPuts("a", "1", Duration.ofSeconds(1));
    fixture.otherPuts("b", "2", Duration.ofSeconds(1));
    fixture.store.beforeNextWrites(() -> fixture.otherPuts("b", "3", Duration.ofSeconds(1)));

    assertThat(fixture.bulk().getAll(Set.of("a", "b"), Lifetime.AS_THE_POLICY_SAYS))
        .isEqualTo(Map.of("a", "1", "b", "2"));

    for (String key : List.of("a", "b")) {
      assertThat(requireNonNull(fixture.entry(key)).deadline())
          .isEqualTo(in(LIFETIME, fixture.clock));
    }
  }

  @Test
  void aSlowLoaderKeepsNobodyFromTheEntriesThatAreThere() {
    CompletableFuture<Boolean> wroteMeanwhile = new CompletableFuture<>();
    fixture.listening();
    EntryRunner<String, String> single = fixture.single();
    fixture.loader(
        key -> {
          CompletableFuture<Boolean> other =
              CompletableFuture.supplyAsync(
                  () -> {
                    single.run("present", Operations.put("meanwhile"));
                    single.run("absent", Operations.putIfAbsent("meanwhile"));
                    return true;
                  });
          wroteMeanwhile.complete(other.orTimeout(5, TimeUnit.SECONDS).join());
          return "loaded";
        });
    fixture.otherPuts("present", "value", LIFETIME);

    assertThat(
            new BulkRunner<>(fixture.parts(), single)
                .getAll(Set.of("present", "absent"), Lifetime.AS_THE_POLICY_SAYS))
        .isEqualTo(Map.of("present", "value", "absent", "meanwhile"));

    assertThat(wroteMeanwhile).isCompletedWithValue(true);
    assertThat(fixture.text("present")).isEqualTo("meanwhile");
  }

  @Test
  void aLoaderTakesItsOwnTime() {
    fixture
        .bulkTimeout(SHORT)
        .loader(
            key -> {
              sleep(SHORT.plusMillis(50));
              return "loaded";
            });

    assertThat(fixture.bulk().getAll(Set.of("k"), Lifetime.AS_THE_POLICY_SAYS))
        .containsEntry("k", "loaded");

    assertThat(fixture.text("k")).isEqualTo("loaded");
  }

  @Test
  void aWriterTakesItsOwnTime() {
    fixture.bulkTimeout(SHORT).writer(new SlowWriter(SHORT.plusMillis(50)));

    fixture.bulk().putAll(entries(2), Lifetime.AS_THE_POLICY_SAYS);
    assertThat(fixture.text("k1")).isEqualTo("v1");

    fixture.bulk().removeAll(entries(2).keySet());
    assertThat(fixture.entry("k1")).isNull();
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

    assertThat(fixture.bulk().getAll(Set.of("k"), Lifetime.AS_THE_POLICY_SAYS))
        .containsEntry("k", "loaded");

    assertThat(requireNonNull(fixture.entry("k")).deadline())
        .isEqualTo(in(LIFETIME, fixture.clock));
  }

  @Test
  void aListenerThatCallsBackForTheSameKeyIsNotKeptWaiting() {
    AtomicBoolean back = new AtomicBoolean();
    List<Runnable> callBack = new ArrayList<>();
    fixture.listening(
        event -> {
          if (back.compareAndSet(false, true)) {
            callBack.forEach(Runnable::run);
          }
        });
    EntryRunner<String, String> single = fixture.single();
    BulkRunner<String, String> bulk = new BulkRunner<>(fixture.parts(), single);
    callBack.add(() -> bulk.removeAll(Set.of("k1")));

    bulk.putAll(entries(3), Lifetime.AS_THE_POLICY_SAYS);

    assertThat(fixture.entry("k1")).isNull();
    assertThat(fixture.text("k2")).isEqualTo("v2");
  }

  private static Map<String, String> entries(int count) {
    Map<String, String> entries = new HashMap<>();
    for (int i = 0; i < count; i++) {
      entries.put("k" + i, "v" + i);
    }
    return entries;
  }

  private static void sleep(Duration duration) {
    try {
      Thread.sleep(duration.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Takes that long for each bulk call. */
  private record SlowWriter(Duration time) implements CacheWriter<String, String> {

    @Override
    public void write(Cache.Entry<? extends String, ? extends String> entry) {}

    @Override
    public void writeAll(Collection<Cache.Entry<? extends String, ? extends String>> entries) {
      sleep(time);
      entries.clear();
    }

    @Override
    public void delete(Object key) {}

    @Override
    public void deleteAll(Collection<?> keys) {
      sleep(time);
      keys.clear();
    }
  }
}
