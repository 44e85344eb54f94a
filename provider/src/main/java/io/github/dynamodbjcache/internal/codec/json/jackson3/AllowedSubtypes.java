package io.github.dynamodbjcache.internal.codec.json.jackson3;

import io.github.dynamodbjcache.codec.AllowList;
import tools.jackson.databind.DatabindContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.jsontype.PolymorphicTypeValidator;

/** Allows what the cache allows, where an annotation lets the JSON name any class. */
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
    return allowed.permitsLoading(name) ? Validity.INDETERMINATE : Validity.DENIED;
  }

  @Override
  public Validity validateSubType(DatabindContext context, JavaType base, JavaType subtype) {
    return allowed.permits(subtype.getRawClass()) ? Validity.ALLOWED : Validity.DENIED;
  }
}
