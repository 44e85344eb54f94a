package io.github.dynamodbjcache.internal.codec.json.jackson3;

import io.github.dynamodbjcache.internal.codec.json.DeclaredTypes;
import io.github.dynamodbjcache.internal.codec.json.TypeNames;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.jsontype.NamedType;
import tools.jackson.databind.jsontype.TypeDeserializer;
import tools.jackson.databind.jsontype.TypeSerializer;
import tools.jackson.databind.jsontype.impl.StdTypeResolverBuilder;

/**
 * Names the classes of objects whose declared type leaves them open; asked only for types without
 * annotations that say it otherwise. Not Jackson's default typing, which takes any class.
 */
final class OpenTypes extends StdTypeResolverBuilder {

  private final transient TypeNames names;

  OpenTypes(TypeNames names) {
    this.names = names;
  }

  @Override
  public @Nullable TypeSerializer buildTypeSerializer(
      SerializationContext context, JavaType declared, @Nullable Collection<NamedType> subtypes) {
    return isOpen(declared) ? new NamingSerializer(new TypeIds(declared, names), null) : null;
  }

  @Override
  public @Nullable TypeDeserializer buildTypeDeserializer(
      DeserializationContext context, JavaType declared, @Nullable Collection<NamedType> subtypes) {
    if (!isOpen(declared)) {
      return null;
    }
    boolean assumed = DeclaredTypes.assumed(declared.getRawClass()) != null;
    return new NamedDeserializer(declared, new TypeIds(declared, names), assumed ? declared : null);
  }

  private static boolean isOpen(JavaType declared) {
    Class<?> keys = declared.isMapLikeType() ? declared.getKeyType().getRawClass() : null;
    return !declared.isReferenceType() && !DeclaredTypes.determine(declared.getRawClass(), keys);
  }
}
