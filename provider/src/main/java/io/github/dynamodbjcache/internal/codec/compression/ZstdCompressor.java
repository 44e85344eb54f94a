package io.github.dynamodbjcache.internal.codec.compression;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import java.util.Arrays;

/** By zstd-jni, which need not be there: {@link OptionalZstd} tells. */
final class ZstdCompressor implements Compressor {

  @Override
  public String name() {
    return OptionalZstd.NAME;
  }

  @Override
  public byte[] compress(byte[] plain) {
    return Zstd.compress(plain);
  }

  /** In one step, for which zstd needs no window of its own. */
  @Override
  public boolean unpack(byte[] packed, int from, byte[] plain) {
    try {
      byte[] frames = Arrays.copyOfRange(packed, from, packed.length);
      return Zstd.decompress(plain, frames) == plain.length;
    } catch (ZstdException garbledOrTooLong) {
      return false;
    }
  }
}
