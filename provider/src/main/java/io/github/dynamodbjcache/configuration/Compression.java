package io.github.dynamodbjcache.configuration;

/** How serialized values are made smaller. */
public enum Compression {
  /** Not at all. */
  NONE,
  /** By the JDK's deflater. */
  DEFLATE,
  /** By zstd; needs {@code com.github.luben:zstd-jni} on the class path. */
  ZSTD
}
