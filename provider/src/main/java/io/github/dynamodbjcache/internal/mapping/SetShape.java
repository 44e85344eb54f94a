package io.github.dynamodbjcache.internal.mapping;

import io.github.dynamodbjcache.table.AttributeType;
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
    Set<AttributeValue> written = new LinkedHashSet<>();
    for (Object each : elements) {
      written.add(written(each));
    }
    return set(written);
  }

  private AttributeValue written(@Nullable Object each) {
    AttributeValue written = each == null ? null : element.write(each, Shape.MOST_LEVELS);
    if (written == null) {
      throw new Misfit("is a set with nothing for an element, which DynamoDB does not have");
    }
    return written;
  }

  /** One set of some texts, numbers or bytes; null for none. */
  static @Nullable AttributeValue set(Set<AttributeValue> elements) {
    if (elements.isEmpty()) {
      return null;
    }
    AttributeValue.Type type = elements.iterator().next().type();
    for (AttributeValue each : elements) {
      if (each.type() != type) {
        throw new Misfit("is a set of several types, which DynamoDB does not have");
      }
    }
    return switch (type) {
      case S -> AttributeValue.fromSs(all(elements, AttributeValue::s));
      case N -> AttributeValue.fromNs(all(elements, AttributeValue::n));
      case B -> AttributeValue.fromBs(all(elements, AttributeValue::b));
      default -> throw new Misfit("is a set, and DynamoDB's are of texts, numbers or bytes");
    };
  }

  private static <T> List<T> all(
      Set<AttributeValue> elements, Function<AttributeValue, T> content) {
    return elements.stream().map(content).toList();
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
      case SS -> set.ss().stream().map(AttributeValue::fromS).toList();
      case NS -> set.ns().stream().map(AttributeValue::fromN).toList();
      case BS -> set.bs().stream().map(AttributeValue::fromB).toList();
      default -> List.of();
    };
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
