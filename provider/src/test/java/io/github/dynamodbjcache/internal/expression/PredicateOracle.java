package io.github.dynamodbjcache.internal.expression;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What a predicate is of an item, by the letter of DynamoDB's guide and not by its service. */
final class PredicateOracle {

  private final Map<String, Object> item;

  PredicateOracle(Map<String, AttributeValue> item) {
    this.item = Values.canonical(item);
  }

  boolean holds(Predicate predicate) {
    if (predicate instanceof Predicate.All all) {
      return all.predicates().stream().allMatch(this::holds);
    }
    if (predicate instanceof Predicate.Any any) {
      return any.predicates().stream().anyMatch(this::holds);
    }
    if (predicate instanceof Predicate.Not not) {
      return !holds(not.predicate());
    }
    if (predicate instanceof Predicate.Comparison comparison) {
      return holds(
          comparison.comparator(), at(comparison.operand()), Values.canonical(comparison.value()));
    }
    if (predicate instanceof Predicate.Between between) {
      Object value = at(between.operand());
      return holds(Predicate.Comparator.GE, value, Values.canonical(between.low()))
          && holds(Predicate.Comparator.LE, value, Values.canonical(between.high()));
    }
    if (predicate instanceof Predicate.In in) {
      Object value = at(in.operand());
      return in.values().stream().anyMatch(one -> Values.canonical(one).equals(value));
    }
    if (predicate instanceof Predicate.BeginsWith beginsWith) {
      return beginsWith(at(beginsWith.path()), Values.canonical(beginsWith.prefix()));
    }
    if (predicate instanceof Predicate.Contains contains) {
      return contains(at(contains.path()), Values.canonical(contains.element()));
    }
    if (predicate instanceof Predicate.IsOfType isOfType) {
      Object value = at(isOfType.path());
      return value != null && type(value).equals(isOfType.type());
    }
    return predicate instanceof Predicate.Exists exists
        ? at(exists.path()) != null
        : at(((Predicate.IsAbsent) predicate).path()) == null;
  }

  private static boolean holds(
      Predicate.Comparator comparator, @Nullable Object value, Object other) {
    if (comparator == Predicate.Comparator.NE) {
      return !other.equals(value);
    }
    if (comparator == Predicate.Comparator.EQ) {
      return other.equals(value);
    }
    Integer order = value == null ? null : Values.order(value, other);
    return order != null
        && switch (comparator) {
          case LT -> order < 0;
          case LE -> order <= 0;
          case GT -> order > 0;
          default -> order >= 0;
        };
  }

  private static boolean beginsWith(@Nullable Object value, Object prefix) {
    if (value instanceof String text && prefix instanceof String start) {
      return text.startsWith(start);
    }
    if (value instanceof SdkBytes bytes && prefix instanceof SdkBytes start) {
      byte[] all = bytes.asByteArray();
      byte[] first = start.asByteArray();
      return all.length >= first.length && Arrays.equals(Arrays.copyOf(all, first.length), first);
    }
    return false;
  }

  private static boolean contains(@Nullable Object value, Object element) {
    if (value instanceof String text && element instanceof String part) {
      return text.contains(part);
    }
    if (value instanceof SdkBytes bytes && element instanceof SdkBytes part) {
      return hex(bytes).contains(hex(part));
    }
    return value instanceof Set<?> set
        ? set.contains(element)
        : value instanceof List<?> list && list.contains(element);
  }

  /** Each byte as a word of its own, so that none is found across two. */
  private static String hex(SdkBytes bytes) {
    return HexFormat.of().withPrefix("x").formatHex(bytes.asByteArrayUnsafe());
  }

  private static String type(Object value) {
    if (value instanceof Set<?> set) {
      return type(set.iterator().next()) + "S";
    }
    if (value instanceof String) {
      return "S";
    }
    if (value instanceof Values.Number) {
      return "N";
    }
    if (value instanceof SdkBytes) {
      return "B";
    }
    if (value instanceof Boolean) {
      return "BOOL";
    }
    if (value instanceof List<?>) {
      return "L";
    }
    return value instanceof Map<?, ?> ? "M" : "NULL";
  }

  private @Nullable Object at(Predicate.Operand operand) {
    Object value = at(operand.path());
    return operand instanceof Predicate.SizeOf && value != null ? Values.size(value) : value;
  }

  private @Nullable Object at(AttributePath path) {
    return at(item, path);
  }

  /** What lies there in an item; null for nothing. */
  static @Nullable Object at(Map<String, Object> item, AttributePath path) {
    Object at = item;
    for (Object element : path.elements()) {
      if (at instanceof Map<?, ?> map && element instanceof String) {
        at = map.get(element);
      } else if (at instanceof List<?> list
          && element instanceof Integer index
          && index < list.size()) {
        at = list.get(index);
      } else {
        return null;
      }
    }
    return at;
  }
}
