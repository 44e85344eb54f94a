package io.github.dynamodbjcache.internal.codec.json;

import io.github.dynamodbjcache.codec.CodecException;
import io.github.dynamodbjcache.internal.codec.item.ItemSize;
import io.github.dynamodbjcache.internal.codec.value.ValueForm;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * JSON as DynamoDB's own maps and lists, for expressions and indexes to reach into. What these do
 * not hold exactly (numbers of more than 38 digits, empty names, more than 31 levels), what is
 * large, or a single number or text, is a text all the same.
 *
 * @param texts writes what cannot be a map, and reads everything
 */
public record JsonMaps(JsonTexts texts) implements ValueForm {

  /** A text can be split over several items, a map cannot; the key and the rest need room too. */
  private static final long MAX_BYTES = 256 * 1024;

  /** DynamoDB drops its sign. */
  private static final Pattern NEGATIVE_ZERO = Pattern.compile("[:,\\[]-0(\\.0+)?[,\\]}]");

  @Override
  public String format() {
    return texts.format();
  }

  @Override
  public boolean isCompressed() {
    return false;
  }

  @Override
  public AttributeValue write(Object value) {
    String json = texts.serializer().written(value);
    return map(value, json).orElseGet(() -> texts.text(value, json));
  }

  private Optional<AttributeValue> map(Object value, String json) {
    JsonSerializer serializer = texts.serializer();
    try {
      Object tree = serializer.tree(json);
      if (!(tree instanceof Map || tree instanceof List) || NEGATIVE_ZERO.matcher(json).find()) {
        return Optional.empty();
      }
      AttributeValue map = AttributeTrees.attribute(tree);
      if (ItemSize.bytes(map) > MAX_BYTES) {
        return Optional.empty();
      }
      serializer.requireReadable(value, json, serializer.json(AttributeTrees.tree(map)));
      return Optional.of(map);
    } catch (CodecException | JsonFailure inexact) {
      return Optional.empty();
    }
  }

  @Override
  public Object read(AttributeValue stored) {
    return texts.read(stored);
  }
}
