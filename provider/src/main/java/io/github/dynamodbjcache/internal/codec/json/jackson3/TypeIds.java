package io.github.dynamodbjcache.internal.codec.json.jackson3;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.github.dynamodbjcache.internal.codec.json.TypeNames;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DatabindContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.jsontype.impl.TypeIdResolverBase;

/** {@link TypeNames} as the type ids of one declared type. */
final class TypeIds extends TypeIdResolverBase {

  private final JavaType declared;
  private final TypeNames names;

  TypeIds(JavaType declared, TypeNames names) {
    super(declared);
    this.declared = declared;
    this.names = names;
  }

  @Override
  public @Nullable String idFromValue(DatabindContext context, Object value) {
    return names.of(value, declared.getRawClass());
  }

  @Override
  public @Nullable String idFromValueAndType(
      DatabindContext context, @Nullable Object value, Class<?> suggestedType) {
    return value == null ? names.of(suggestedType) : idFromValue(context, value);
  }

  @Override
  public String idFromBaseType(DatabindContext context) {
    return names.of(declared.getRawClass());
  }

  @Override
  public JavaType typeFromId(DatabindContext context, String id) {
    TypeNames.Named named = names.named(id);
    Class<?> type = named.type();
    if (named.of() != null && Collection.class.isAssignableFrom(type)) {
      return context
          .getTypeFactory()
          .constructCollectionType(type.asSubclass(Collection.class), named.of());
    }
    if (Map.class.isAssignableFrom(type) && type.getTypeParameters().length == 2) {
      JavaType content = declared.getContentType();
      return context
          .getTypeFactory()
          .constructMapType(
              type.asSubclass(Map.class),
              context.constructType(named.of() == null ? String.class : named.of()),
              content == null ? context.constructType(Object.class) : content);
    }
    return context.constructSpecializedType(declared, type);
  }

  @Override
  public JsonTypeInfo.Id getMechanism() {
    return JsonTypeInfo.Id.CUSTOM;
  }
}
