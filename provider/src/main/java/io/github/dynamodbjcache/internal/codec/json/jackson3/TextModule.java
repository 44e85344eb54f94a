package io.github.dynamodbjcache.internal.codec.json.jackson3;

import io.github.dynamodbjcache.codec.CodecException;
import io.github.dynamodbjcache.internal.codec.value.Scalar;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.KeyDeserializer;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdScalarSerializer;

/** Classes whose instances are texts, as values and as keys of maps. */
abstract class TextModule extends SimpleModule {

  private static final long serialVersionUID = 1L;

  TextModule(String name) {
    super(name);
  }

  final <T> void add(Class<T> type, Scalar<?> scalar) {
    addSerializer(type, new Texts<>(type, scalar));
    addDeserializer(type, new Read<>(type, scalar));
    addKeySerializer(type, new Keys(scalar));
    addKeyDeserializer(type, new ReadKey(scalar));
  }

  private static final class Texts<T> extends StdScalarSerializer<T> {
    private static final long serialVersionUID = 1L;

    private final transient Scalar<?> scalar;

    Texts(Class<T> type, Scalar<?> scalar) {
      super(type);
      this.scalar = scalar;
    }

    @Override
    public void serialize(T value, JsonGenerator out, SerializationContext provider) {
      out.writeString(scalar.text(value));
    }
  }

  private static final class Read<T> extends StdScalarDeserializer<T> {
    private static final long serialVersionUID = 1L;

    private final transient Scalar<?> scalar;

    Read(Class<T> type, Scalar<?> scalar) {
      super(type);
      this.scalar = scalar;
    }

    @SuppressWarnings("unchecked") // What is read is an instance of the scalar's type.
    @Override
    public T deserialize(JsonParser in, DeserializationContext context) {
      if (!in.hasToken(JsonToken.VALUE_STRING)) {
        return (T) context.handleUnexpectedToken(_valueClass, in);
      }
      String text = in.getString();
      try {
        return (T) scalar.read().apply(text);
      } catch (CodecException refused) {
        throw refused;
      } catch (RuntimeException garbled) {
        return (T) context.handleWeirdStringValue(_valueClass, text, "garbled");
      }
    }
  }

  private static final class Keys extends ValueSerializer<Object> {
    private final Scalar<?> scalar;

    Keys(Scalar<?> scalar) {
      this.scalar = scalar;
    }

    @Override
    public void serialize(Object key, JsonGenerator out, SerializationContext provider) {
      out.writeName(scalar.text(key));
    }
  }

  private static final class ReadKey extends KeyDeserializer {
    private final Scalar<?> scalar;

    ReadKey(Scalar<?> scalar) {
      this.scalar = scalar;
    }

    @Override
    public Object deserializeKey(String key, DeserializationContext context) {
      try {
        return scalar.read().apply(key);
      } catch (CodecException refused) {
        throw refused;
      } catch (RuntimeException garbled) {
        return context.handleWeirdKey(scalar.type(), key, "garbled");
      }
    }
  }
}
