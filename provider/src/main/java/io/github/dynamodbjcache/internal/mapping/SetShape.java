package io.github.dynamodbjcache.internal.mapping;

import io.github.dynamodbjcache.table.AttributeType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Sets of texts, numbers or bytes as SS, NS and BS. DynamoDB has no empty sets: an empty one is no
 * attribute, and none reads as an empty one. Elements that are the same there are one.
 *
 * @param element the shape of the elements: S, N or B
 * @param making an empty set of the declared type, which whoever reads may change
 */
record SetShape(Shape element, IntFunction<? extends Collection<@Nullable Object>> making)
    implements Shape {

  @Override
  public @Nullable AttributeValue write(Object value, int level) {
    if (!(value instanceof Collection<?> elements)) {
      throw Misfit.given(shown(), value);
    }
    Shape.requireLevel(level - 1); // It is no level itself, but what it is within may have no end.
    List<AttributeValue> written = new ArrayList<>(elements.size());
    for (Object each : elements) {
      written.add(written(each, level));
    }
    return of(written);
  }

  private AttributeValue written(@Nullable Object each, int level) {
    AttributeValue written = each == null ? null : element.write(each, level + 1);
    if (written == null) {
      throw new Misfit("is a set with nothing for an element, which DynamoDB does not have");
    }
    return written;
  }

  /** Elements as a set, each once; null for none. */
  static @Nullable AttributeValue of(List<AttributeValue> elements) {
    AttributeValue.Type type = null;
    Set<Object> contents = new LinkedHashSet<>(MapShape.capacity(elements.size()));
    for (AttributeValue each : elements) {
      if (type != null && type != each.type()) {
        throw new Misfit(
            "is a set whose elements have to be of one type, not " + type + " and " + each.type());
      }
      type = each.type();
      contents.add(content(each));
    }
    return type == null ? null : set(type, contents);
  }

  private static Object content(AttributeValue element) {
    return switch (element.type()) {
      case S -> element.s();
      case N -> element.n();
      case B -> element.b();
      default ->
          throw new Misfit(
              "is a set with elements of type "
                  + Misfit.letters(element)
                  + ", and DynamoDB's are of texts, numbers or bytes");
    };
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // All contents are of the type's class.
  private static AttributeValue set(AttributeValue.Type type, Set<Object> contents) {
    List all = new ArrayList<>(contents);
    return switch (type) {
      case S -> AttributeValue.fromSs(all);
      case N -> AttributeValue.fromNs(all);
      default -> AttributeValue.fromBs(all);
    };
  }

  @Override
  public Object read(AttributeValue value) {
    List<AttributeValue> stored = elements(value);
    if (stored.isEmpty()) {
      throw Misfit.type(shown(), value);
    }
    Collection<@Nullable Object> elements = making.apply(stored.size());
    for (AttributeValue each : stored) {
      elements.add(readElement(each, value));
    }
    return elements;
  }

  private Object readElement(AttributeValue each, AttributeValue set) {
    if (!each.type().name().equals(String.valueOf(element.type()))) {
      throw Misfit.type(shown(), set);
    }
    return element.read(each);
  }

  /** Its elements as attributes; none if it is no set. */
  static List<AttributeValue> elements(AttributeValue set) {
    return switch (set.type()) {
      case SS -> each(set.ss(), AttributeValue::fromS);
      case NS -> each(set.ns(), AttributeValue::fromN);
      case BS -> each(set.bs(), AttributeValue::fromB);
      default -> List.of();
    };
  }

  private static <T> List<AttributeValue> each(
      List<T> contents, Function<T, AttributeValue> element) {
    List<AttributeValue> elements = new ArrayList<>(contents.size());
    for (T content : contents) {
      elements.add(element.apply(content));
    }
    return elements;
  }

  @Override
  public Object absent() {
    return making.apply(0);
  }

  @Override
  public @Nullable AttributeType type() {
    return element.type() == null ? null : AttributeType.valueOf(element.type() + "S");
  }

  @Override
  public String shown() {
    return type() + " (set)";
  }
}
