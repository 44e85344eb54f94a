package io.github.dynamodbjcache.testing.history;

import io.github.dynamodbjcache.testing.history.Meaning.After;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The operations of a cache on one entry whose values are numbers. */
public final class Register {

  private Register() {}

  public static Meaning get() {
    return reads("get()", before -> before);
  }

  public static Meaning containsKey() {
    return reads("containsKey()", before -> before != null);
  }

  public static Meaning put(long value) {
    return changes("put(" + value + ")", before -> new After(value, null));
  }

  public static Meaning getAndPut(long value) {
    return changes("getAndPut(" + value + ")", before -> new After(value, before));
  }

  public static Meaning putIfAbsent(long value) {
    return changes(
        "putIfAbsent(" + value + ")",
        before -> before == null ? new After(value, true) : new After(before, false));
  }

  public static Meaning replace(long value) {
    return changes(
        "replace(" + value + ")",
        before -> before == null ? new After(null, false) : new After(value, true));
  }

  public static Meaning replace(long old, long value) {
    return changes(
        "replace(" + old + ", " + value + ")",
        before -> is(old, before) ? new After(value, true) : new After(before, false));
  }

  public static Meaning getAndReplace(long value) {
    return changes(
        "getAndReplace(" + value + ")",
        before -> before == null ? new After(null, null) : new After(value, before));
  }

  public static Meaning remove() {
    return changes("remove()", before -> new After(null, before != null));
  }

  public static Meaning remove(long old) {
    return changes(
        "remove(" + old + ")",
        before -> is(old, before) ? new After(null, true) : new After(before, false));
  }

  public static Meaning getAndRemove() {
    return changes("getAndRemove()", before -> new After(null, before));
  }

  /** As {@code removeAll} does it: it does not tell whether there was anything. */
  public static Meaning delete() {
    return changes("delete()", before -> new After(null, null));
  }

  /** By a processor: one more than before, or 1; answers the new value. */
  public static Meaning increment() {
    return changes(
        "increment()",
        before -> {
          long next = before == null ? 1 : before + 1;
          return new After(next, next);
        });
  }

  /** By a processor: removes an even value and doubles an odd one; answers the value before. */
  public static Meaning removeEvenDoubleOdd() {
    return changes(
        "removeEvenDoubleOdd()",
        before ->
            before == null || before % 2 == 0
                ? new After(null, before)
                : new After(before * 2, before));
  }

  private static boolean is(long old, @Nullable Long before) {
    return Objects.equals(old, before);
  }

  private static Meaning reads(String text, Function<@Nullable Long, @Nullable Object> answer) {
    return new Meaning(text, true, before -> new After(before, answer.apply(before)));
  }

  private static Meaning changes(String text, Function<@Nullable Long, After> effect) {
    return new Meaning(text, false, effect);
  }
}
