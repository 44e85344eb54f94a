package io.github.dynamodbjcache.codec;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.Inflater;

/**
 * Another serializer's bytes, compressed where that saves space; its format is the other's with
 * {@code -deflate}.
 *
 * <p>The first byte tells: 0, the bytes follow as they are; 1, their length follows in four bytes
 * (big-endian) and then the deflated bytes. When reading, the declared length is held against two
 * caps before memory is taken, and the bytes have to inflate to exactly that. What would break a
 * cap is written uncompressed.
 */
public final class DeflateSerializer implements Serializer {

  /** Bytes below which compression is not tried. */
  public static final int DEFAULT_THRESHOLD = 1024;

  private static final byte PLAIN = 0;
  private static final byte DEFLATED = 1;
  private static final int HEADER_BYTES = 1 + Integer.BYTES;
  private static final int MAX_RATIO = 200;

  private final Serializer inner;
  private final int threshold;
  private final int maxInflatedBytes;

  private DeflateSerializer(Serializer inner, int threshold, int maxInflatedBytes) {
    this.inner = inner;
    this.threshold = threshold;
    this.maxInflatedBytes = maxInflatedBytes;
  }

  /** With the default threshold, and the default limit of what inflates. */
  public static DeflateSerializer of(Serializer inner) {
    return of(inner, DEFAULT_THRESHOLD, DeserializationLimits.DEFAULT.maxBytes());
  }

  /**
   * With limits.
   *
   * @param threshold bytes below which compression is not tried
   * @param maxInflatedBytes the most that an entry may inflate to
   */
  public static DeflateSerializer of(Serializer inner, int threshold, int maxInflatedBytes) {
    if (threshold < 0 || maxInflatedBytes < 1) {
      throw new IllegalArgumentException("threshold and maxInflatedBytes have to be positive");
    }
    return new DeflateSerializer(inner, threshold, maxInflatedBytes);
  }

  @Override
  public String format() {
    return inner.format() + "-deflate";
  }

  @Override
  public byte[] serialize(Object value) {
    byte[] plain = inner.serialize(value);
    if (plain.length >= threshold && plain.length <= maxInflatedBytes) {
      byte[] deflated = deflate(plain);
      if (deflated.length < plain.length && withinRatio(plain.length, deflated.length)) {
        return deflated;
      }
    }
    return ByteBuffer.allocate(1 + plain.length).put(PLAIN).put(plain).array();
  }

  @Override
  public Object deserialize(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    byte form = in.hasRemaining() ? in.get() : -1;
    if (form == DEFLATED && bytes.length >= HEADER_BYTES) {
      return inner.deserialize(inflate(in.getInt(), bytes));
    }
    if (form != PLAIN) {
      throw new CodecException("A compressed value is garbled: its first bytes are not a header.");
    }
    byte[] plain = new byte[in.remaining()];
    in.get(plain);
    return inner.deserialize(plain);
  }

  private static byte[] deflate(byte[] plain) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(DEFLATED);
    out.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(plain.length).array());
    Deflater deflater = new Deflater();
    try (DeflaterOutputStream deflating = new DeflaterOutputStream(out, deflater)) {
      deflating.write(plain);
    } catch (IOException e) {
      throw new IllegalStateException("an array does not fail to take bytes", e);
    } finally {
      deflater.end();
    }
    return out.toByteArray();
  }

  private byte[] inflate(int declared, byte[] bytes) {
    if (declared < 0 || declared > maxInflatedBytes || !withinRatio(declared, bytes.length)) {
      throw new CodecException(
          "A compressed value was refused: it declares "
              + declared
              + " bytes and has "
              + bytes.length
              + "; the limits are "
              + maxInflatedBytes
              + " bytes and a ratio of "
              + MAX_RATIO
              + ".");
    }
    byte[] plain = new byte[declared];
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(bytes, HEADER_BYTES, bytes.length - HEADER_BYTES);
      int length = 0;
      int read;
      while (length < declared && (read = inflater.inflate(plain, length, declared - length)) > 0) {
        length += read;
      }
      boolean more = length == declared && inflater.inflate(new byte[1]) > 0;
      if (length < declared || more || !inflater.finished() || inflater.getRemaining() > 0) {
        throw new CodecException(
            "A compressed value is garbled: it does not inflate to the "
                + declared
                + " bytes that it declares.");
      }
      return plain;
    } catch (DataFormatException e) {
      throw new CodecException("A compressed value is garbled.", e);
    } finally {
      inflater.end();
    }
  }

  private static boolean withinRatio(int plain, int deflated) {
    return plain <= (long) MAX_RATIO * deflated;
  }
}
