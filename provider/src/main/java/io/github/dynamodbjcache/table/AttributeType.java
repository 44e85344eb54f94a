package io.github.dynamodbjcache.table;

/**
 * The types of DynamoDB's attributes, by the letters that conditions have for them.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html">
 *     Data types</a>
 */
public enum AttributeType {
  /** Text. */
  S,
  /** A number. */
  N,
  /** Bytes. */
  B,
  /** True or false. */
  BOOL,
  /** Null. */
  NULL,
  /** A list. */
  L,
  /** A map. */
  M,
  /** A set of texts. */
  SS,
  /** A set of numbers. */
  NS,
  /** A set of bytes. */
  BS
}
