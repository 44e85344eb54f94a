package io.github.dynamodbjcache.internal.codec.json;

import io.github.dynamodbjcache.internal.codec.item.KeyEscapes;

/** JSON that is well-formed Unicode, as DynamoDB wants texts: halves of characters are escaped. */
final class WellFormed {

  private WellFormed() {}

  static String json(String json) {
    if (KeyEscapes.isWellFormed(json)) {
      return json;
    }
    StringBuilder escaped = new StringBuilder(json.length() + 16);
    for (int i = 0; i < json.length(); i++) {
      char c = json.charAt(i);
      boolean pair =
          Character.isHighSurrogate(c)
              && i + 1 < json.length()
              && Character.isLowSurrogate(json.charAt(i + 1));
      if (pair) {
        escaped.append(c).append(json.charAt(++i));
      } else if (Character.isSurrogate(c)) {
        escaped.append(String.format("\\u%04x", (int) c));
      } else {
        escaped.append(c);
      }
    }
    return escaped.toString();
  }
}
