package io.github.dynamodbjcache.internal.codec.compression;

/** A way to make bytes smaller. */
interface Compressor {

  /** What it adds to the name of a format. */
  String name();

  /** The compressed bytes. */
  byte[] compress(byte[] plain);

  /**
   * Whether the bytes from there on unpack to fill the array exactly, with none left over on either
   * side. Takes no more memory than the array, whatever the bytes claim.
   */
  boolean unpack(byte[] packed, int from, byte[] plain);
}
