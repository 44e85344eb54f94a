package io.github.dynamodbjcache.internal.codec.value;

import io.github.dynamodbjcache.codec.CodecException;
import io.github.dynamodbjcache.codec.Serializer;
import io.github.dynamodbjcache.internal.codec.compression.CompressedSerializer;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A serializer's bytes behind their checksum. */
public record SealedBytes(Serializer serializer) implements ValueForm {

  @Override
  public String format() {
    return serializer.format();
  }

  @Override
  public boolean isCompressed() {
    return serializer instanceof CompressedSerializer;
  }

  @Override
  public AttributeValue write(Object value) {
    byte[] bytes = serializer.serialize(value);
    return AttributeValue.fromB(SdkBytes.fromByteArrayUnsafe(Checksum.sealed(bytes)));
  }

  @Override
  public Object read(AttributeValue stored) {
    if (stored.b() == null) {
      throw new CodecException("its bytes are not of type B but " + stored.type());
    }
    return serializer.deserialize(Checksum.opened(stored.b().asByteArrayUnsafe()));
  }
}
