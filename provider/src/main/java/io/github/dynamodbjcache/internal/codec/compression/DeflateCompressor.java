package io.github.dynamodbjcache.internal.codec.compression;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.Inflater;

/** By the JDK's deflater. */
final class DeflateCompressor implements Compressor {

  @Override
  public String name() {
    return "deflate";
  }

  @Override
  public byte[] compress(byte[] plain) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
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

  @Override
  public boolean unpack(byte[] packed, int from, byte[] plain) {
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(packed, from, packed.length - from);
      int length = 0;
      int read;
      while (length < plain.length
          && (read = inflater.inflate(plain, length, plain.length - length)) > 0) {
        length += read;
      }
      boolean more = length == plain.length && inflater.inflate(new byte[1]) > 0;
      return length == plain.length && !more && inflater.finished() && inflater.getRemaining() == 0;
    } catch (DataFormatException garbled) {
      return false;
    } finally {
      inflater.end();
    }
  }
}
