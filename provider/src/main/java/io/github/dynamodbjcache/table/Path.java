package io.github.dynamodbjcache.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An attribute of an item, or a place within one.
 *
 * <p>{@code attr("a.b")} is the attribute of that name, dot included; {@code path("a.b")} is the
 * element {@code b} of the map {@code a}.
 */
public final class Path implements Operand {

  private final List<Object> elements;

  private Path(List<Object> elements) {
    this.elements = elements;
  }

  /** The attribute of exactly that name: dots and brackets are part of it. */
  public static Path attr(String exactName) {
    if (Objects.requireNonNull(exactName, "exactName").isEmpty()) {
      throw new IllegalArgumentException("an attribute's name cannot be empty");
    }
    return new Path(List.of(exactName));
  }

  /**
   * A place, as text: names separated by dots, places in lists in brackets, {@code
   * address.lines[0]}.
   *
   * @throws IllegalArgumentException if it is no such text
   */
  public static Path path(String text) {
    return new Path(PathText.parse(Objects.requireNonNull(text, "text")));
  }

  /** The element of that name, in a map. */
  public Path at(String name) {
    if (Objects.requireNonNull(name, "name").isEmpty()) {
      throw new IllegalArgumentException("an element's name cannot be empty");
    }
    return with(name);
  }

  /**
   * The element at that place, in a list.
   *
   * @param index from 0 on
   */
  public Path at(int index) {
    if (index < 0) {
      throw new IllegalArgumentException("a place in a list begins at 0, not " + index);
    }
    return with(index);
  }

  private Path with(Object element) {
    List<Object> all = new ArrayList<>(elements);
    all.add(element);
    return new Path(List.copyOf(all));
  }

  /** A text or bytes begin so. */
  public Condition beginsWith(Object prefix) {
    return new Condition.BeginsWith(this, Objects.requireNonNull(prefix, "prefix"));
  }

  /** A text contains that text, or bytes those bytes; a set or a list contains that element. */
  public Condition contains(@Nullable Object element) {
    return new Condition.Contains(this, element);
  }

  /** It is there, be it NULL. */
  public Condition exists() {
    return new Condition.Exists(this);
  }

  /** It is not there. NULL is there. */
  public Condition isAbsent() {
    return new Condition.IsAbsent(this);
  }

  /** It is there, and of that type. */
  public Condition isOfType(AttributeType type) {
    return new Condition.IsOfType(this, Objects.requireNonNull(type, "type"));
  }

  /** Its size, to be compared. */
  public Size size() {
    return new Size(this);
  }

  /**
   * The names ({@code String}) and places in lists ({@code Integer}) that lead there; the first is
   * the attribute's name.
   */
  public List<Object> elements() {
    return elements;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Path path && path.elements.equals(elements);
  }

  @Override
  public int hashCode() {
    return elements.hashCode();
  }

  /** As {@link #path} reads it, where the names have no dots or brackets. */
  @Override
  public String toString() {
    return PathText.of(elements);
  }
}
