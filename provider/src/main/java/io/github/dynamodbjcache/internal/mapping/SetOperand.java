package io.github.dynamodbjcache.internal.mapping;

import io.github.dynamodbjcache.internal.expression.AttributePath;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue.Type;

/** Elements as one of DynamoDB's sets, each once: numbers by what they are worth. */
final class SetOperand {

  private SetOperand() {}

  /**
   * Of one or more elements.
   *
   * @throws IllegalArgumentException if they are not all texts, all numbers or all bytes
   */
  static AttributeValue of(AttributePath path, List<AttributeValue> elements) {
    Type type = elements.get(0).type();
    Map<Object, AttributeValue> distinct = new LinkedHashMap<>();
    for (AttributeValue element : elements) {
      if (element.type() != type) {
        throw new IllegalArgumentException(
            "The elements of the set "
                + path
                + " have to be of one type, not "
                + type
                + " and "
                + element.type());
      }
      distinct.putIfAbsent(identity(path, element), element);
    }
    return set(type, distinct.values());
  }

  private static Object identity(AttributePath path, AttributeValue element) {
    return switch (element.type()) {
      case S -> element.s();
      case N -> new BigDecimal(element.n()).stripTrailingZeros();
      case B -> element.b();
      default ->
          throw new IllegalArgumentException(
              "The set "
                  + path
                  + " takes texts, numbers or bytes, not elements of type "
                  + element.type());
    };
  }

  private static AttributeValue set(Type type, Collection<AttributeValue> elements) {
    return switch (type) {
      case S -> AttributeValue.fromSs(elements.stream().map(AttributeValue::s).toList());
      case N -> AttributeValue.fromNs(elements.stream().map(AttributeValue::n).toList());
      default -> AttributeValue.fromBs(elements.stream().map(AttributeValue::b).toList());
    };
  }
}
