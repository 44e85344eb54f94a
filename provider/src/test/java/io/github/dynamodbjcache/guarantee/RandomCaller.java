package io.github.dynamodbjcache.guarantee;

import io.github.dynamodbjcache.testing.history.Meaning;
import io.github.dynamodbjcache.testing.history.Register;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import javax.cache.Cache;
import javax.cache.processor.EntryProcessor;
import org.jspecify.annotations.Nullable;

/**
 * A thread that calls a cache at random, and has every call recorded. All callers of a test work on
 * the same few keys at a time, and go on to other keys together.
 */
final class RandomCaller implements Runnable {

  /** How many keys are worked on at a time. */
  static final int KEYS_AT_A_TIME = 4;

  /** How many calls it takes until the next keys come up. */
  static final int CALLS_ON_THEM = 200;

  /** What it calls. */
  enum Repertoire {
    /** Everything that works on entries. */
    ALL,
    /** All but what removes entries. */
    WITHOUT_REMOVALS
  }

  private static final EntryProcessor<String, Long, Long> INCREMENT =
      (entry, arguments) -> {
        long next = entry.exists() ? entry.getValue() + 1 : 1;
        entry.setValue(next);
        return next;
      };

  private static final EntryProcessor<String, Long, @Nullable Long> REMOVE_EVEN_DOUBLE_ODD =
      (entry, arguments) -> {
        Long before = entry.getValue();
        if (before == null) {
          return null;
        }
        if (before % 2 == 0) {
          entry.remove();
        } else {
          entry.setValue(before * 2);
        }
        return before;
      };

  private static final EntryProcessor<String, Long, @Nullable Long> READ =
      (entry, arguments) -> entry.getValue();

  private final Cache<String, Long> cache;
  private final Recorder recorder;
  private final Random random;
  private final AtomicInteger calls;
  private final int mostCalls;
  private final Repertoire repertoire;

  /**
   * One of several, which calls everything.
   *
   * @param calls counts the calls of all of them
   */
  RandomCaller(
      Cache<String, Long> cache,
      Recorder recorder,
      Random random,
      AtomicInteger calls,
      int mostCalls) {
    this(cache, recorder, random, calls, mostCalls, Repertoire.ALL);
  }

  /** Likewise, with that repertoire. */
  RandomCaller(
      Cache<String, Long> cache,
      Recorder recorder,
      Random random,
      AtomicInteger calls,
      int mostCalls,
      Repertoire repertoire) {
    this.repertoire = repertoire;
    this.cache = cache;
    this.recorder = recorder;
    this.random = random;
    this.calls = calls;
    this.mostCalls = mostCalls;
  }

  @Override
  public void run() {
    for (int call = calls.getAndIncrement(); call < mostCalls; call = calls.getAndIncrement()) {
      int round = call / CALLS_ON_THEM;
      if (random.nextInt(10) > 0) {
        single(key(round));
      } else {
        several(round);
      }
    }
  }

  private void single(String key) {
    long value = recorder.freshValue();
    long old = recorder.lastSeen(key, random);
    switch (drawn(16, /* removals= */ Set.of(10, 11, 12, 14))) {
      case 0, 1 -> recorder.record(key, Register.get(), () -> cache.get(key));
      case 2 -> recorder.record(key, Register.containsKey(), () -> cache.containsKey(key));
      case 3 ->
          recorder.record(
              key,
              Register.put(value),
              () -> {
                cache.put(key, value);
                return null;
              });
      case 4 -> recorder.record(key, Register.getAndPut(value), () -> cache.getAndPut(key, value));
      case 5 ->
          recorder.record(key, Register.putIfAbsent(value), () -> cache.putIfAbsent(key, value));
      case 6 -> recorder.record(key, Register.replace(value), () -> cache.replace(key, value));
      case 7, 8 ->
          recorder.record(key, Register.replace(old, value), () -> cache.replace(key, old, value));
      case 9 ->
          recorder.record(
              key, Register.getAndReplace(value), () -> cache.getAndReplace(key, value));
      case 10 -> recorder.record(key, Register.remove(), () -> cache.remove(key));
      case 11 -> recorder.record(key, Register.remove(old), () -> cache.remove(key, old));
      case 12 -> recorder.record(key, Register.getAndRemove(), () -> cache.getAndRemove(key));
      case 13 -> recorder.record(key, Register.increment(), () -> cache.invoke(key, INCREMENT));
      case 14 ->
          recorder.record(
              key, Register.removeEvenDoubleOdd(), () -> cache.invoke(key, REMOVE_EVEN_DOUBLE_ODD));
      default -> recorder.record(key, Register.get(), () -> cache.invoke(key, READ));
    }
  }

  private void several(int round) {
    Set<String> keys = new HashSet<>(List.of(key(round), key(round), key(round)));
    switch (drawn(11, /* removals= */ Set.of(2, 3, 6))) {
      case 0, 1 -> {
        Map<String, Long> puts = new HashMap<>();
        Map<String, Meaning> meanings = new HashMap<>();
        for (String key : keys) {
          long value = recorder.freshValue();
          puts.put(key, value);
          meanings.put(key, Register.put(value));
        }
        recorder.recordAll(
            meanings,
            () -> {
              cache.putAll(puts);
              return Map.of();
            });
      }
      case 2, 3 ->
          recorder.recordAllRemoved(
              each(keys, Register.delete()),
              () -> {
                cache.removeAll(keys);
                return Map.of();
              });
      case 4, 5 ->
          recorder.recordInvoked(
              each(keys, Register.increment()), () -> cache.invokeAll(keys, INCREMENT));
      case 6 ->
          recorder.recordInvoked(
              each(keys, Register.removeEvenDoubleOdd()),
              () -> cache.invokeAll(keys, REMOVE_EVEN_DOUBLE_ODD));
      case 7 ->
          recorder.recordAll(
              each(keysOf(round), Register.get()),
              () -> {
                Map<String, Object> seen = new HashMap<>();
                cache.forEach(entry -> seen.put(entry.getKey(), entry.getValue()));
                return seen;
              });
      default ->
          recorder.recordAll(each(keys, Register.get()), () -> new HashMap<>(cache.getAll(keys)));
    }
  }

  private int drawn(int of, Set<Integer> removals) {
    int drawn = random.nextInt(of);
    return repertoire == Repertoire.WITHOUT_REMOVALS && removals.contains(drawn) ? 0 : drawn;
  }

  private static Map<String, Meaning> each(Set<String> keys, Meaning meaning) {
    Map<String, Meaning> meanings = new HashMap<>();
    keys.forEach(key -> meanings.put(key, meaning));
    return meanings;
  }

  private String key(int round) {
    return key(round, random.nextInt(KEYS_AT_A_TIME));
  }

  private static Set<String> keysOf(int round) {
    Set<String> keys = new HashSet<>();
    for (int i = 0; i < KEYS_AT_A_TIME; i++) {
      keys.add(key(round, i));
    }
    return keys;
  }

  private static String key(int round, int i) {
    return round + "-" + i;
  }
}
