package io.github.dynamodbjcache.codec;

import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Random keys of every kind, and keys that resemble one. */
public final class RandomKeys {

  /** How deeply the keys lie in each other at most. */
  public static final int DEPTH = 3;

  private static final String ALPHABET = "~:,()\\ua1-/\ud800\udc00\u0000é";

  private static final List<Object> SCALARS = Samples.scalars();

  private final Random random;

  /** With a source of random numbers that can be made again from its seed. */
  public RandomKeys(Random random) {
    this.random = random;
  }

  /** A key class of an application. */
  public record Node(@Nullable Object left, @Nullable Object right) {}

  /** The patterns that a codec has to allow for them. */
  public static String allowed() {
    return RandomKeys.class.getPackageName() + ".*";
  }

  /** Values of every scalar type, borders and odd ones; no two are equal. */
  public static List<Object> scalars() {
    return SCALARS;
  }

  /** A key. */
  public Object next() {
    return key(random.nextInt(DEPTH + 1));
  }

  /** A key that looks like that one: of another type, class or wrapping, or equal to it. */
  public Object like(Object key, String text) {
    return switch (random.nextInt(10)) {
      case 0 -> text; // what it is stored as, as a string
      case 1 -> "~" + key;
      case 2 -> String.valueOf(key);
      case 3 -> List.of(key);
      case 4 -> Set.of(key);
      case 5 -> new Node(key, null);
      case 6 -> Optional.of(key);
      case 7 -> new AbstractMap.SimpleEntry<>(key, key);
      case 8 -> copy(key);
      default -> key instanceof Number number ? otherType(number) : next();
    };
  }

  /** Of another class that is equal if the JDK says so. */
  @SuppressWarnings("JdkObsolete") // keys of that class are what is tested
  private Object copy(Object key) {
    if (key instanceof List<?> list) {
      return random.nextBoolean() ? new LinkedList<>(list) : new LinkedHashSet<>(list);
    }
    if (key instanceof Set<?> set) {
      return random.nextBoolean() ? new LinkedHashSet<>(set) : new ArrayList<>(set);
    }
    if (key instanceof Map<?, ?> map) {
      return new HashMap<>(map);
    }
    return key instanceof String text ? new TreeSet<>(Set.of(text)) : key;
  }

  private Object otherType(Number number) {
    return switch (random.nextInt(6)) {
      case 0 -> number.byteValue();
      case 1 -> number.shortValue();
      case 2 -> number.intValue();
      case 3 -> number.longValue();
      case 4 -> number.floatValue();
      default -> number.doubleValue();
    };
  }

  @SuppressWarnings("JdkObsolete") // keys of that class are what is tested
  private Object key(int depth) {
    int kinds = depth == 0 ? 3 : 10;
    return switch (random.nextInt(kinds)) {
      case 0 -> string();
      case 1 -> number();
      case 2 -> SCALARS.get(random.nextInt(SCALARS.size()));
      case 3 -> list(depth);
      case 4 -> new LinkedList<>(list(depth));
      case 5 -> new HashSet<>(list(depth));
      case 6 -> map(depth);
      case 7 -> new Node(key(depth - 1), random.nextBoolean() ? null : key(depth - 1));
      case 8 -> Optional.of(key(depth - 1));
      default -> random.nextBoolean() ? Set.of(key(depth - 1)) : List.of(key(depth - 1));
    };
  }

  private List<Object> list(int depth) {
    List<Object> list = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      list.add(key(depth - 1));
    }
    return list;
  }

  private Map<Object, Object> map(int depth) {
    Map<Object, Object> map = new HashMap<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      map.put(key(depth - 1), key(depth - 1));
    }
    return map;
  }

  private String string() {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(6); i > 0; i--) {
      text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return text.toString();
  }

  private Object number() {
    int n = random.nextInt(3);
    return switch (random.nextInt(5)) {
      case 0 -> n;
      case 1 -> (long) n;
      case 2 -> (double) n;
      case 3 -> (char) ('0' + n);
      default -> Integer.toString(n);
    };
  }
}
