package io.github.dynamodbjcache.internal.runner;

import static io.github.dynamodbjcache.internal.runner.RunnerFixture.ACCESSED;
import static io.github.dynamodbjcache.internal.runner.RunnerFixture.LIFETIME;
import static io.github.dynamodbjcache.internal.runner.RunnerFixture.in;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.dynamodbjcache.internal.operation.Operations;
import io.github.dynamodbjcache.internal.store.PartialFailureException;
import io.github.dynamodbjcache.internal.store.Segment;
import io.github.dynamodbjcache.internal.store.StoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.cache.Cache;
import javax.cache.event.CacheEntryListenerException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** "What is about the whole table: walking it, and emptying it." */
@Timeout(20)
class ScanRunnerTest {

  private static final Duration SHORT = Duration.ofMillis(400);

  private final RunnerFixture fixture = new RunnerFixture();

  @Test
  void aWalkHandsOutLiveEntriesAndCountsThemAsAccessed() {
    fixture.policy(ACCESSED);
    fixture.otherPuts("live", "a", Duration.ofSeconds(1));
    fixture.otherPuts("expired", "b", Duration.ZERO);

    assertThat(walk()).toIterable().containsExactly("live=a");

    assertThat(requireNonNull(fixture.entry("live")).deadline())
        .isEqualTo(in(LIFETIME, fixture.clock));
    assertThat(fixture.statistics.snapshot().hits()).isEqualTo(1);
  }

  @Test
  void aWalkMovesTheDeadlineAlsoOfAValueThatIsNewMeanwhile() {
    fixture.policy(ACCESSED);
    fixture.otherPuts("k", "a", Duration.ofSeconds(1));
    fixture.store.beforeNextWrites(() -> fixture.otherPuts("k", "b", Duration.ofSeconds(1)));

    assertThat(walk()).toIterable().containsExactly("k=a");

    assertThat(requireNonNull(fixture.entry("k")).deadline())
        .isEqualTo(in(LIFETIME, fixture.clock));
  }

  @Test
  void aWalkGoesOnIfADeadlineCannotBeMoved() {
    fixture.policy(ACCESSED);
    fill(3);
    fixture.clock.advance(Duration.ofSeconds(1));
    fixture.store.refuseTouches();

    assertThat(walk()).toIterable().hasSize(3);

    assertThat(fixture.statistics.snapshot().hits()).isEqualTo(3);
  }

  @Test
  void whatExpiresDuringTheWalkIsLeftOut() {
    fixture.otherPuts("a", "1", LIFETIME);
    fixture.otherPuts("b", "2", LIFETIME);
    Iterator<String> walk = walk();
    walk.next();
    fixture.clock.advance(LIFETIME);

    assertThat(walk.hasNext()).isFalse();
  }

  @Test
  void aThrowingListenerDoesNotKeepARemoveAllFromFinishing() {
    fixture.listening(
        event -> {
          throw new IllegalStateException("deaf");
        });
    fill(250);

    assertThatExceptionOfType(CacheEntryListenerException.class)
        .isThrownBy(() -> fixture.scans().removeAll());

    assertThat(walk()).isExhausted();
    assertThat(fixture.statistics.snapshot().removals()).isEqualTo(250);
  }

  @Test
  void aRemoveAllTellsItsListenersInTheCallersThread() {
    Set<Thread> heardIn = ConcurrentHashMap.newKeySet();
    fixture.listening(event -> heardIn.add(Thread.currentThread()));
    fill(250);

    fixture.scans().removeAll();

    assertThat(heardIn).containsExactly(Thread.currentThread());
  }

  @Test
  void aListenerOfAPutMayRemoveAll() {
    AtomicBoolean removed = new AtomicBoolean();
    List<Runnable> removeAll = new ArrayList<>();
    fixture
        .callTimeout(Duration.ofSeconds(2))
        .bulkTimeout(Duration.ofSeconds(2))
        .listening(
            event -> {
              if (removed.compareAndSet(false, true)) {
                removeAll.forEach(Runnable::run);
              }
            });
    fill(120);
    EntryRunner<String, String> single = fixture.single();
    ScanRunner<String, String> scans =
        new ScanRunner<>(
            fixture.parts(),
            fixture.pages(),
            new BulkRunner<>(fixture.parts(), single),
            fixture.statistics);
    removeAll.add(scans::removeAll);

    single.run("k1", Operations.put("new"));

    assertThat(walk()).isExhausted();
  }

  @Test
  void removingAllTellsStatisticsOfLiveEntriesAndClearingDoesNot() {
    fill(3);
    fixture.otherPuts("expired", "b", Duration.ZERO);
    fixture.scans().removeAll();
    assertThat(fixture.statistics.snapshot().removals()).isEqualTo(3);
    assertThat(fixture.entry("expired")).isNull();

    fixture.listening();
    fill(3);
    fixture.scans().clear();
    assertThat(fixture.statistics.snapshot().removals()).isEqualTo(3);
    assertThat(fixture.events).isEmpty();
    assertThat(fixture.entry("k0")).isNull();
  }

  /** "Some entries are gone": a plain failure would say that nothing was changed. */
  @Test
  void aRemoveAllThatFailsAfterItsFirstGroupSaysThatEntriesAreGone() {
    fixture.listening();
    fill(150);
    fixture.store.beforeNextWrites(() -> {}, () -> fixture.store.refuseAll());

    assertThatExceptionOfType(PartialFailureException.class)
        .isThrownBy(() -> fixture.scans().removeAll())
        .withMessageContaining("entries are gone already")
        .withMessageContaining("call again")
        .satisfies(thrown -> assertThat(thrown.applied()).isNotEmpty());

    assertThat(fixture.events).hasSize(100);
  }

  @Test
  void aRemoveAllThatFailsAtItsFirstGroupChangedNothing() {
    fixture.listening();
    fill(150);
    fixture.store.refuseAll();

    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> fixture.scans().removeAll())
        .isNotInstanceOf(PartialFailureException.class);
  }

  @Test
  void clearingThatFailsAfterTheFirstDeletionSaysThatEntriesAreGone() {
    for (Runnable emptying :
        List.<Runnable>of(fixture.scans()::clear, fixture.scans()::removeAll)) {
      fill(60);
      fixture.store.beforeNextWrites(() -> {}, () -> fixture.store.refuseAll());

      assertThatExceptionOfType(PartialFailureException.class)
          .isThrownBy(emptying::run)
          .withMessageContaining("entries are gone already")
          .satisfies(thrown -> assertThat(thrown.applied()).isNotEmpty());

      fixture.store.refuse();
    }
    assertThat(fixture.statistics.snapshot().removals()).isEqualTo(25);
  }

  @Test
  void clearingEndsWithinTheLimitOfBulkOperations() {
    assertEndsWithinTheLimit(() -> fixture.scans().clear());
  }

  @Test
  void removingAllEndsWithinTheLimitOfBulkOperations() {
    assertEndsWithinTheLimit(() -> fixture.scans().removeAll());
    fixture.listening();
    assertEndsWithinTheLimit(() -> fixture.scans().removeAll());
  }

  private void assertEndsWithinTheLimit(Runnable call) {
    // More than one limit's worth of requests, whether an entry or a hundred go at a time.
    fill(1_000);
    fixture.bulkTimeout(SHORT).store.delayEachRequest(Duration.ofMillis(100));
    long begin = System.nanoTime();
    assertThatExceptionOfType(StoreException.class).isThrownBy(call::run);
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(SHORT.multipliedBy(2));
  }

  private void fill(int count) {
    for (int i = 0; i < count; i++) {
      fixture.otherPuts("k" + i, "v" + i, LIFETIME);
    }
  }

  private Iterator<String> walk() {
    Iterator<Cache.Entry<String, String>> entries = fixture.scans().iterate(Segment.WHOLE_TABLE);
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return entries.hasNext();
      }

      @Override
      public String next() {
        Cache.Entry<String, String> entry = entries.next();
        return entry.getKey() + "=" + entry.getValue();
      }
    };
  }
}
