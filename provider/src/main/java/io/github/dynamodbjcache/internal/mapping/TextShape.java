package io.github.dynamodbjcache.internal.mapping;

import io.github.dynamodbjcache.internal.codec.item.KeyEscapes;
import io.github.dynamodbjcache.table.AttributeType;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Values of one type as S, by a text that is theirs alone.
 *
 * @param javaType the type that is declared; of enums the one that declares the constants
 * @param text writes it
 * @param reading reads it; may throw any RuntimeException for other texts
 */
record TextShape<T>(
    Class<? extends T> javaType, Function<T, String> text, Function<String, ? extends T> reading)
    implements Shape {

  /** A text as well, if it is one that can be read. */
  @Override
  public AttributeValue write(Object value, int level) {
    if (javaType.isInstance(value)) {
      return wellFormed(text.apply(javaType.cast(value)));
    }
    if (!(value instanceof CharSequence characters)) {
      throw Misfit.given(shown(), value);
    }
    parsed(characters.toString());
    return wellFormed(characters.toString());
  }

  @Override
  public Object read(AttributeValue value) {
    String stored = value.s();
    if (stored == null) {
      throw javaType == String.class
          ? Misfit.type(shown(), value)
          : Misfit.storedOtherwise(shown(), value);
    }
    return parsed(stored);
  }

  T parsed(String stored) {
    try {
      return reading.apply(stored);
    } catch (RuntimeException itsMessageQuotesTheText) {
      throw new Misfit(
          "has a text that is no "
              + (javaType.isEnum() ? "constant of " : "")
              + javaType.getSimpleName());
    }
  }

  @Override
  public @Nullable AttributeValue operand(Object value) {
    return value instanceof CharSequence characters
        ? wellFormed(characters.toString())
        : write(value, 1);
  }

  /** What UTF-8 has no bytes for would arrive as a question mark. */
  static AttributeValue wellFormed(String text) {
    if (!KeyEscapes.isWellFormed(text)) {
      throw new Misfit("is a text with half a character in it, which DynamoDB cannot hold");
    }
    return AttributeValue.fromS(text);
  }

  @Override
  public AttributeType type() {
    return AttributeType.S;
  }

  @Override
  public String shown() {
    return "S (" + javaType.getSimpleName() + ")";
  }

  @Override
  public boolean keepsNotation() {
    return javaType == String.class;
  }
}
