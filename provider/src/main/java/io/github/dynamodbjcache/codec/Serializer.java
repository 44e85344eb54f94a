package io.github.dynamodbjcache.codec;

/**
 * Values to bytes and back, for those that DynamoDB has no type of its own for.
 *
 * <p>An item names the serializer that wrote it, so a cache can change its serializer and still
 * read what it wrote before, as long as the former one stays registered. Implementations may be
 * called by several threads at once. The bytes come from a table that others may write to: treat
 * them as untrusted.
 */
public interface Serializer {

  /** The short name that items carry, of letters, digits and {@code -}; for example "java". */
  String format();

  /**
   * The bytes of a value.
   *
   * @throws CodecException if the value is not of a class that this serializer writes
   */
  byte[] serialize(Object value);

  /**
   * The value of bytes that {@link #serialize} made.
   *
   * @throws CodecException if the bytes are garbled, too large, or name a class that is not allowed
   */
  Object deserialize(byte[] bytes);
}
