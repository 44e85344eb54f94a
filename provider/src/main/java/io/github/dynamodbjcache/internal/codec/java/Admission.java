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
    for (Class<?> c = type.getSuperclass(); c != null; c = c.getSuperclass()) {
      superclasses.add(c);
    }
    return true;
  }

  boolean admitsLoading(String className) {
    return allowed.permitsLoading(className)
        || superclasses.stream().anyMatch(type -> type.getName().equals(className));
  }

  void require(Class<?> type) {
    if (!admits(type)) {
      throw new CodecException(allowed.refusal(type));
    }
  }

  String refusal(String className) {
    return allowed.refusal(className);
  }
}
