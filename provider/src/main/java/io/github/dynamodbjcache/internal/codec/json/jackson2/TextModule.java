package io.github.dynamodbjcache.internal.codec.json.jackson2;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.KeyDeserializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import io.github.dynamodbjcache.codec.CodecException;
import io.github.dynamodbjcache.internal.codec.value.Scalar;
import java.io.IOException;

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
    public void serialize(T value, JsonGenerator out, SerializerProvider provider)
        throws IOException {
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
    public T deserialize(JsonParser in, DeserializationContext context) throws IOException {
      if (!in.hasToken(JsonToken.VALUE_STRING)) {
        return (T) context.handleUnexpectedToken(_valueClass, in);
      }
      String text = in.getText();
      try {
        return (T) scalar.read().apply(text);
      } catch (CodecException refused) {
        throw refused;
      } catch (RuntimeException garbled) {
        return (T) context.handleWeirdStringValue(_valueClass, text, "garbled");
      }
    }
  }

  private static final class Keys extends JsonSerializer<Object> {
    private final Scalar<?> scalar;

    Keys(Scalar<?> scalar) {
      this.scalar = scalar;
    }

    @Override
    public void serialize(Object key, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      out.writeFieldName(scalar.text(key));
    }
  }

  private static final class ReadKey extends KeyDeserializer {
    private final Scalar<?> scalar;

    ReadKey(Scalar<?> scalar) {
      this.scalar = scalar;
    }

    @Override
    public Object deserializeKey(String key, DeserializationContext context) throws IOException {
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
