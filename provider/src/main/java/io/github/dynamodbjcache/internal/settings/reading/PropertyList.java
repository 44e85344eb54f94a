package io.github.dynamodbjcache.internal.settings.reading;

import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A list among properties: one that holds all of it, or one for each element, whose keys end with
 * its number, {@code allow.0} as HOCON has it or {@code allow[0]} as Spring has it.
 */
final class PropertyList {

  private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,4}");

  private final List<String> path;
  private final List<Property> parts = new ArrayList<>();

  PropertyList(List<String> path) {
    this.path = path;
  }

  void add(Property part) {
    parts.add(part);
  }

  /** The list as one property; none if it is refused. */
  Optional<Property> joined(Problems problems) {
    Property first = parts.get(0);
    if (parts.size() == 1 && form(first) == Form.WHOLE) {
      return Optional.of(first);
    }
    SortedMap<Integer, ConfigValue> elements = new TreeMap<>();
    for (Property part : parts) {
      String number = part.path().get(part.path().size() - 1);
      if (form(part) != form(first)) {
        problems.add(part.place(), "is mixed with " + first.key() + "; write the list in one form");
      } else if (!NUMBER.matcher(number).matches()) {
        problems.add(
            part.place(), "needs the number of an element at its end, as " + keyOf(part, 0));
      } else {
        elements.put(Integer.valueOf(number), part.value());
      }
    }
    if (elements.size() < parts.size()) {
      return Optional.empty();
    }
    for (int number = 0; number < elements.size(); number++) {
      if (!elements.containsKey(number)) {
        problems.add(
            first.place(),
            "belongs to a list without "
                + keyOf(first, number)
                + "; number its elements from 0 on, without gaps");
        return Optional.empty();
      }
    }
    return Optional.of(
        new Property(
            first.key(),
            first.place(),
            path,
            ConfigValueFactory.fromIterable(elements.values(), first.place())));
  }

  private Form form(Property part) {
    if (part.path().size() == path.size()) {
      return Form.WHOLE;
    }
    return part.key().endsWith("]") ? Form.BRACKETS : Form.DOTS;
  }

  /** The key of another element in the form of that part. */
  private String keyOf(Property part, int number) {
    String key = part.key();
    return form(part) == Form.BRACKETS
        ? key.substring(0, key.lastIndexOf('[')) + "[" + number + "]"
        : key.substring(0, key.lastIndexOf('.')) + "." + number;
  }

  /** How a list can be written. */
  private enum Form {
    WHOLE,
    DOTS,
    BRACKETS
  }
}
