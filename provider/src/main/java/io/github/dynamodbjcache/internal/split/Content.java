package io.github.dynamodbjcache.internal.split;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The value of an entry as bytes to be split.
 *
 * @param bytes the binary, or the text in UTF-8
 * @param type what they are, {@code S} or {@code B}
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and handed on within this room only
record Content(byte[] bytes, String type) {

  static final String TEXT = "S";
  static final String BINARY = "B";

  /** The content of a value; null if it is of a type that is never large. */
  static @Nullable Content of(@Nullable AttributeValue value) {
    if (value != null && value.s() != null) {
      return new Content(value.s().getBytes(StandardCharsets.UTF_8), TEXT);
    }
    return value != null && value.b() != null
        ? new Content(value.b().asByteArrayUnsafe(), BINARY)
        : null;
  }

  /** The value again; null if the bytes are no text though they should be one. */
  @Nullable AttributeValue value() {
    if (type.equals(BINARY)) {
      return AttributeValue.fromB(SdkBytes.fromByteArrayUnsafe(bytes));
    }
    try {
      return AttributeValue.fromS(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException garbled) {
      return null;
    }
  }

  /** CRC-32C: against accidents. Who may write parts may write whole entries as well. */
  long checksum() {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes);
    return checksum.getValue();
  }
}
