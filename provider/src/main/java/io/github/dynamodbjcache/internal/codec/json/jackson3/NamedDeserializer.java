package io.github.dynamodbjcache.internal.codec.json.jackson3;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.github.dynamodbjcache.internal.codec.json.TypeNames;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.jsontype.TypeDeserializer;
import tools.jackson.databind.jsontype.TypeIdResolver;
import tools.jackson.databind.jsontype.impl.AsPropertyTypeDeserializer;

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
  public @Nullable Object deserializeTypedFromObject(
      JsonParser in, DeserializationContext context) {
    JsonToken token = in.currentToken();
    if (_defaultImpl == null || token == JsonToken.START_ARRAY) {
      return super.deserializeTypedFromObject(in, context);
    }
    if (token == JsonToken.START_OBJECT) {
      token = in.nextToken();
    }
    return token == JsonToken.PROPERTY_NAME && TypeNames.PROPERTY.equals(in.currentName())
        ? super.deserializeTypedFromObject(in, context)
        : _findDefaultImplDeserializer(context).deserialize(in, context);
  }
}
