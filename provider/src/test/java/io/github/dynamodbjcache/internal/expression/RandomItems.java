package io.github.dynamodbjcache.internal.expression;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Items of few names and few values, so that much of them meets; all types, nested. */
final class RandomItems {

  /** Reserved words, names of our own format, and characters of expressions. */
  static final List<String> NAMES =
      List.of(
          "status", "name", "data", "ttl", "w", "x", "v", "m", "size", "a.b", "#x", ":y", "a[0]",
          "größe", "AND", " ");

  private static final List<String> TEXTS =
      List.of("", "a", "ab", "b", "ba", "AND", ":0", "#0", "ä", "\uff5e", "\ud83d\ude00", "S");
  private static final List<String> NUMBERS =
      List.of("0", "1", "1.0", "10E-1", "-3", "2", "10", "1E2", "0.5", "12345678901234567890");
  private static final List<byte[]> BYTES =
      List.of(new byte[0], new byte[] {1}, new byte[] {1, 2}, new byte[] {-1}, new byte[] {2, 1});

  private final Random random;

  RandomItems(Random random) {
    this.random = random;
  }

  Map<String, AttributeValue> item() {
    Map<String, AttributeValue> item = new HashMap<>();
    for (int i = random.nextInt(NAMES.size()); i >= 0; i--) {
      item.put(name(), value(3));
    }
    return item;
  }

  String name() {
    return one(NAMES);
  }

  AttributeValue value(int depth) {
    return switch (random.nextInt(depth == 0 ? 8 : 12)) {
      case 0, 1 -> text();
      case 2, 3 -> number();
      case 4 -> bytes();
      case 5 -> AttributeValue.fromBool(random.nextBoolean());
      case 6 -> AttributeValue.fromNul(true);
      case 7 -> set();
      case 8, 9 -> list(depth);
      default -> map(depth);
    };
  }

  AttributeValue text() {
    return AttributeValue.fromS(one(TEXTS));
  }

  AttributeValue number() {
    return AttributeValue.fromN(one(NUMBERS));
  }

  AttributeValue bytes() {
    return AttributeValue.fromB(SdkBytes.fromByteArray(one(BYTES)));
  }

  AttributeValue set() {
    Map<Object, AttributeValue> distinct = new LinkedHashMap<>();
    int kind = random.nextInt(3);
    for (int i = random.nextInt(3); i >= 0; i--) {
      AttributeValue element = kind == 0 ? text() : kind == 1 ? number() : bytes();
      distinct.putIfAbsent(Values.canonical(element), element);
    }
    List<AttributeValue> all = List.copyOf(distinct.values());
    return switch (kind) {
      case 0 -> AttributeValue.fromSs(all.stream().map(AttributeValue::s).toList());
      case 1 -> AttributeValue.fromNs(all.stream().map(AttributeValue::n).toList());
      default -> AttributeValue.fromBs(all.stream().map(AttributeValue::b).toList());
    };
  }

  List<AttributeValue> elements(int depth) {
    List<AttributeValue> elements = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      elements.add(value(depth));
    }
    return elements;
  }

  private AttributeValue list(int depth) {
    return AttributeValue.fromL(elements(depth - 1));
  }

  private AttributeValue map(int depth) {
    Map<String, AttributeValue> map = new HashMap<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      map.put(name(), value(depth - 1));
    }
    return AttributeValue.fromM(map);
  }

  /** A place in that item, mostly; sometimes one that is not there. */
  AttributePath path(Map<String, AttributeValue> item) {
    List<Object> elements = new ArrayList<>();
    String first =
        item.isEmpty() || random.nextInt(6) == 0 ? name() : one(List.copyOf(item.keySet()));
    elements.add(first);
    AttributeValue at = item.get(first);
    while (random.nextInt(3) > 0) {
      if (at != null && at.hasM()) {
        List<String> names = List.copyOf(at.m().keySet());
        String next = names.isEmpty() || random.nextInt(6) == 0 ? name() : one(names);
        elements.add(next);
        at = at.m().get(next);
      } else if (at != null && at.hasL()) {
        int next = random.nextInt(at.l().size() + 1);
        elements.add(next);
        at = next < at.l().size() ? at.l().get(next) : null;
      } else if (random.nextInt(4) == 0) {
        elements.add(random.nextBoolean() ? name() : (Object) random.nextInt(3));
        at = null;
      } else {
        break;
      }
    }
    return new AttributePath(elements);
  }

  <T> T one(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
