package io.github.dynamodbjcache.internal.settings;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A setting, declared once: its key and what may stand there. Its default and its documentation
 * stand in {@code reference.conf}, under the same key.
 *
 * @param <T> the type of its values; nullable if there may be none
 */
public final class Setting<T extends @Nullable Object> {

  private final List<String> path;
  private final List<String> further;
  private final Rule<T> rule;

  /**
   * A declaration.
   *
   * @param key its path within the block that it belongs to, with dots
   * @param further the last names of the keys beside it that its value is made of as well
   */
  Setting(String key, Rule<T> rule, String... further) {
    this.path = List.of(key.split("\\."));
    this.rule = rule;
    this.further = List.of(further);
  }

  /** A setting that only code has, under a name that no file knows. */
  static <T> Setting<@Nullable T> inCode(String name) {
    return new Setting<>(name, (block, key) -> null);
  }

  /** Its path within the block that it belongs to, with dots. */
  String key() {
    return String.join(".", path);
  }

  /** The path of the block in which it stands itself. */
  List<String> place() {
    return path.subList(0, path.size() - 1);
  }

  /** The last name of its path. */
  String name() {
    return path.get(path.size() - 1);
  }

  /** The names of the keys beside it that its value is made of as well. */
  List<String> further() {
    return further;
  }

  Rule<T> rule() {
    return rule;
  }

  /** The value, as it was given in code. */
  T checked(T value) {
    String objection = rule.objectionTo(value);
    if (objection != null) {
      throw new IllegalArgumentException(key() + " " + objection);
    }
    return value;
  }

  /** Shows the key. */
  @Override
  public String toString() {
    return key();
  }
}
