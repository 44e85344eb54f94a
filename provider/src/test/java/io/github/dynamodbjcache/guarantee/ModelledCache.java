package io.github.dynamodbjcache.guarantee;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * What a cache has to show of its entries to somebody whose clock shows a certain instant: who
 * writes adds the lifetime to their clock's instant, who looks compares with their own.
 */
final class ModelledCache {

  private record Entry(long value, long deadline) {

    boolean isLiveAt(long now) {
      return deadline > now;
    }
  }

  private final Map<String, Entry> entries = new HashMap<>();
  private final ChangingLifetimes lifetimes;

  ModelledCache(ChangingLifetimes lifetimes) {
    this.lifetimes = lifetimes;
  }

  /** The live value, or null; looking is no access. */
  @Nullable Long at(String key, long now) {
    Entry entry = entries.get(key);
    return entry != null && entry.isLiveAt(now) ? entry.value() : null;
  }

  /** The live value, or null; it is accessed. */
  @Nullable Long access(String key, long now) {
    Long value = at(key, now);
    if (value != null && lifetimes.access() != null) {
      entries.put(key, new Entry(value, after(now, lifetimes.access())));
    }
    return value;
  }

  /** All live entries; each is accessed. */
  Map<String, Long> accessAll(long now) {
    Map<String, Long> live = new HashMap<>();
    for (String key : List.copyOf(entries.keySet())) {
      Long value = access(key, now);
      if (value != null) {
        live.put(key, value);
      }
    }
    return live;
  }

  /** Writes over what is live, or creates; true if the value was stored. */
  boolean write(String key, long value, long now) {
    Entry entry = entries.get(key);
    if (entry != null && entry.isLiveAt(now)) {
      Long update = lifetimes.update();
      entries.put(key, new Entry(value, update == null ? entry.deadline() : after(now, update)));
      return true;
    }
    if (lifetimes.creation() == 0) {
      return false; // Not stored; what has expired for this clock stays for a slower one.
    }
    entries.put(key, new Entry(value, after(now, lifetimes.creation())));
    return true;
  }

  /** Writes if there is a live value; gives what was there. */
  @Nullable Long writeOver(String key, LongFunction<@Nullable Long> next, long now) {
    Long value = at(key, now);
    Long written = value == null ? null : next.apply(value);
    if (written != null) {
      write(key, written, now);
    }
    return value;
  }

  /** Removes what is live, and gives its value; what has expired is no entry. */
  @Nullable Long remove(String key, long now) {
    Long value = at(key, now);
    if (value != null) {
      entries.remove(key);
    }
    return value;
  }

  /** Removes whatever is there. */
  void delete(String key) {
    entries.remove(key);
  }

  private static long after(long now, long lifetime) {
    return lifetime == ChangingLifetimes.ETERNAL ? Long.MAX_VALUE : now + lifetime;
  }
}
