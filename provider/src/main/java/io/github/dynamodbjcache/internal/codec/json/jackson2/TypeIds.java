package io.github.dynamodbjcache.internal.codec.json.jackson2;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.DatabindContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.jsontype.impl.TypeIdResolverBase;
import io.github.dynamodbjcache.internal.codec.json.TypeNames;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@link TypeNames} as the type ids of one declared type. */
final class TypeIds extends TypeIdResolverBase {

  private final JavaType declared;
  private final TypeNames names;

  TypeIds(JavaType declared, TypeNames names) {
    super(declared, null);
    this.declared = declared;
    this.names = names;
  }

  @Override
  public @Nullable String idFromValue(Object value) {
    return names.of(value, declared.getRawClass());
  }

  @Override
  public @Nullable String idFromValueAndType(@Nullable Object value, Class<?> suggestedType) {
    return value == null ? names.of(suggestedType) : idFromValue(value);
  }

  @Override
  public String idFromBaseType() {
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
