package io.github.dynamodbjcache.codec;

import java.io.Serializable;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Keys with an int field that equals their {@code hashCode} and is part of what they are: left out,
 * two of them would be one. Each is beside an enum constant, where a hash would be left out.
 */
final class NumberedKeys {

  private static final DayOfWeek DAY = DayOfWeek.FRIDAY;

  private NumberedKeys() {}

  /** No two are equal. */
  static List<Object> all() {
    List<Object> keys = new ArrayList<>();
    for (int number : new int[] {0, 1, 2, -1, 7, 1 << 16, Integer.MIN_VALUE, DAY.hashCode()}) {
      keys.add(new Id(number, DAY));
      keys.add(new Id(number, DayOfWeek.MONDAY));
      keys.add(new FinalId(number, DAY));
      keys.add(new Told(number, DAY));
      keys.add(new StandIn(number, DAY));
      keys.add(new Twice(number, DAY));
      keys.add(new Derived(number, DAY));
      keys.add(new Entity(number, DAY, "a"));
      keys.add(new Numbered(number, DAY));
      keys.add(new Wide(number, DAY));
      keys.add(new Range(number, 7, DAY));
    }
    keys.add(new Numbered(DAY));
    keys.add(new Range(8, DAY));
    return keys;
  }

  /** The plainest one. */
  static class Id implements Serializable {
    private static final long serialVersionUID = 1L;
    final int id;
    final DayOfWeek day;

    Id(int id, DayOfWeek day) {
      this.id = id;
      this.day = day;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Id that
          && that.getClass() == getClass()
          && id == that.id
          && day == that.day;
    }

    @Override
    public int hashCode() {
      return id;
    }
  }

  /** Not final, as a bean's. */
  static final class FinalId extends Id {
    private static final long serialVersionUID = 1L;

    FinalId(Integer id, DayOfWeek day) {
      super(id, day);
    }
  }

  /** A number in a field of its own, and the same again as the hash. */
  static final class Told implements Serializable {
    private static final long serialVersionUID = 1L;
    private final int code;
    private final int hash;
    private final DayOfWeek day;

    Told(int code, DayOfWeek day) {
      this.code = code;
      this.hash = code;
      this.day = day;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Told that && code == that.code && day == that.day;
    }

    @Override
    public int hashCode() {
      return hash;
    }
  }

  /** Written as something else, whose field no constructor of the key knows. */
  static final class StandIn implements Serializable {
    private static final long serialVersionUID = 1L;
    private final int id;
    private final DayOfWeek day;

    StandIn(int id, DayOfWeek day) {
      this.id = id;
      this.day = day;
    }

    private Object writeReplace() {
      return new Written(id, day);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof StandIn that && id == that.id && day == that.day;
    }

    @Override
    public int hashCode() {
      return id;
    }
  }

  static final class Written implements Serializable {
    private static final long serialVersionUID = 1L;
    private final int number;
    private final DayOfWeek day;

    Written(int number, DayOfWeek day) {
      this.number = number;
      this.day = day;
    }

    private Object readResolve() {
      return new StandIn(number, day);
    }
  }

  /** Equality by either of two fields that are the same. */
  static final class Twice implements Serializable {
    private static final long serialVersionUID = 1L;
    private final int one;
    private final int other;
    private final DayOfWeek day;

    Twice(int number, DayOfWeek day) {
      this.one = number;
      this.other = number;
      this.day = day;
    }

    @Override
    public boolean equals(@Nullable Object object) {
      return object instanceof Twice that
          && (one == that.one || other == that.other)
          && day == that.day;
    }

    @Override
    public int hashCode() {
      return one;
    }
  }

  /** The number in a superclass, and a constructor without it. */
  static final class Derived extends Id {
    private static final long serialVersionUID = 1L;
    private final String name = "derived";

    Derived(int id, DayOfWeek day) {
      super(id, day);
    }

    Derived(String name) {
      super(name.hashCode(), DAY);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return super.equals(other) && other instanceof Derived that && name.equals(that.name);
    }

    @Override
    public int hashCode() {
      return super.hashCode();
    }
  }

  /** By id once it is stored, by name before: 0 equals all of its name. */
  static final class Entity implements Serializable {
    private static final long serialVersionUID = 1L;
    private final int id;
    private final DayOfWeek day;
    private final String name;

    Entity(int id, DayOfWeek day, String name) {
      this.id = id == 0 ? 99 : id;
      this.day = day;
      this.name = name;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Entity that
          && (id == 0 || that.id == 0 ? name.equals(that.name) : id == that.id)
          && day == that.day;
    }

    @Override
    public int hashCode() {
      return id;
    }
  }

  /** Given a number, or making one of the rest. */
  static final class Numbered implements Serializable {
    private static final long serialVersionUID = 1L;
    private final DayOfWeek day;
    private final int number;

    Numbered(int number, DayOfWeek day) {
      this.number = number == Objects.hash(day) ? number + 1 : number;
      this.day = day;
    }

    Numbered(DayOfWeek day) {
      this.day = day;
      this.number = Objects.hash(day);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Numbered that && number == that.number && day == that.day;
    }

    @Override
    public int hashCode() {
      return number;
    }
  }

  /** Two numbers, folded to one in the hash, which the first one happens to be. */
  static final class Wide implements Serializable {
    private static final long serialVersionUID = 1L;
    private final int low;
    private final long high = 0;
    private final Object[] days;

    Wide(int low, Object... days) {
      this.low = low;
      this.days = days;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Wide that
          && low == that.low
          && high == that.high
          && Arrays.equals(days, that.days);
    }

    @Override
    public int hashCode() {
      return low ^ Long.hashCode(high);
    }
  }

  /** A constructor with one number for both of its fields. */
  static final class Range implements Serializable {
    private static final long serialVersionUID = 1L;
    private final int from;
    private final int to;
    private final DayOfWeek day;

    Range(int from, int to, DayOfWeek day) {
      this.from = from;
      this.to = to;
      this.day = day;
    }

    Range(int only, DayOfWeek day) {
      this(only, only, day);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Range that && from == that.from && to == that.to && day == that.day;
    }

    @Override
    public int hashCode() {
      return from;
    }
  }
}
