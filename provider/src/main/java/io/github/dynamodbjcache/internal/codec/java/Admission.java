package io.github.dynamodbjcache.internal.codec.java;

import io.github.dynamodbjcache.codec.AllowList;
import io.github.dynamodbjcache.codec.CodecException;
import java.util.HashSet;
import java.util.Set;

/**
 * The classes seen in one stream: an admitted class admits its superclasses, whose descriptors
 * follow its own. Confined to one thread.
 */
final class Admission {

  private final AllowList allowed;
  private final Set<Class<?>> superclasses = new HashSet<>();

  Admission(AllowList allowed) {
    this.allowed = allowed;
  }

  boolean admits(Class<?> type) {
    if (!allowed.permits(type)) {
      return superclasses.contains(type);
    }
    addSuperclasses(type);
    return true;
  }

  private void addSuperclasses(Class<?> type) {
    for (Class<?> c = type.getSuperclass(); c != null; c = c.getSuperclass()) {
      superclasses.add(c);
    }
  }

  /** What a stand-in in the stream becomes may be more than what is in the stream itself. */
  boolean admitsResult(Class<?> type) {
    return admits(type) || allowed.permitsResult(type);
  }

  /** Whether it admits that class; from now on it does. */
  boolean admitsAnyway(Class<?> type) {
    if (admits(type)) {
      return true;
    }
    addSuperclasses(type);
    return false;
  }

  boolean admitsLoading(String className) {
    return allowed.permitsLoading(className)
        || superclasses.stream().anyMatch(type -> type.getName().equals(className));
  }

  void require(Class<?> type) {
    if (!admits(type)) {
      throw new NotAllowedException(AllowList.elementType(type).getName(), allowed.refusal(type));
    }
  }

  CodecException refusal(String className) {
    return new NotAllowedException(className, allowed.refusal(className));
  }
}
