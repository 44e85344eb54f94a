package io.github.dynamodbjcache.internal.mapping;

import io.github.dynamodbjcache.internal.codec.item.ShortKey;
import io.github.dynamodbjcache.internal.expression.AttributePath;
import io.github.dynamodbjcache.table.InvalidItemException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Something does not fit. It learns on its way up where it was: so nobody keeps a path while all is
 * well. Its message is about types, never about values.
 */
final class Misfit extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Deque<Object> path = new ArrayDeque<>();

  Misfit(String what) {
    this(what, null);
  }

  /**
   * @param what is wrong, as it follows a path
   * @param cause what user code threw; null for what is told by {@code what}
   */
  Misfit(String what, @Nullable Throwable cause) {
    super(what, cause, /* enableSuppression= */ false, /* writableStackTrace= */ false);
  }

  /** An attribute has another type than what is mapped there. */
  static Misfit type(String expected, AttributeValue found) {
    return new Misfit("is of type " + letters(found) + ", expected " + expected);
  }

  /** The same, of a type that others may well store in another form. */
  static Misfit storedOtherwise(String expected, AttributeValue found) {
    return new Misfit(
        "is of type "
            + letters(found)
            + ", expected "
            + expected
            + ": give it a converter, Mapping.convert, if it is stored so");
  }

  /** A Java value has another class than what is mapped there. */
  static Misfit given(String expected, Object found) {
    return new Misfit("is a " + found.getClass().getTypeName() + ", expected " + expected);
  }

  static String letters(AttributeValue value) {
    return value.type() == AttributeValue.Type.NUL ? "NULL" : value.type().name();
  }

  /** The same, seen from outside of an element: a name, or a place in a list. */
  Misfit in(Object element) {
    path.addFirst(element);
    return this;
  }

  /** The same, seen from outside of that place. */
  Misfit at(AttributePath place) {
    for (int i = place.elements().size() - 1; i >= 0; i--) {
      in(place.elements().get(i));
    }
    return this;
  }

  /** As the public words say it. */
  InvalidItemException asInvalidItem() {
    return InvalidItemException.of(path(), String.valueOf(getMessage()), getCause());
  }

  /** A message on its own: what is wrong, and where. */
  String sentence() {
    return path() + " " + getMessage();
  }

  private String path() {
    StringBuilder text = new StringBuilder();
    for (Object element : path) {
      if (element instanceof Integer index) {
        text.append('[').append(index).append(']');
      } else {
        text.append(text.isEmpty() ? "" : ".").append(shown((String) element));
      }
    }
    return text.isEmpty() ? "the value" : text.toString();
  }

  /** Names of attributes are told as they are, unless they are absurd: some are data. */
  private static String shown(String name) {
    return name.length() <= 255 && name.chars().allMatch(c -> c > ' ' && c != 0x7f)
        ? name
        : ShortKey.of(name);
  }
}
