package io.github.dynamodbjcache.guarantee;

import io.github.dynamodbjcache.OutcomeUnknownException;
import io.github.dynamodbjcache.internal.store.Applied;
import io.github.dynamodbjcache.internal.store.EntryKey;
import io.github.dynamodbjcache.internal.store.PartialFailureException;
import io.github.dynamodbjcache.testing.history.Call;
import io.github.dynamodbjcache.testing.history.Meaning;
import io.github.dynamodbjcache.testing.history.Violation;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import javax.cache.CacheException;
import javax.cache.processor.EntryProcessorException;
import javax.cache.processor.EntryProcessorResult;
import org.jspecify.annotations.Nullable;

/**
 * Writes down what callers did to each key and what they were told: an answer, that the outcome is
 * unknown, or that nothing was done.
 *
 * <p>Each key of a call on several counts as a call of its own: JCache promises no atomicity across
 * keys.
 */
final class Recorder {

  private final boolean removalsRepeat;
  private final ConcurrentMap<String, Queue<Call>> histories = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, Long> lastSeen = new ConcurrentHashMap<>();
  private final AtomicLong values = new AtomicLong();
  private final AtomicInteger recorded = new AtomicInteger();
  private final AtomicInteger unknown = new AtomicInteger();
  private final AtomicInteger failed = new AtomicInteger();

  /**
   * Without calls.
   *
   * @param removalsRepeat true if {@code removeAll(keys)} deletes in batches, which are sent again
   *     after a lost answer: a put that overlaps it may then go as well
   */
  Recorder(boolean removalsRepeat) {
    this.removalsRepeat = removalsRepeat;
  }

  /** A value that no call has used yet, odd or even. */
  long freshValue() {
    long number = values.incrementAndGet();
    return number * 1000 + number % 2;
  }

  /** A value that the entry may well have, or hardly. */
  long lastSeen(String key, Random random) {
    return lastSeen.getOrDefault(key, 1L) + random.nextInt(2);
  }

  int recorded() {
    return recorded.get();
  }

  int unknown() {
    return unknown.get();
  }

  int failed() {
    return failed.get();
  }

  /** The keys whose histories are not linearizable, and what they show. */
  Map<String, Violation> violations() {
    Map<String, Violation> violations = new ConcurrentHashMap<>();
    histories.forEach(
        (key, history) ->
            Violation.in(List.copyOf(history))
                .ifPresent(violation -> violations.put(key, violation)));
    return violations;
  }

  Iterable<String> keys() {
    return histories.keySet();
  }

  void record(String key, Meaning meaning, Supplier<? extends @Nullable Object> call) {
    long from = System.nanoTime();
    try {
      answered(key, meaning, from, System::nanoTime, call.get());
    } catch (OutcomeUnknownException e) {
      unknown(key, meaning, from);
    } catch (CacheException notDone) {
      failed.incrementAndGet();
    }
  }

  /** A call on several keys that answers those it has something to tell of. */
  void recordAll(
      Map<String, Meaning> meanings, Supplier<? extends Map<String, ? extends Object>> call) {
    recordAll(meanings, call, /* repeats= */ false);
  }

  /** A call that removes several keys. */
  void recordAllRemoved(
      Map<String, Meaning> meanings, Supplier<? extends Map<String, ? extends Object>> call) {
    recordAll(meanings, call, removalsRepeat);
  }

  /** A call that runs a processor on several keys, one after the other. */
  void recordInvoked(
      Map<String, Meaning> meanings,
      Supplier<? extends Map<String, EntryProcessorResult<Long>>> call) {
    long from = System.nanoTime();
    Map<String, EntryProcessorResult<Long>> results = call.get();
    long until = System.nanoTime();
    meanings.forEach(
        (key, meaning) -> {
          try {
            EntryProcessorResult<Long> result = results.get(key);
            answered(key, meaning, from, () -> until, result == null ? null : result.get());
          } catch (EntryProcessorException e) {
            if (e.getCause() instanceof OutcomeUnknownException) {
              unknown(key, meaning, from);
            } else if (e.getCause() instanceof CacheException) {
              failed.incrementAndGet();
            } else {
              throw e;
            }
          }
        });
  }

  private void recordAll(
      Map<String, Meaning> meanings,
      Supplier<? extends Map<String, ? extends Object>> call,
      boolean repeats) {
    long from = System.nanoTime();
    try {
      Map<String, ? extends Object> answers = call.get();
      long until = System.nanoTime();
      meanings.forEach(
          (key, meaning) -> {
            Call done = Call.answered(caller(), meaning, from, until, answers.get(key));
            add(key, repeats ? done.repeating() : done);
          });
    } catch (CacheException e) {
      meanings.forEach((key, meaning) -> recordAfter(e, key, meaning, from, repeats));
    }
  }

  private void recordAfter(
      CacheException failure, String key, Meaning meaning, long from, boolean repeats) {
    if (meaning.reads() || isCertainlyNotDone(failure, key)) {
      failed.incrementAndGet();
      return;
    }
    unknown.incrementAndGet();
    Call unknownCall = Call.unknown(caller(), meaning, from);
    add(key, repeats ? unknownCall.repeating() : unknownCall);
  }

  private static boolean isCertainlyNotDone(CacheException failure, String key) {
    return failure.getCause() instanceof PartialFailureException partial
        && (holds(partial.notDone(), key)
            || partial.applied().entrySet().stream()
                .anyMatch(
                    entry ->
                        isOf(entry.getKey(), key) && entry.getValue() instanceof Applied.Conflict));
  }

  private static boolean holds(Iterable<EntryKey> keys, String key) {
    for (EntryKey candidate : keys) {
      if (isOf(candidate, key)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isOf(EntryKey at, String key) {
    return at.attributes().values().stream().anyMatch(value -> Objects.equals(value.s(), key));
  }

  private void answered(
      String key, Meaning meaning, long from, Supplier<Long> until, @Nullable Object answer) {
    if (answer instanceof Long value) {
      lastSeen.put(key, value);
    }
    add(key, Call.answered(caller(), meaning, from, until.get(), answer));
  }

  private void unknown(String key, Meaning meaning, long from) {
    unknown.incrementAndGet();
    if (!meaning.reads()) {
      add(key, Call.unknown(caller(), meaning, from));
    }
  }

  private void add(String key, Call call) {
    recorded.incrementAndGet();
    histories.computeIfAbsent(key, k -> new ConcurrentLinkedQueue<>()).add(call);
  }

  private static String caller() {
    return Thread.currentThread().getName();
  }
}
