package io.github.dynamodbjcache.internal.codec.json.jackson2;

import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import com.fasterxml.jackson.databind.jsontype.TypeDeserializer;
import com.fasterxml.jackson.databind.jsontype.TypeSerializer;
import com.fasterxml.jackson.databind.jsontype.impl.StdTypeResolverBuilder;
import io.github.dynamodbjcache.internal.codec.json.DeclaredTypes;
import io.github.dynamodbjcache.internal.codec.json.TypeNames;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

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
      SerializationConfig config, JavaType declared, @Nullable Collection<NamedType> subtypes) {
    return isOpen(declared) ? new NamingSerializer(new TypeIds(declared, names), null) : null;
  }

  @Override
  public @Nullable TypeDeserializer buildTypeDeserializer(
      DeserializationConfig config, JavaType declared, @Nullable Collection<NamedType> subtypes) {
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
