package io.github.dynamodbjcache.table;

import org.jspecify.annotations.Nullable;

/**
 * By what a change is noticed that somebody else makes between a read and a write.
 *
 * <table>
 *   <caption>The three ways</caption>
 *   <tr><th></th><th>adds to items</th><th>sees</th><th>after a lost answer</th></tr>
 *   <tr><td>{@link #compared}</td><td>nothing</td>
 *     <td>all changes of mapped attributes, except one that was undone again</td>
 *     <td>the outcome is unknown</td></tr>
 *   <tr><td>{@link #version}</td><td>a number</td><td>the changes of those who raise it</td>
 *     <td>known if the number has not moved, else unknown</td></tr>
 *   <tr><td>{@link #hidden}</td><td>six attributes of 16 bytes</td>
 *     <td>the changes of this library, and of whoever replaces whole items</td>
 *     <td>known</td></tr>
 * </table>
 */
public final class Revisions {

  /** The three ways. */
  public enum Kind {
    /** See {@link Revisions#compared}. */
    COMPARED,
    /** See {@link Revisions#version}. */
    VERSION,
    /** See {@link Revisions#hidden}. */
    HIDDEN
  }

  private static final Revisions COMPARED = new Revisions(Kind.COMPARED, "");

  private final Kind kind;
  private final String name;

  private Revisions(Kind kind, String name) {
    this.kind = kind;
    this.name = name;
  }

  /** By the attributes themselves, at most 128 of them: a write demands that they are as read. */
  public static Revisions compared() {
    return COMPARED;
  }

  /**
   * By a number that every writer raises, other applications too.
   *
   * @param attribute the attribute that holds it, of type N
   */
  public static Revisions version(String attribute) {
    return new Revisions(Kind.VERSION, required(attribute));
  }

  /**
   * By random names of the last writes, in attributes of this library's.
   *
   * @param attributePrefix how their names begin: {@code <prefix>w}, {@code <prefix>p1} to {@code
   *     <prefix>p5}
   */
  public static Revisions hidden(String attributePrefix) {
    return new Revisions(Kind.HIDDEN, required(attributePrefix));
  }

  private static String required(String name) {
    if (name.isEmpty()) {
      throw new IllegalArgumentException("an attribute's name cannot be empty");
    }
    return name;
  }

  /** Which way. */
  public Kind kind() {
    return kind;
  }

  /** The version attribute, or how the hidden attributes begin; empty if there are none. */
  public String attribute() {
    return name;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Revisions revisions
        && revisions.kind == kind
        && revisions.name.equals(name);
  }

  @Override
  public int hashCode() {
    return kind.hashCode() * 31 + name.hashCode();
  }

  /** As code writes it. */
  @Override
  public String toString() {
    return kind.name().toLowerCase(java.util.Locale.ROOT) + "(" + name + ")";
  }
}
