package io.github.dynamodbjcache.internal.codec.json.jackson2;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.type.WritableTypeId;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.jsontype.TypeSerializer;
import com.fasterxml.jackson.databind.ser.BeanSerializerModifier;
import com.fasterxml.jackson.databind.ser.ContextualSerializer;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * An {@code Optional} and its like are named too where their class is left open: Jackson would
 * write what is in them only, and read that in their place.
 */
final class NamedReferences extends BeanSerializerModifier {

  private static final long serialVersionUID = 1L;

  @Override
  public JsonSerializer<?> modifySerializer(
      SerializationConfig config, BeanDescription description, JsonSerializer<?> serializer) {
    return description.getType().isReferenceType() ? new Named(serializer) : serializer;
  }

  @SuppressWarnings("unchecked") // A serializer of a class takes its instances.
  private static final class Named extends JsonSerializer<Object> implements ContextualSerializer {
    private final JsonSerializer<Object> inner;

    Named(JsonSerializer<?> inner) {
      this.inner = (JsonSerializer<Object>) inner;
    }

    @Override
    public JsonSerializer<?> createContextual(
        SerializerProvider provider, @Nullable BeanProperty property) throws JsonMappingException {
      return new Named(provider.handleSecondaryContextualization(inner, property));
    }

    @Override
    public boolean isEmpty(SerializerProvider provider, Object value) {
      return inner.isEmpty(provider, value);
    }

    @Override
    public void serialize(Object value, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      inner.serialize(value, out, provider);
    }

    @Override
    public void serializeWithType(
        Object value, JsonGenerator out, SerializerProvider provider, TypeSerializer types)
        throws IOException {
      WritableTypeId name =
          types.writeTypePrefix(out, types.typeId(value, JsonToken.VALUE_EMBEDDED_OBJECT));
      inner.serializeWithType(value, out, provider, types);
      types.writeTypeSuffix(out, name);
    }
  }
}
