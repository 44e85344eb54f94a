package io.github.dynamodbjcache.internal.expression;

import java.util.List;

/**
 * A place in an item.
 *
 * @param elements names ({@code String}) and places in lists ({@code Integer}); the first is the
 *     attribute's name
 */
public record AttributePath(List<Object> elements) {

  /** How deep a path may lead, its attribute counted. */
  private static final int MOST_LEVELS = 32;

  /**
   * Keeps a copy.
   *
   * @throws IllegalArgumentException if it is deeper than the service takes
   */
  public AttributePath {
    elements = List.copyOf(elements);
    if (elements.isEmpty() || !(elements.get(0) instanceof String)) {
      throw new IllegalArgumentException("a path begins with an attribute's name");
    }
    if (elements.size() > MOST_LEVELS) {
      throw new IllegalArgumentException(
          "A path in "
              + elements.get(0)
              + " leads down "
              + elements.size()
              + " levels, and DynamoDB takes at most "
              + MOST_LEVELS
              + "; nothing was sent");
    }
  }

  /** The attribute of that name, as a whole. */
  public static AttributePath of(String attribute) {
    return new AttributePath(List.of(attribute));
  }

  /** The attribute that it lies in. */
  public String attribute() {
    return (String) elements.get(0);
  }

  /** True if it is one of the other's, or lies within it. */
  public boolean isWithin(AttributePath other) {
    return elements.size() >= other.elements.size()
        && elements.subList(0, other.elements.size()).equals(other.elements);
  }

  /**
   * True unless no item can have both, since one of them has a list where the other has a map. For
   * places of which none is within the other.
   */
  public boolean couldBeBeside(AttributePath other) {
    int first = 0;
    while (elements.get(first).equals(other.elements.get(first))) {
      first++;
    }
    return elements.get(first).getClass() == other.elements.get(first).getClass();
  }

  /** Names separated by dots, places in lists in brackets. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (Object element : elements) {
      if (element instanceof Integer) {
        text.append('[').append(element).append(']');
      } else {
        text.append(text.isEmpty() ? "" : ".").append(element);
      }
    }
    return text.toString();
  }
}
