package io.github.dynamodbjcache.internal.mapping;

import io.github.dynamodbjcache.table.AttributeType;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** True and false as BOOL. */
enum BooleanShape implements Shape {
  INSTANCE;

  @Override
  public AttributeValue write(Object value, int level) {
    if (!(value instanceof Boolean truth)) {
      throw Misfit.given(shown(), value);
    }
    return AttributeValue.fromBool(truth);
  }

  @Override
  public Object read(AttributeValue value) {
    if (value.bool() == null) {
      throw Misfit.type(shown(), value);
    }
    return value.bool();
  }

  @Override
  public AttributeType type() {
    return AttributeType.BOOL;
  }

  @Override
  public String shown() {
    return "BOOL (boolean)";
  }
}
