package io.github.dynamodbjcache.internal.codec.json.jackson3;

import io.github.dynamodbjcache.codec.AllowList;
import io.github.dynamodbjcache.codec.CodecException;
import tools.jackson.databind.DatabindContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.jsontype.PolymorphicTypeValidator;

/**
 * Allows what the cache allows, where an annotation lets the JSON name any class; throws rather
 * than denies, as the refusal names the setting.
 */
final class AllowedSubtypes extends PolymorphicTypeValidator {

  private static final long serialVersionUID = 1L;

  private final transient AllowList allowed;

  AllowedSubtypes(AllowList allowed) {
    this.allowed = allowed;
  }

  @Override
  public Validity validateBaseType(DatabindContext context, JavaType base) {
    return Validity.INDETERMINATE;
  }

  @Override
  public Validity validateSubClassName(DatabindContext context, JavaType base, String name) {
    if (!allowed.permitsLoading(name)) {
      throw new CodecException(allowed.refusal(name));
    }
    return Validity.INDETERMINATE;
  }

  @Override
  public Validity validateSubType(DatabindContext context, JavaType base, JavaType subtype) {
    allowed.require(subtype.getRawClass());
    return Validity.ALLOWED;
  }
}
