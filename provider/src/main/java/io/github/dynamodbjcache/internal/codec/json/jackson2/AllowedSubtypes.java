package io.github.dynamodbjcache.internal.codec.json.jackson2;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.jsontype.PolymorphicTypeValidator;
import io.github.dynamodbjcache.codec.AllowList;
import io.github.dynamodbjcache.codec.CodecException;

/**
 * Allows what the cache allows, where an annotation lets the JSON name any class; throws rather
 * than denies, as the refusal names the setting.
 */
final class AllowedSubtypes extends PolymorphicTypeValidator.Base {

  private static final long serialVersionUID = 1L;

  private final transient AllowList allowed;

  AllowedSubtypes(AllowList allowed) {
    this.allowed = allowed;
  }

  @Override
  public Validity validateBaseType(MapperConfig<?> config, JavaType base) {
    return Validity.INDETERMINATE;
  }

  @Override
  public Validity validateSubClassName(MapperConfig<?> config, JavaType base, String name) {
    if (!allowed.permitsLoading(name)) {
      throw new CodecException(allowed.refusal(name));
    }
    return Validity.INDETERMINATE;
  }

  @Override
  public Validity validateSubType(MapperConfig<?> config, JavaType base, JavaType subtype) {
    allowed.require(subtype.getRawClass());
    return Validity.ALLOWED;
  }
}
