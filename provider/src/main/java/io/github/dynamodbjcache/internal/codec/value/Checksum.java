package io.github.dynamodbjcache.internal.codec.value;

import io.github.dynamodbjcache.codec.CodecException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * Four bytes before a serializer's, by which bytes that were garbled on their way or in their place
 * are told from those that were written. No protection against somebody who wants to deceive.
 */
public final class Checksum {

  private Checksum() {}

  /** The bytes with their checksum before them. */
  public static byte[] sealed(byte[] bytes) {
    return ByteBuffer.allocate(Integer.BYTES + bytes.length)
        .putInt(of(bytes, 0))
        .put(bytes)
        .array();
  }

  /**
   * The bytes behind the checksum.
   *
   * @throws CodecException if they are not those that were sealed
   */
  public static byte[] opened(byte[] sealed) {
    if (sealed.length < Integer.BYTES
        || ByteBuffer.wrap(sealed).getInt() != of(sealed, Integer.BYTES)) {
      throw new CodecException("its bytes are not those that were written: the checksum differs.");
    }
    byte[] bytes = new byte[sealed.length - Integer.BYTES];
    System.arraycopy(sealed, Integer.BYTES, bytes, 0, bytes.length);
    return bytes;
  }

  private static int of(byte[] bytes, int from) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, from, bytes.length - from);
    return (int) crc.getValue();
  }
}
