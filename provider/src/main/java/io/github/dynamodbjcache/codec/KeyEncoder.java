package io.github.dynamodbjcache.codec;

/**
 * The canonical text of keys of one class: for classes whose serial form may differ between keys
 * that are equal.
 *
 * <p>{@code encode(a).equals(encode(b))} exactly if {@code a.equals(b)}, in every JVM and for ever:
 * the text is where the entry lies.
 *
 * @param <T> the class of keys
 */
public interface KeyEncoder<T> {

  /** The class whose keys it encodes; subclasses are not included. */
  Class<T> type();

  /** The short name that stored keys carry, of letters, digits and {@code -}; never reused. */
  String tag();

  /** The text that stands for the key. */
  String encode(T key);

  /** The key that the text stands for. */
  T decode(String text);
}
