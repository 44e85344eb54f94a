package io.github.dynamodbjcache.internal.codec.json;

import io.github.dynamodbjcache.codec.CodecException;
import io.github.dynamodbjcache.internal.codec.value.Checksum;
import io.github.dynamodbjcache.internal.codec.value.ValueForm;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * JSON as a text, for people and other programs to read and change; without a checksum therefore.
 *
 * @param serializer of the cache's values
 */
public record JsonTexts(JsonSerializer serializer) implements ValueForm {

  @Override
  public String format() {
    return JsonSerializer.FORMAT;
  }

  @Override
  public boolean isCompressed() {
    return false;
  }

  @Override
  public AttributeValue write(Object value) {
    return text(value, serializer.written(value));
  }

  /** The text of a value that was written so, if it can be read again. */
  AttributeValue text(Object value, String json) {
    serializer.requireReadable(value, json, json);
    return AttributeValue.fromS(json);
  }

  /** Reads every form that JSON was ever stored in. */
  @Override
  public Object read(AttributeValue stored) {
    return switch (stored.type()) {
      case S -> serializer.value(stored.s());
      case M, L -> serializer.value(serializer.json(AttributeTrees.tree(stored)));
      case B -> serializer.deserialize(Checksum.opened(stored.b().asByteArrayUnsafe()));
      default ->
          throw new CodecException("its JSON is neither of type S nor M but " + stored.type());
    };
  }
}
