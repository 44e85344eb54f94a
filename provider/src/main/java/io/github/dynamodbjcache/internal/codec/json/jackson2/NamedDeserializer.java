package io.github.dynamodbjcache.internal.codec.json.jackson2;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.jsontype.TypeDeserializer;
import com.fasterxml.jackson.databind.jsontype.TypeIdResolver;
import com.fasterxml.jackson.databind.jsontype.impl.AsPropertyTypeDeserializer;
import io.github.dynamodbjcache.internal.codec.json.TypeNames;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads what a {@link NamingSerializer} wrote: the name comes first, or there is none. */
final class NamedDeserializer extends AsPropertyTypeDeserializer {

  private static final long serialVersionUID = 1L;

  NamedDeserializer(JavaType declared, TypeIdResolver ids, @Nullable JavaType assumed) {
    super(
        declared,
        ids,
        TypeNames.PROPERTY,
        /* typeIdVisible= */ false,
        assumed,
        JsonTypeInfo.As.PROPERTY,
        /* strictTypeIdHandling= */ true);
  }

  private NamedDeserializer(NamedDeserializer source, @Nullable BeanProperty property) {
    super(source, property);
  }

  @Override
  public TypeDeserializer forProperty(@Nullable BeanProperty property) {
    return property == _property ? this : new NamedDeserializer(this, property);
  }

  /** Without looking for the name behind other properties, which would keep them all in memory. */
  @Override
  public @Nullable Object deserializeTypedFromObject(JsonParser in, DeserializationContext context)
      throws IOException {
    JsonToken token = in.currentToken();
    if (_defaultImpl == null || token == JsonToken.START_ARRAY) {
      return super.deserializeTypedFromObject(in, context);
    }
    if (token == JsonToken.START_OBJECT) {
      token = in.nextToken();
    }
    return token == JsonToken.FIELD_NAME && TypeNames.PROPERTY.equals(in.currentName())
        ? super.deserializeTypedFromObject(in, context)
        : _findDefaultImplDeserializer(context).deserialize(in, context);
  }
}
