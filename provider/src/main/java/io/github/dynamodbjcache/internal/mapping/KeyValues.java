package io.github.dynamodbjcache.internal.mapping;

import io.github.dynamodbjcache.internal.mapping.ItemMapping.KeyPart;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What is said of key attributes in queries, held to what keys can be. */
public final class KeyValues {

  private final ItemMapping<?, ?> mapping;
  private final KeyRole role;

  /** Of key attributes of that role. */
  public KeyValues(ItemMapping<?, ?> mapping, KeyRole role) {
    this.mapping = mapping;
    this.role = role;
  }

  /**
   * A value as its key attribute has it.
   *
   * @throws IllegalArgumentException if no key can be that
   */
  public AttributeValue of(KeyPart part, @Nullable Object value) {
    return at(
        part,
        () ->
            role.required(part.type(), value == null ? null : mapping.written(part.name(), value)));
  }

  /**
   * That value, if the key attribute can have it.
   *
   * @throws IllegalArgumentException if it cannot
   */
  public AttributeValue checked(KeyPart part, AttributeValue value) {
    return at(part, () -> role.required(part.type(), value));
  }

  private AttributeValue at(KeyPart part, Supplier<AttributeValue> value) {
    try {
      return value.get();
    } catch (Misfit e) {
      throw new IllegalArgumentException(
          role.shown(part.name()) + " " + e.getMessage() + "; nothing was sent", e.getCause());
    }
  }
}
