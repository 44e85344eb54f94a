package io.github.dynamodbjcache.internal.codec.java;

import io.github.dynamodbjcache.codec.AllowList;
import io.github.dynamodbjcache.codec.CodecException;
import java.util.Collection;

/**
 * Objects that are made only after all inside them was read cannot be referred to from inside: the
 * JDK then reads null in place of a record, and a stand-in in place of what it stands for, without
 * a word.
 */
final class Circles {

  /** These become a wrapper of the same, and hold themselves as the lock that they use. */
  private static final String WRAPPERS = "java.util.Collections$";

  private Circles() {}

  /** Refuses a value in which something refers back to such an object. */
  static void requireReadable(Findings findings, Collection<Class<?>> classes) {
    if (findings.inCircles().isEmpty()) {
      return;
    }
    for (Class<?> type : classes) {
      if (findings.inCircles().contains(type.getName()) && isMadeLast(type)) {
        throw new CodecException(
            (type.isRecord() && !AllowList.isAlwaysPermitted(type)
                    ? "the record " + type.getName()
                    : "a collection or another object that is replaced when it is read ("
                        + type.getName()
                        + ")")
                + " contains an object that refers back to it, and is not there yet when that is"
                + " read. Make the way back transient.");
      }
    }
  }

  private static boolean isMadeLast(Class<?> type) {
    return type.isRecord()
        || (SelfReading.readResolve(type) != null && !type.getName().startsWith(WRAPPERS));
  }
}
