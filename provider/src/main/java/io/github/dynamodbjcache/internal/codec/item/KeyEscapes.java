package io.github.dynamodbjcache.internal.codec.item;

/** The escapes of texts inside a key's text, and which strings are well-formed Unicode. */
public final class KeyEscapes {

  private KeyEscapes() {}

  /** True if the string holds no lone surrogate, so that UTF-8 can hold it. */
  public static boolean isWellFormed(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (isLoneSurrogate(text, i)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Puts a backslash before what the key grammar needs for itself; control characters and lone
   * surrogates become a backslash, {@code u} and four hexadecimal digits.
   */
  public static void appendEscaped(StringBuilder out, String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (isPunctuation(c)) {
        out.append('\\').append(c);
      } else if (Character.isISOControl(c) || isLoneSurrogate(text, i)) {
        out.append(String.format("\\u%04x", (int) c));
      } else {
        out.append(c);
      }
    }
  }

  /** True for the characters that end a text inside a key's text, and the backslash. */
  public static boolean isPunctuation(char c) {
    return c == '\\' || c == ',' || c == '(' || c == ')';
  }

  private static boolean isLoneSurrogate(String text, int at) {
    char c = text.charAt(at);
    if (Character.isHighSurrogate(c)) {
      return at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1));
    }
    return Character.isLowSurrogate(c)
        && (at == 0 || !Character.isHighSurrogate(text.charAt(at - 1)));
  }
}
