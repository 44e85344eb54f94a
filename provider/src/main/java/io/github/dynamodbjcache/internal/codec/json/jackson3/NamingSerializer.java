package io.github.dynamodbjcache.internal.codec.json.jackson3;

import io.github.dynamodbjcache.internal.codec.json.TypeNames;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.type.WritableTypeId;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.jsontype.TypeIdResolver;
import tools.jackson.databind.jsontype.impl.AsPropertyTypeSerializer;

/**
 * Writes the name of a class as the first property of an object, and before everything else, in an
 * array of two. So for maps too, whose own keys are data.
 */
final class NamingSerializer extends AsPropertyTypeSerializer {

  NamingSerializer(TypeIdResolver ids, @Nullable BeanProperty property) {
    super(ids, property, TypeNames.PROPERTY);
  }

  @Override
  public AsPropertyTypeSerializer forProperty(
      SerializationContext context, @Nullable BeanProperty property) {
    return new NamingSerializer(_idResolver, property);
  }

  @Override
  public WritableTypeId writeTypePrefix(
      JsonGenerator out, SerializationContext context, WritableTypeId id) {
    if (id.forValue instanceof Map) {
      id.include = WritableTypeId.Inclusion.WRAPPER_ARRAY;
    }
    return super.writeTypePrefix(out, context, id);
  }
}
