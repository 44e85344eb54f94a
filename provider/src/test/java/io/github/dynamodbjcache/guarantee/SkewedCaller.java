package io.github.dynamodbjcache.guarantee;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbjcache.testing.ManualClock;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import javax.cache.Cache;
import javax.cache.processor.EntryProcessor;
import org.jspecify.annotations.Nullable;

/**
 * Calls one cache through two managers whose clocks differ, in turn and at random, and compares
 * each answer with that of a model.
 */
final class SkewedCaller implements Runnable {

  private static final int KEYS = 12;
  private static final List<Long> LIFETIMES =
      List.of(0L, 1_000L, 4_000L, 8_000L, 20_000L, ChangingLifetimes.ETERNAL);

  private static final EntryProcessor<String, Long, @Nullable Long> READ =
      (entry, arguments) -> entry.getValue();

  private static final EntryProcessor<String, Long, Boolean> EXISTS =
      (entry, arguments) -> entry.exists();

  private static final EntryProcessor<String, Long, Boolean> INCREMENT =
      (entry, arguments) -> {
        boolean there = entry.exists();
        entry.setValue(there ? entry.getValue() + 1 : 1);
        return there;
      };

  private static final EntryProcessor<String, Long, Boolean> REMOVE =
      (entry, arguments) -> {
        boolean there = entry.exists();
        entry.remove();
        return there;
      };

  /** A cache and the clock of its manager. */
  record Side(String name, Cache<String, Long> cache, Clock clock) {}

  private final List<Side> sides;
  private final List<ManualClock> clocks;
  private final ChangingLifetimes lifetimes;
  private final boolean lifetimesChange;
  private final Random random;
  private final int calls;
  private final ModelledCache model;
  private long nextValue;
  private String done = "";

  /**
   * A caller of one cache.
   *
   * @param lifetimes those of the cache's policy
   * @param lifetimesChange true if the cache has that very policy, so that it can change
   */
  SkewedCaller(
      List<Side> sides,
      List<ManualClock> clocks,
      ChangingLifetimes lifetimes,
      boolean lifetimesChange,
      Random random,
      int calls) {
    this.sides = sides;
    this.clocks = clocks;
    this.lifetimes = lifetimes;
    this.lifetimesChange = lifetimesChange;
    this.random = random;
    this.calls = calls;
    this.model = new ModelledCache(lifetimes);
  }

  @Override
  public void run() {
    for (int call = 0; call < calls; call++) {
      if (random.nextInt(3) == 0) {
        Duration step = Duration.ofMillis(random.nextInt(3_000));
        clocks.forEach(clock -> clock.advance(step));
      }
      if (lifetimesChange) {
        lifetimes.set(lifetime(), lifetimeOrNull(), lifetimeOrNull());
      }
      Side side = sides.get(random.nextInt(sides.size()));
      done = "call " + call + " by " + side.name() + ": ";
      if (random.nextInt(6) > 0) {
        one("k" + random.nextInt(KEYS), side.cache(), side.clock().millis());
      } else {
        several(side.cache(), side.clock().millis());
      }
    }
  }

  private void one(String key, Cache<String, Long> cache, long now) {
    long value = 1000 * ++nextValue;
    Long there = model.at(key, now);
    long old = there == null || random.nextBoolean() ? value - 1 : there;
    boolean same = Objects.equals(there, old);
    switch (random.nextInt(17)) {
      case 0, 1 -> same("get " + key, model.access(key, now), cache.get(key));
      case 2 -> same("containsKey " + key, there != null, cache.containsKey(key));
      case 3, 4 -> {
        cache.put(key, value);
        model.write(key, value, now);
      }
      case 5 -> {
        same("getAndPut " + key, there, cache.getAndPut(key, value));
        model.write(key, value, now);
      }
      case 6, 7 ->
          same(
              "putIfAbsent " + key,
              there == null && model.write(key, value, now),
              cache.putIfAbsent(key, value));
      case 8 -> {
        same("replace " + key, there != null, cache.replace(key, value));
        model.writeOver(key, before -> value, now);
      }
      case 9 -> {
        same("replace old " + key, same, cache.replace(key, old, value));
        if (same) {
          model.write(key, value, now);
        } else {
          model.access(key, now);
        }
      }
      case 10 -> {
        same("getAndReplace " + key, there, cache.getAndReplace(key, value));
        model.writeOver(key, before -> value, now);
      }
      case 11 -> same("remove " + key, model.remove(key, now) != null, cache.remove(key));
      case 12 -> {
        same("remove old " + key, same, cache.remove(key, old));
        if (same) {
          model.remove(key, now);
        } else {
          model.access(key, now);
        }
      }
      case 13 -> same("getAndRemove " + key, model.remove(key, now), cache.getAndRemove(key));
      case 14 -> {
        same("increment " + key, there != null, cache.invoke(key, INCREMENT));
        model.write(key, there == null ? 1 : there + 1, now);
      }
      case 15 ->
          same(
              "remove by processor " + key,
              model.remove(key, now) != null,
              cache.invoke(key, REMOVE));
      default -> {
        same("exists " + key, there != null, cache.invoke(key, EXISTS));
        same("read by processor " + key, model.access(key, now), cache.invoke(key, READ));
      }
    }
  }

  private void several(Cache<String, Long> cache, long now) {
    Set<String> keys = new HashSet<>();
    for (int i = 0; i < 4; i++) {
      keys.add("k" + random.nextInt(KEYS));
    }
    switch (random.nextInt(4)) {
      case 0 -> {
        Map<String, Long> puts = new HashMap<>();
        keys.forEach(key -> puts.put(key, 1000 * ++nextValue));
        cache.putAll(puts);
        puts.forEach((key, value) -> model.write(key, value, now));
      }
      case 1 -> {
        cache.removeAll(keys);
        keys.forEach(model::delete);
      }
      case 2 -> {
        Map<String, Long> walked = new HashMap<>();
        cache.forEach(entry -> walked.put(entry.getKey(), entry.getValue()));
        same("iterator", model.accessAll(now), walked);
      }
      default -> {
        Map<String, Long> expected = new HashMap<>();
        for (String key : keys) {
          Long value = model.access(key, now);
          if (value != null) {
            expected.put(key, value);
          }
        }
        same("getAll", expected, cache.getAll(keys));
      }
    }
  }

  private long lifetime() {
    return LIFETIMES.get(random.nextInt(LIFETIMES.size()));
  }

  private @Nullable Long lifetimeOrNull() {
    return random.nextInt(3) == 0 ? null : Long.valueOf(lifetime());
  }

  private void same(String what, @Nullable Object expected, @Nullable Object answered) {
    assertThat(answered).as("%s%s", done, what).isEqualTo(expected);
  }
}
