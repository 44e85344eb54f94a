package io.github.dynamodbjcache.internal.codec.json.jackson3;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonToken;
import tools.jackson.core.type.WritableTypeId;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.SerializationConfig;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.jsontype.TypeSerializer;
import tools.jackson.databind.ser.ValueSerializerModifier;

/**
 * An {@code Optional} and its like are named too where their class is left open: Jackson would
 * write what is in them only, and read that in their place.
 */
final class NamedReferences extends ValueSerializerModifier {

  private static final long serialVersionUID = 1L;

  @Override
  public ValueSerializer<?> modifySerializer(
      SerializationConfig config,
      BeanDescription.Supplier description,
      ValueSerializer<?> serializer) {
    return description.getType().isReferenceType() ? new Named(serializer) : serializer;
  }

  @SuppressWarnings("unchecked") // A serializer of a class takes its instances.
  private static final class Named extends ValueSerializer<Object> {
    private final ValueSerializer<Object> inner;

    Named(ValueSerializer<?> inner) {
      this.inner = (ValueSerializer<Object>) inner;
    }

    @Override
    public ValueSerializer<?> createContextual(
        SerializationContext context, @Nullable BeanProperty property) {
      return new Named(context.handleSecondaryContextualization(inner, property));
    }

    @Override
    public boolean isEmpty(SerializationContext context, Object value) {
      return inner.isEmpty(context, value);
    }

    @Override
    public void serialize(Object value, JsonGenerator out, SerializationContext context) {
      inner.serialize(value, out, context);
    }

    @Override
    public void serializeWithType(
        Object value, JsonGenerator out, SerializationContext context, TypeSerializer types) {
      WritableTypeId name =
          types.writeTypePrefix(out, context, types.typeId(value, JsonToken.VALUE_EMBEDDED_OBJECT));
      inner.serializeWithType(value, out, context, types);
      types.writeTypeSuffix(out, context, name);
    }
  }
}
