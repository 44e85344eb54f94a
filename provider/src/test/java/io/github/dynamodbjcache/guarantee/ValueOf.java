package io.github.dynamodbjcache.guarantee;

/**
 * Values that tell when they were written and whether they are whole: the number of the write,
 * again and again.
 */
final class ValueOf {

  private ValueOf() {}

  /** The value of that write, so long. */
  static String write(long number, int length) {
    String mark = number + ";";
    return mark.repeat(length / mark.length() + 1).substring(0, Math.max(length, mark.length()));
  }

  /** The number of the write that made the value; fails if it is not one write's alone. */
  static long numberIn(String value) {
    int end = value.indexOf(';');
    long number = end < 0 ? -1 : Long.parseLong(value.substring(0, end));
    if (!value.equals(write(number, value.length()))) {
      throw new AssertionError(
          "a value of " + value.length() + " characters mixes write " + number + " with another");
    }
    return number;
  }
}
