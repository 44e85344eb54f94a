package io.github.dynamodbjcache.internal.expression;

import java.util.List;

/**
 * A place in an item.
 *
 * @param elements names ({@code String}) and places in lists ({@code Integer}); the first is the
 *     attribute's name
 */
public record AttributePath(List<Object> elements) {

  /** Keeps a copy. */
  public AttributePath {
    elements = List.copyOf(elements);
    if (elements.isEmpty() || !(elements.get(0) instanceof String)) {
      throw new IllegalArgumentException("a path begins with an attribute's name");
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
}
