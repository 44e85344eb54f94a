package io.github.dynamodbjcache.configuration;

/** How serialized values are made smaller. */
public enum Compression {
  /** Not at all. */
  NONE,
  /** By the JDK's deflater. */
  DEFLATE
}
