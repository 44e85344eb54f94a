package io.github.dynamodbjcache.internal.mapping;

import io.github.dynamodbjcache.table.AttributeType;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Bytes of one Java type as B. What is handed out is a copy. */
final class BinaryShape implements Shape {

  private static final Map<Class<?>, BinaryShape> ALL =
      Map.of(
          byte[].class,
          new BinaryShape(SdkBytes::asByteArray),
          ByteBuffer.class,
          new BinaryShape(bytes -> ByteBuffer.wrap(bytes.asByteArray())),
          SdkBytes.class,
          new BinaryShape(bytes -> bytes));

  private final Function<SdkBytes, Object> reading;

  private BinaryShape(Function<SdkBytes, Object> reading) {
    this.reading = reading;
  }

  /** The shape of a type of bytes; null for other types. */
  static @Nullable BinaryShape of(Class<?> type) {
    return ALL.get(type);
  }

  /** The bytes of any of these types; null for a value of another. */
  static @Nullable SdkBytes bytes(Object value) {
    if (value instanceof SdkBytes bytes) {
      return bytes;
    }
    if (value instanceof byte[] bytes) {
      return SdkBytes.fromByteArray(bytes);
    }
    // Without moving the caller's position.
    return value instanceof ByteBuffer buffer ? SdkBytes.fromByteBuffer(buffer.duplicate()) : null;
  }

  @Override
  public AttributeValue write(Object value, int level) {
    SdkBytes bytes = bytes(value);
    if (bytes == null) {
      throw Misfit.given(shown(), value);
    }
    return AttributeValue.fromB(bytes);
  }

  @Override
  public Object read(AttributeValue value) {
    if (value.b() == null) {
      throw Misfit.type(shown(), value);
    }
    return reading.apply(value.b());
  }

  @Override
  public AttributeType type() {
    return AttributeType.B;
  }

  @Override
  public String shown() {
    return "B (bytes)";
  }

  @Override
  public boolean keepsNotation() {
    return true;
  }
}
