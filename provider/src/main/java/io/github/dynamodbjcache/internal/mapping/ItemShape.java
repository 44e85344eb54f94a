package io.github.dynamodbjcache.internal.mapping;

import io.github.dynamodbjcache.table.AttributeType;
import io.github.dynamodbjcache.table.Item;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Documents within typed values as M. */
enum ItemShape implements Shape {
  INSTANCE;

  @Override
  public @Nullable AttributeValue write(Object value, int level) {
    if (!(value instanceof Map<?, ?>)) {
      throw Misfit.given(shown(), value);
    }
    return DocumentShape.INSTANCE.write(value, level);
  }

  @Override
  public Object read(AttributeValue value) {
    if (value.type() != AttributeValue.Type.M) {
      throw Misfit.type(shown(), value);
    }
    return Item.of(Documents.read(value.m()));
  }

  @Override
  public AttributeType type() {
    return AttributeType.M;
  }

  @Override
  public String shown() {
    return "M (Item)";
  }
}
