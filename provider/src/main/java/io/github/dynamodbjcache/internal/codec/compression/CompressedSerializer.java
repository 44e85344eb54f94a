package io.github.dynamodbjcache.internal.codec.compression;

import io.github.dynamodbjcache.codec.CodecException;
import io.github.dynamodbjcache.codec.DeserializationLimits;
import io.github.dynamodbjcache.codec.Serializer;
import io.github.dynamodbjcache.codec.Serializers;
import java.nio.ByteBuffer;

/**
 * Another serializer's bytes, compressed where that saves space; its format is the other's with
 * {@code -deflate} or {@code -zstd}.
 *
 * <p>The first byte tells: 0, the bytes follow as they are; 1, their length follows in four bytes
 * (big-endian) and then the compressed bytes. When reading, the declared length is held against two
 * caps before memory is taken, and the bytes have to unpack to exactly that. What would break a cap
 * is written uncompressed.
 */
public final class CompressedSerializer implements Serializer {

  /** Bytes below which compression is not tried. */
  public static final int DEFAULT_THRESHOLD = 1024;

  private static final byte PLAIN = 0;
  private static final byte COMPRESSED = 1;
  private static final int HEADER_BYTES = 1 + Integer.BYTES;
  private static final int MAX_RATIO = 200;

  private final Serializer inner;
  private final Compressor compressor;
  private final int threshold;
  private final int maxPlainBytes;

  private CompressedSerializer(
      Serializer inner, Compressor compressor, int threshold, int maxPlainBytes) {
    if (threshold < 0 || maxPlainBytes < 1) {
      throw new IllegalArgumentException("threshold and maxPlainBytes have to be positive");
    }
    this.inner = inner;
    this.compressor = compressor;
    this.threshold = threshold;
    this.maxPlainBytes = maxPlainBytes;
  }

  /** By the JDK's deflater, with the default threshold and limit. */
  public static CompressedSerializer deflate(Serializer inner) {
    return deflate(inner, DEFAULT_THRESHOLD, DeserializationLimits.DEFAULT.maxBytes());
  }

  /**
   * By the JDK's deflater.
   *
   * @param threshold bytes below which compression is not tried
   * @param maxPlainBytes the most that an entry may inflate to
   */
  public static CompressedSerializer deflate(Serializer inner, int threshold, int maxPlainBytes) {
    return new CompressedSerializer(inner, new DeflateCompressor(), threshold, maxPlainBytes);
  }

  /**
   * By zstd. Without zstd-jni on the class path, it throws a {@link CodecException} where it meets
   * something compressed; {@link Serializers#requireZstd} tells before.
   *
   * @param threshold bytes below which compression is not tried
   * @param maxPlainBytes the most that an entry may inflate to
   */
  public static CompressedSerializer zstd(Serializer inner, int threshold, int maxPlainBytes) {
    return new CompressedSerializer(inner, new OptionalZstd(), threshold, maxPlainBytes);
  }

  @Override
  public String format() {
    return inner.format() + "-" + compressor.name();
  }

  @Override
  public byte[] serialize(Object value) {
    byte[] plain = inner.serialize(value);
    if (plain.length >= threshold && plain.length <= maxPlainBytes) {
      byte[] packed = compressor.compress(plain);
      int length = HEADER_BYTES + packed.length;
      if (length < plain.length && withinRatio(plain.length, length)) {
        return ByteBuffer.allocate(length).put(COMPRESSED).putInt(plain.length).put(packed).array();
      }
    }
    return ByteBuffer.allocate(1 + plain.length).put(PLAIN).put(plain).array();
  }

  @Override
  public Object deserialize(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    byte form = in.hasRemaining() ? in.get() : -1;
    if (form == COMPRESSED && bytes.length >= HEADER_BYTES) {
      return inner.deserialize(unpacked(in.getInt(), bytes));
    }
    if (form != PLAIN) {
      throw new CodecException("A compressed value is garbled: its first bytes are not a header.");
    }
    byte[] plain = new byte[in.remaining()];
    in.get(plain);
    return inner.deserialize(plain);
  }

  private byte[] unpacked(int declared, byte[] bytes) {
    if (declared < 0 || declared > maxPlainBytes || !withinRatio(declared, bytes.length)) {
      throw new CodecException(
          "A compressed value was refused: it declares "
              + declared
              + " bytes and has "
              + bytes.length
              + "; the limits are "
              + maxPlainBytes
              + " bytes and a ratio of "
              + MAX_RATIO
              + ".");
    }
    byte[] plain = new byte[declared];
    if (!compressor.unpack(bytes, HEADER_BYTES, plain)) {
      throw new CodecException(
          "A compressed value is garbled: it does not unpack to the "
              + declared
              + " bytes that it declares.");
    }
    return plain;
  }

  private static boolean withinRatio(int plain, int packed) {
    return plain <= (long) MAX_RATIO * packed;
  }
}
