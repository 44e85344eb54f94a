package io.github.dynamodbjcache.internal.settings.reading;

import java.util.Arrays;
import java.util.Comparator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which caches a block is for: {@code *} stands for any characters.
 *
 * <p>The order is from the most to the least specific: more characters that have to be there go
 * before fewer, and fewer stars before more.
 */
final class NamePattern implements Comparable<NamePattern> {

  private static final Comparator<NamePattern> MOST_SPECIFIC_FIRST =
      Comparator.<NamePattern>comparingLong(pattern -> pattern.text.length() - pattern.stars())
          .reversed()
          .thenComparingLong(NamePattern::stars)
          .thenComparing(NamePattern::text);

  private final String text;
  private final Pattern regex;

  NamePattern(String text) {
    this.text = text;
    this.regex =
        Pattern.compile(
            Arrays.stream(text.split("\\*", -1))
                .map(Pattern::quote)
                .collect(Collectors.joining(".*")),
            Pattern.DOTALL);
  }

  static boolean isPattern(String name) {
    return name.indexOf('*') >= 0;
  }

  boolean matches(String cacheName) {
    return regex.matcher(cacheName).matches();
  }

  String text() {
    return text;
  }

  private long stars() {
    return text.chars().filter(character -> character == '*').count();
  }

  @Override
  public int compareTo(NamePattern other) {
    return MOST_SPECIFIC_FIRST.compare(this, other);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof NamePattern pattern && pattern.text.equals(text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }
}
