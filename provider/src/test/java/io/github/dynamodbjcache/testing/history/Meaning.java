package io.github.dynamodbjcache.testing.history;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a call means for an entry, by JSR-107 alone: no code of the provider is asked.
 *
 * @param text the call, for people
 * @param reads true if it leaves every entry as it is
 * @param effect what it makes of the value that is there, null for none
 */
public record Meaning(String text, boolean reads, Function<@Nullable Long, After> effect) {

  /**
   * How a call leaves the entry.
   *
   * @param value the value that is there, null for none
   * @param answer what the caller is told; null for null and for calls that answer nothing
   */
  public record After(@Nullable Long value, @Nullable Object answer) {}

  After on(@Nullable Long before) {
    return effect.apply(before);
  }

  @Override
  public String toString() {
    return text;
  }
}
