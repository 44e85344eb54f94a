package io.github.dynamodbjcache.benchmarks.scale;

import java.util.Locale;

/** A table of figures, row by row. */
final class Markdown {

  private final StringBuilder text = new StringBuilder();

  Markdown(String title, String... columns) {
    text.append("\n### ").append(title).append("\n\n");
    row((Object[]) columns);
    text.append("|--:".repeat(columns.length)).append("|\n");
  }

  void row(Object... cells) {
    for (Object cell : cells) {
      text.append("| ").append(cell).append(' ');
    }
    text.append("|\n");
  }

  static String whole(double number) {
    return String.format(Locale.ROOT, "%,.0f", number);
  }

  static String tenths(double number) {
    return String.format(Locale.ROOT, "%,.1f", number);
  }

  static String hundredths(double number) {
    return String.format(Locale.ROOT, "%.2f", number);
  }

  static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
