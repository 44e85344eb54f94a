package io.github.dynamodbjcache.internal.mapping;

import java.util.AbstractMap;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Attributes as documents hold them: values of {@code String}, {@code BigDecimal}, {@code Boolean},
 * {@code SdkBytes}, null, and lists, maps and sets of these that nobody can change. Numbers have no
 * trailing zeros, so that those that are numerically equal are equal.
 */
public final class Documents {

  private Documents() {}

  /**
   * The attributes of a document: values of other types become what they are stored as, and what is
   * stored as no attribute is left out.
   *
   * @throws io.github.dynamodbjcache.table.InvalidItemException if DynamoDB cannot hold one exactly
   */
  public static Map<String, @Nullable Object> normal(Map<String, ?> attributes) {
    if (attributes instanceof Normal normal) {
      return normal;
    }
    try {
      return read(written(attributes));
    } catch (Misfit e) {
      throw e.asInvalidItem();
    }
  }

  /** A document's attributes, as they are stored. */
  static Map<String, AttributeValue> written(Map<String, ?> attributes) {
    Map<String, AttributeValue> written = new LinkedHashMap<>(MapShape.capacity(attributes.size()));
    for (Map.Entry<?, ?> each : attributes.entrySet()) {
      String name = MapShape.textual(each.getKey(), Texts.STRING);
      try {
        AttributeValue value = written(each.getValue());
        if (value != null) {
          written.put(name, value);
        }
      } catch (Misfit e) {
        throw e.in(name);
      }
    }
    return written;
  }

  private static @Nullable AttributeValue written(@Nullable Object value) {
    return value == null
        ? AttributeValue.fromNul(true)
        : DocumentShape.INSTANCE.write(value, /* level= */ 1);
  }

  /** Stored attributes, as documents hold them. */
  static Map<String, @Nullable Object> read(Map<String, AttributeValue> attributes) {
    Map<String, @Nullable Object> read = new LinkedHashMap<>(MapShape.capacity(attributes.size()));
    for (Map.Entry<String, AttributeValue> each : attributes.entrySet()) {
      try {
        read.put(each.getKey(), Shape.read(DocumentShape.INSTANCE, each.getValue()));
      } catch (Misfit e) {
        throw e.in(each.getKey());
      }
    }
    return new Normal(read);
  }

  /** What is known to be as documents hold it, and need not be looked at again. */
  private static final class Normal extends AbstractMap<String, @Nullable Object> {

    private final Map<String, @Nullable Object> attributes;

    Normal(Map<String, @Nullable Object> attributes) {
      this.attributes = Collections.unmodifiableMap(attributes);
    }

    @Override
    public Set<Entry<String, @Nullable Object>> entrySet() {
      return attributes.entrySet();
    }

    @Override
    public @Nullable Object get(@Nullable Object name) {
      return attributes.get(name);
    }

    @Override
    public boolean containsKey(@Nullable Object name) {
      return attributes.containsKey(name);
    }
  }
}
