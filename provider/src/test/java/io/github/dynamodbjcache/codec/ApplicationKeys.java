package io.github.dynamodbjcache.codec;

import java.io.Serializable;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keys as applications write them: with hashes that they keep, and constants. */
public final class ApplicationKeys {

  private static final DayOfWeek DAY = DayOfWeek.FRIDAY;

  private ApplicationKeys() {}

  /** Each by a name; new objects at each call, but for constants. */
  public static Map<String, Object> all() {
    Map<String, Object> keys = new LinkedHashMap<>();
    addHashes(keys);
    addConstants(keys);
    return keys;
  }

  private static void addHashes(Map<String, Object> keys) {
    keys.put("eager", new Eager("a", DAY));
    keys.put("eager-of-list", new Eager(List.of("a", DAY), new Eager(DAY)));
    keys.put("eager-of-object", new Eager("a", new Lazy("x", List.of(DAY))));
    keys.put("eager-of-record", new Eager("a", new Day(DAY)));
    keys.put("eager-derived", new EagerDerived("name", "a", DAY));
    keys.put("comparing", new Comparing(new Object[] {"a", DAY}));
    keys.put("lazy", new Lazy("x", DAY));
    keys.put("lazy-comparing", new LazyComparing(DAY, 7));
    keys.put("twins", new Twins("x", DAY));
    keys.put("of-class", new OfClass("a", DayOfWeek.class));
    keys.put("of-class-before", new ClassBefore(DayOfWeek.class, "a"));
    keys.put("list-of-eager", List.of(new Eager(DAY), DAY));
    keys.put("in-record", new Pair(new Eager(DAY), new Comparing(new Object[] {DAY})));
  }

  private static void addConstants(Map<String, Object> keys) {
    keys.put("singleton", Everything.INSTANCE);
    keys.put("serializable-singleton", Nothing.INSTANCE);
    keys.put("resolved-singleton", Resolved.INSTANCE);
    keys.put("typesafe-enum", Suit.SPADES);
    keys.put("typesafe-enum-other", Suit.HEARTS);
    keys.put("enum-with-body", Sign.PLUS);
    keys.put("enum-set", EnumSet.of(DAY, DayOfWeek.MONDAY));
    keys.put("enum-map", new EnumMap<>(Map.of(DAY, 1, DayOfWeek.MONDAY, 2)));
    keys.put("none", Optional.empty());
    keys.put("empty", new ArrayList<>());
    keys.put("record", new Day(DAY));
    keys.put("record-of-constants", new Pair(Everything.INSTANCE, Suit.SPADES));
    keys.put("class", DayOfWeek.class);
  }

  /** A record with an enum constant. */
  public record Day(DayOfWeek day) implements Serializable {}

  /** A record. */
  public record Pair(Object first, Object second) {}

  /** Its hash is made with it, and equality does not ask for it. */
  static class Eager implements Serializable {
    private static final long serialVersionUID = 1L;
    private final Object[] parts;
    private final int hash;

    Eager(Object... parts) {
      this.parts = parts.clone();
      this.hash = Arrays.deepHashCode(parts);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Eager eager
          && eager.getClass() == getClass()
          && Arrays.deepEquals(parts, eager.parts);
    }

    @Override
    public int hashCode() {
      return hash;
    }
  }

  /** Its parts may be one object or two. */
  static final class Twins implements Serializable {
    private static final long serialVersionUID = 1L;
    private final Object one;
    private final Object other;
    private int hash;

    Twins(Object one, Object other) {
      this.one = one;
      this.other = other;
    }

    @Override
    public boolean equals(@Nullable Object object) {
      return object instanceof Twins that && one.equals(that.one) && other.equals(that.other);
    }

    @Override
    public int hashCode() {
      if (hash == 0) {
        hash = Objects.hash(one, other);
      }
      return hash;
    }
  }

  /** The hash is in the superclass, behind fields of its own. */
  static final class EagerDerived extends Eager {
    private static final long serialVersionUID = 1L;
    private final String name;
    private final long size = 3;

    EagerDerived(String name, Object... parts) {
      super(parts);
      this.name = name;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return super.equals(other) && other instanceof EagerDerived that && name.equals(that.name);
    }

    @Override
    public int hashCode() {
      return super.hashCode();
    }

    @Override
    public String toString() {
      return name + size;
    }
  }

  /**
   * As interceptors are written after the reference implementation's: hashes are compared first.
   */
  static final class Comparing implements Serializable {
    private static final long serialVersionUID = 1L;
    private final Object[] values;
    private final int hash;

    Comparing(Object[] values) {
      this.values = values;
      this.hash = Arrays.deepHashCode(values);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Comparing comparing
          && hash == comparing.hash
          && Arrays.deepEquals(values, comparing.values);
    }

    @Override
    public int hashCode() {
      return hash;
    }
  }

  /** Its hash is made when it is asked for. */
  static final class Lazy implements Serializable {
    private static final long serialVersionUID = 1L;
    private final String name;
    private final Object part;
    private int hash;

    Lazy(String name, Object part) {
      this.name = name;
      this.part = part;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Lazy lazy && name.equals(lazy.name) && part.equals(lazy.part);
    }

    @Override
    public int hashCode() {
      if (hash == 0) {
        hash = Objects.hash(name, part);
      }
      return hash;
    }
  }

  /** The same, and hashes are compared first. */
  static final class LazyComparing implements Serializable {
    private static final long serialVersionUID = 1L;
    private int hash;
    private final DayOfWeek day;
    private final int number;

    LazyComparing(DayOfWeek day, int number) {
      this.day = day;
      this.number = number;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof LazyComparing that
          && hashCode() == that.hashCode()
          && day == that.day
          && number == that.number;
    }

    @Override
    public int hashCode() {
      if (hash == 0) {
        hash = Objects.hash(day, number);
      }
      return hash;
    }
  }

  /** A class differs between JVMs as an enum constant does. */
  static final class OfClass implements Serializable {
    private static final long serialVersionUID = 1L;
    private final int hash;
    private final String name;
    private final Class<?> type;

    OfClass(String name, Class<?> type) {
      this.name = name;
      this.type = type;
      this.hash = Objects.hash(name, type);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof OfClass that && name.equals(that.name) && type == that.type;
    }

    @Override
    public int hashCode() {
      return hash;
    }
  }

  /** The class is in a superclass, before the hash. */
  static class Before implements Serializable {
    private static final long serialVersionUID = 1L;
    final Class<?> type;

    Before(Class<?> type) {
      this.type = type;
    }
  }

  static final class ClassBefore extends Before {
    private static final long serialVersionUID = 1L;
    private final String name;
    private int hash;

    ClassBefore(Class<?> type, String name) {
      super(type);
      this.name = name;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof ClassBefore that && name.equals(that.name) && type == that.type;
    }

    @Override
    public int hashCode() {
      if (hash == 0) {
        hash = Objects.hash(name, type);
      }
      return hash;
    }
  }

  /** As Kotlin's {@code data object}. */
  static final class Everything {
    static final Everything INSTANCE = new Everything();

    private Everything() {}

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Everything;
    }

    @Override
    public int hashCode() {
      return 5;
    }
  }

  /** As Kotlin's {@code object}, which has no {@code readResolve}. */
  static final class Nothing implements Serializable {
    private static final long serialVersionUID = 1L;
    static final Nothing INSTANCE = new Nothing();

    private Nothing() {}
  }

  /** As Java's singletons of old. */
  static final class Resolved implements Serializable {
    private static final long serialVersionUID = 1L;
    static final Resolved INSTANCE = new Resolved();

    private Resolved() {}

    private Object readResolve() {
      return INSTANCE;
    }
  }

  /** An enum from before there were enums. */
  static final class Suit {
    static final Suit HEARTS = new Suit("hearts");
    static final Suit SPADES = new Suit("spades");
    private final String name;

    private Suit(String name) {
      this.name = name;
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /** Its constants are of classes of their own. */
  enum Sign {
    PLUS {
      @Override
      int of(int number) {
        return number;
      }
    };

    abstract int of(int number);
  }
}
