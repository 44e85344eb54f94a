package io.github.dynamodbjcache.internal.runner;

import io.github.dynamodbjcache.internal.store.EntryKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The entries that an operation on many is about, in order. Keys that are equal as the table has it
 * (arrays of equal content) are one entry; the last one counts.
 */
public final class Targets<K> {

  private final Map<EntryKey, Target<K>> byPlace = new LinkedHashMap<>();
  private final List<K> replaced = new ArrayList<>();

  /** The entries of those keys. */
  static <K> Targets<K> of(CacheParts<K, ?> parts, Collection<? extends K> keys) {
    Targets<K> targets = new Targets<>();
    keys.forEach(key -> targets.add(parts.target(key)));
    return targets;
  }

  /** One more, or in the place of one with an equal key. */
  public void add(Target<K> target) {
    Target<K> other = byPlace.put(target.at(), target);
    if (other != null) {
      replaced.add(other.key());
    }
  }

  /** The keys in whose place an equal one was added. */
  List<K> replaced() {
    return List.copyOf(replaced);
  }

  /** Those whose key is so. */
  Targets<K> only(Predicate<? super K> keys) {
    Targets<K> some = new Targets<>();
    byPlace.values().stream().filter(each -> keys.test(each.key())).forEach(some::add);
    return some;
  }

  Collection<Target<K>> all() {
    return byPlace.values();
  }

  /** Where they lie. */
  Set<EntryKey> places() {
    return byPlace.keySet();
  }

  /** Their keys. */
  public List<K> keys() {
    List<K> keys = new ArrayList<>(byPlace.size());
    byPlace.values().forEach(target -> keys.add(target.key()));
    return keys;
  }

  int size() {
    return byPlace.size();
  }
}
