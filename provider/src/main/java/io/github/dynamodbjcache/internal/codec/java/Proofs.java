package io.github.dynamodbjcache.internal.codec.java;

import io.github.dynamodbjcache.codec.AllowList;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which classes are known to be readable, so that a value of these alone need not be read back
 * before it is stored.
 *
 * <p>Those that every cache permits are known. Any other is once a value with it was read back,
 * unless it takes part in its own reading: then it is never, as what comes of it depends on the
 * object. To be hashed by a set or map while that is read is proven apart: the code of the class
 * runs then. A record counts as a plain class: its constructor has seen what it is given.
 */
final class Proofs {

  private final Set<Class<?>> readable = ConcurrentHashMap.newKeySet();
  private final Set<Class<?>> hashable = ConcurrentHashMap.newKeySet();

  /** True if a value of these classes is known to be readable. */
  boolean cover(Collection<Class<?>> classes, Findings findings) {
    return !findings.hashDependsOnOrder()
        && classes.stream().allMatch(type -> covers(type, findings));
  }

  private boolean covers(Class<?> type, Findings findings) {
    return AllowList.isAlwaysPermitted(type)
        || (readable.contains(type)
            && (!findings.hashed().contains(type.getName()) || hashable.contains(type)));
  }

  /** A value of these classes was read back. */
  void add(Collection<Class<?>> classes, Findings findings) {
    for (Class<?> type : classes) {
      if (!AllowList.isAlwaysPermitted(type) && !SelfReading.isOf(type)) {
        readable.add(type);
        if (findings.hashed().contains(type.getName())) {
          hashable.add(type);
        }
      }
    }
  }
}
