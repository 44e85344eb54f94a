package io.github.dynamodbjcache.internal.mapping;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** When attributes that this library wrote are the same: sets are, whatever their order. */
final class SameAttributes {

  private SameAttributes() {}

  /**
   * True if two items have the same attributes.
   *
   * @param optional the names of those that one of them may lack
   */
  static boolean same(
      Map<String, AttributeValue> a, Map<String, AttributeValue> b, Set<String> optional) {
    Set<String> names = new HashSet<>(a.keySet());
    names.addAll(b.keySet());
    for (String name : names) {
      AttributeValue one = a.get(name);
      AttributeValue other = b.get(name);
      boolean lacking = one == null || other == null;
      if (lacking ? !optional.contains(name) : !same(one, other)) {
        return false;
      }
    }
    return true;
  }

  private static boolean same(@Nullable AttributeValue a, @Nullable AttributeValue b) {
    if (a == null || b == null || a.type() != b.type()) {
      return false;
    }
    return switch (a.type()) {
      case SS -> Set.copyOf(a.ss()).equals(Set.copyOf(b.ss()));
      case NS -> Set.copyOf(a.ns()).equals(Set.copyOf(b.ns()));
      case BS -> Set.copyOf(a.bs()).equals(Set.copyOf(b.bs()));
      case L -> same(a.l(), b.l());
      case M -> same(a.m(), b.m(), Set.of());
      default -> a.equals(b);
    };
  }

  private static boolean same(List<AttributeValue> a, List<AttributeValue> b) {
    if (a.size() != b.size()) {
      return false;
    }
    for (int i = 0; i < a.size(); i++) {
      if (!same(a.get(i), b.get(i))) {
        return false;
      }
    }
    return true;
  }
}
