package io.github.dynamodbjcache.internal.mapping;

import io.github.dynamodbjcache.table.AttributeType;
import io.github.dynamodbjcache.table.Converter;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What the user's own converter makes of a component, held to DynamoDB's limits as everything is.
 *
 * @param converter the user's
 */
record ConverterShape(Converter<Object> converter) implements Shape {

  @SuppressWarnings("unchecked") // A value of another type is the converter's own failure.
  static ConverterShape of(Converter<?> converter) {
    return new ConverterShape((Converter<Object>) converter);
  }

  @Override
  public @Nullable AttributeValue write(Object value, int level) {
    AttributeValue written = written(value);
    Object document = Shape.read(DocumentShape.INSTANCE, written);
    return document == null ? written : DocumentShape.INSTANCE.write(document, level);
  }

  private AttributeValue written(Object value) {
    try {
      AttributeValue written = converter.write(value);
      if (written == null) {
        throw new Misfit("cannot be written: its converter gives null");
      }
      return written;
    } catch (Misfit e) {
      throw e;
    } catch (RuntimeException e) {
      throw new Misfit("cannot be written: its converter fails", e);
    }
  }

  @Override
  public Object read(AttributeValue value) {
    try {
      return converter.read(value);
    } catch (RuntimeException e) {
      throw new Misfit("cannot be read: its converter fails", e);
    }
  }

  @Override
  public @Nullable AttributeType type() {
    return null;
  }

  @Override
  public String shown() {
    return "what its converter reads";
  }
}
