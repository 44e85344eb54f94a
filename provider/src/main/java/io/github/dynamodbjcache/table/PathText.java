package io.github.dynamodbjcache.table;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Paths as text, and back. */
final class PathText {

  private static final Pattern STEP = Pattern.compile("([^.\\[\\]]+)((?:\\[\\d{1,9}])*)(\\.|$)");
  private static final Pattern INDEX = Pattern.compile("\\[(\\d+)]");

  private PathText() {}

  static List<Object> parse(String text) {
    List<Object> elements = new ArrayList<>();
    Matcher step = STEP.matcher(text);
    int end = 0;
    while (end < text.length()) {
      boolean fits = step.find(end) && step.start() == end;
      boolean endsInDot = fits && step.end() == text.length() && step.group(3).equals(".");
      if (!fits || endsInDot) {
        throw new IllegalArgumentException(
            "\""
                + text
                + "\" is no path: write names separated by dots, and places in lists in"
                + " brackets (address.lines[0]), or attr(…) for a name that has dots itself");
      }
      elements.add(step.group(1));
      Matcher index = INDEX.matcher(step.group(2));
      while (index.find()) {
        elements.add(Integer.valueOf(index.group(1)));
      }
      end = step.end();
    }
    if (elements.isEmpty()) {
      throw new IllegalArgumentException("a path cannot be empty");
    }
    return List.copyOf(elements);
  }

  static String of(List<Object> elements) {
    StringBuilder text = new StringBuilder();
    for (Object element : elements) {
      if (element instanceof Integer index) {
        text.append('[').append(index).append(']');
      } else {
        text.append(text.isEmpty() ? "" : ".").append(element);
      }
    }
    return text.toString();
  }
}
