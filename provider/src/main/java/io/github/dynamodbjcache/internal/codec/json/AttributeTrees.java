package io.github.dynamodbjcache.internal.codec.json;

import io.github.dynamodbjcache.codec.CodecException;
import io.github.dynamodbjcache.internal.codec.item.KeyEscapes;
import io.github.dynamodbjcache.internal.codec.value.NativeValues;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Trees of JSON as DynamoDB's maps, lists, texts, numbers, truth values and nulls. DynamoDB keeps
 * 38 digits of a number and drops its trailing zeros, takes no empty names, and no more than 32
 * levels.
 */
final class AttributeTrees {

  /** One of the 32 is the attribute itself. */
  private static final int MAX_DEPTH = 31;

  private static final int MAX_DIGITS = 38;
  private static final int MAX_EXPONENT = 125;

  private AttributeTrees() {}

  /**
   * The attribute of a tree, with numbers as DynamoDB will hand them back.
   *
   * @throws CodecException if DynamoDB could not hold it exactly
   */
  static AttributeValue attribute(@Nullable Object tree) {
    return attribute(tree, 1);
  }

  private static AttributeValue attribute(@Nullable Object tree, int depth) {
    if (depth > MAX_DEPTH) {
      throw new CodecException("nested too deeply for DynamoDB");
    }
    if (tree instanceof Map<?, ?> object) {
      Map<String, AttributeValue> attributes = new HashMap<>();
      object.forEach(
          (name, value) -> attributes.put(name((String) name), attribute(value, depth + 1)));
      return AttributeValue.fromM(attributes);
    }
    if (tree instanceof List<?> array) {
      List<AttributeValue> attributes = new ArrayList<>();
      array.forEach(element -> attributes.add(attribute(element, depth + 1)));
      return AttributeValue.fromL(attributes);
    }
    if (tree instanceof Number number) {
      return AttributeValue.fromN(normal(new BigDecimal(number.toString())));
    }
    if (tree instanceof Boolean truth) {
      return AttributeValue.fromBool(truth);
    }
    return tree == null ? AttributeValue.fromNul(true) : AttributeValue.fromS(text((String) tree));
  }

  private static String name(String name) {
    if (name.isEmpty()) {
      throw new CodecException("DynamoDB takes no empty names");
    }
    return text(name);
  }

  private static String text(String text) {
    if (!KeyEscapes.isWellFormed(text)) {
      throw new CodecException("DynamoDB takes no half characters");
    }
    return text;
  }

  private static String normal(BigDecimal number) {
    if (number.signum() == 0) {
      return "0";
    }
    BigDecimal stripped = number.stripTrailingZeros();
    long exponent = (long) stripped.precision() - stripped.scale() - 1;
    if (stripped.precision() > MAX_DIGITS || Math.abs(exponent) > MAX_EXPONENT) {
      throw new CodecException("beyond DynamoDB's numbers");
    }
    return stripped.toPlainString();
  }

  /**
   * The tree of an attribute, the name of a class first in each object, and the rest in one order,
   * so that what could be read once can be read always.
   */
  static @Nullable Object tree(AttributeValue attribute) {
    return switch (attribute.type()) {
      case M -> object(attribute.m());
      case L -> {
        List<@Nullable Object> array = new ArrayList<>();
        attribute.l().forEach(element -> array.add(tree(element)));
        yield array;
      }
      case S -> attribute.s();
      case N -> NativeValues.decimal(attribute.n());
      case BOOL -> attribute.bool();
      case NUL -> null;
      default -> throw new CodecException("JSON has nothing of the type " + attribute.type());
    };
  }

  private static Map<String, @Nullable Object> object(Map<String, AttributeValue> attributes) {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    AttributeValue type = attributes.get(TypeNames.PROPERTY);
    if (type != null) {
      object.put(TypeNames.PROPERTY, tree(type));
    }
    new TreeMap<>(attributes).forEach((name, value) -> object.put(name, tree(value)));
    return object;
  }
}
