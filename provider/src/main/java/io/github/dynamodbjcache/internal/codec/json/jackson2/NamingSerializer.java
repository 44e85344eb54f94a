package io.github.dynamodbjcache.internal.codec.json.jackson2;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.type.WritableTypeId;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.jsontype.TypeIdResolver;
import com.fasterxml.jackson.databind.jsontype.impl.AsPropertyTypeSerializer;
import io.github.dynamodbjcache.internal.codec.json.TypeNames;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes the name of a class as the first property of an object, and before everything else, in an
 * array of two. So for maps too, whose own keys are data.
 */
final class NamingSerializer extends AsPropertyTypeSerializer {

  NamingSerializer(TypeIdResolver ids, @Nullable BeanProperty property) {
    super(ids, property, TypeNames.PROPERTY);
  }

  @Override
  public AsPropertyTypeSerializer forProperty(@Nullable BeanProperty property) {
    return new NamingSerializer(_idResolver, property);
  }

  @Override
  public WritableTypeId writeTypePrefix(JsonGenerator out, WritableTypeId id) throws IOException {
    if (id.forValue instanceof Map) {
      id.include = WritableTypeId.Inclusion.WRAPPER_ARRAY;
    }
    return super.writeTypePrefix(out, id);
  }
}
