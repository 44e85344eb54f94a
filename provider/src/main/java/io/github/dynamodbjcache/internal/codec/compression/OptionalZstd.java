package io.github.dynamodbjcache.internal.codec.compression;

import io.github.dynamodbjcache.codec.CodecException;
import java.util.function.Function;

/** zstd, if it is on the class path and runs on this machine; asked for when it is needed. */
public final class OptionalZstd implements Compressor {

  static final String NAME = "zstd";

  private static final String ARTIFACT = "com.github.luben:zstd-jni";

  @Override
  public String name() {
    return NAME;
  }

  /**
   * Loads the library.
   *
   * @throws CodecException if it is missing, or does not run on this machine
   */
  public void load() {
    compress(new byte[1]);
  }

  @Override
  public byte[] compress(byte[] plain) {
    return with(zstd -> zstd.compress(plain));
  }

  @Override
  public boolean unpack(byte[] packed, int from, byte[] plain) {
    return with(zstd -> zstd.unpack(packed, from, plain));
  }

  private static <T> T with(Function<Compressor, T> use) {
    try {
      return use.apply(new ZstdCompressor());
    } catch (UnsatisfiedLinkError | ExceptionInInitializerError e) {
      throw new CodecException(
          "zstd does not run on this machine ("
              + e.getClass().getSimpleName()
              + "): its native library, which "
              + ARTIFACT
              + " unpacks into java.io.tmpdir, cannot be loaded. Use serialization.compression ="
              + " deflate.",
          e);
    } catch (NoClassDefFoundError e) {
      throw new CodecException(
          "Values compressed by zstd need "
              + ARTIFACT
              + " on the class path: add it as a dependency of the application, or use"
              + " serialization.compression = deflate for new ones.",
          e);
    }
  }
}
