package io.github.dynamodbjcache.internal.store.dynamodb;

import io.github.dynamodbjcache.internal.expression.Expression;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What the conditions of one expression are made of. */
final class Terms {

  private final Expression expression;
  private final String partitionKey;
  private final long nowMillis;
  private final Map<AttributeValue, String> shared = new HashMap<>(2);

  /**
   * For one expression.
   *
   * @param nowMillis the instant by which expired items are told
   */
  Terms(Expression expression, KeySchema keys, long nowMillis) {
    this.expression = expression;
    this.partitionKey = keys.partition();
    this.nowMillis = nowMillis;
  }

  long nowMillis() {
    return nowMillis;
  }

  /** There is an item. */
  String item() {
    return there(partitionKey);
  }

  /** There is none. */
  String noItem() {
    return missing(partitionKey);
  }

  String name(String attribute) {
    return expression.name(attribute);
  }

  String value(AttributeValue value) {
    return expression.value(value);
  }

  /** A value that occurs again and again, by one placeholder. */
  String shared(AttributeValue value) {
    return shared.computeIfAbsent(value, expression::value);
  }

  String equal(String attribute, AttributeValue value) {
    return name(attribute) + " = " + value(value);
  }

  String missing(String attribute) {
    return "attribute_not_exists(" + name(attribute) + ")";
  }

  String there(String attribute) {
    return "attribute_exists(" + name(attribute) + ")";
  }

  String isOfType(String attribute, String type) {
    return "attribute_type(" + name(attribute) + ", " + value(AttributeValue.fromS(type)) + ")";
  }
}
