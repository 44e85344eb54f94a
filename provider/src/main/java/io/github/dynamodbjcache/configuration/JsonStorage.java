package io.github.dynamodbjcache.configuration;

/** How JSON lies in an item; each is read whatever is set. */
public enum JsonStorage {

  /** As a text, which the console shows and anything can parse. */
  TEXT,

  /**
   * As maps and lists of DynamoDB's, which expressions and indexes reach into. JSON that these do
   * not hold exactly, or of more than 256 KiB, is a text all the same.
   */
  MAP
}
