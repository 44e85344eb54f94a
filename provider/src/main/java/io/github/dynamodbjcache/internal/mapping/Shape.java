package io.github.dynamodbjcache.internal.mapping;

import io.github.dynamodbjcache.table.AttributeType;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * How the Java values of one type are attributes. What does not fit is a {@link Misfit}. Used by
 * several threads at once.
 */
interface Shape {

  /** DynamoDB takes 32 levels, one of which is the value at the bottom. */
  int MOST_LEVELS = 31;

  /**
   * The attribute of a value; null for a value that is stored as none: an empty set, an empty
   * {@code Optional}.
   *
   * @param level how deep the attribute lies; 1 for an attribute of the item
   */
  @Nullable AttributeValue write(Object value, int level);

  /** The value of an attribute that is not NULL. */
  Object read(AttributeValue value);

  /** What is read where no attribute is; collections are empty then. */
  default @Nullable Object absent() {
    return null;
  }

  /** What is read of a NULL. */
  default @Nullable Object ofNull() {
    return null;
  }

  /** The type of its attributes; null if they have several. */
  @Nullable AttributeType type();

  /** The type as messages say it: the attribute's, and Java's. */
  String shown();

  /**
   * The attribute that a value is compared with, which need not be one that could be stored here:
   * {@code 1.5} for an {@code int}, the beginning of a date's text.
   */
  default @Nullable AttributeValue operand(Object value) {
    return write(value, 1);
  }

  /**
   * True if whatever is read is written again as it was, numbers by their value: then an attribute
   * that was read need not be written to be known.
   */
  default boolean keepsNotation() {
    return false;
  }

  /** The shape of the elements of a list or a set. */
  default Shape element() {
    return DocumentShape.INSTANCE;
  }

  /** The shape of what has that name within. */
  default Shape within(String name) {
    return DocumentShape.INSTANCE;
  }

  /** The value of an attribute, be it NULL. */
  static @Nullable Object read(Shape shape, AttributeValue value) {
    return Boolean.TRUE.equals(value.nul()) ? shape.ofNull() : shape.read(value);
  }

  /** The attribute of an element, for which there is no such thing as being absent. */
  static AttributeValue element(Shape shape, @Nullable Object element, int level) {
    if (element == null) {
      return AttributeValue.fromNul(true);
    }
    AttributeValue written = shape.write(element, level);
    if (written == null) {
      throw new Misfit(
          "is empty, and an empty set or Optional is stored as no attribute: it has no place in"
              + " lists, maps and sets, and where there has to be something");
    }
    return written;
  }

  /** Refuses a list or a map that lies too deep. */
  static void requireLevel(int level) {
    if (level > MOST_LEVELS) {
      throw new Misfit("is nested more than " + MOST_LEVELS + " levels deep, DynamoDB's limit");
    }
  }
}
