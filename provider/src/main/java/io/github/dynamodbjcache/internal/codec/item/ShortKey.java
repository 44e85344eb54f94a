package io.github.dynamodbjcache.internal.codec.item;

import java.util.Collection;
import java.util.HexFormat;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Keys as messages and logs may show them: escaped, and cut to a few characters. */
public final class ShortKey {

  private static final int MAX_LENGTH = 32;
  private static final String CUT = "…";

  private ShortKey() {}

  /** The beginning of the text, at most 32 characters, with nothing in it but printable ASCII. */
  public static String of(String keyText) {
    return printable(keyText, MAX_LENGTH);
  }

  /** The beginning of an untrusted text, at most so long, in printable ASCII. */
  static String printable(String text, int maxLength) {
    StringBuilder shown = new StringBuilder();
    for (int at = 0; at < text.length(); at++) {
      String next = escaped(text.charAt(at));
      boolean last = at == text.length() - 1;
      if (shown.length() + next.length() > (last ? maxLength : maxLength - CUT.length())) {
        return shown.append(CUT).toString();
      }
      shown.append(next);
    }
    return shown.toString();
  }

  /** The values of key attributes, each shortened, as they come; {@code user:42}. */
  public static String ofValues(Collection<AttributeValue> keyAttributes) {
    return keyAttributes.stream()
        .map(value -> of(scalarText(value)))
        .collect(Collectors.joining("/"));
  }

  private static String scalarText(AttributeValue value) {
    if (value.s() != null) {
      return value.s();
    }
    if (value.b() != null) {
      byte[] bytes = value.b().asByteArrayUnsafe();
      return "0x" + HexFormat.of().formatHex(bytes, 0, Math.min(bytes.length, MAX_LENGTH));
    }
    return value.n() != null ? value.n() : value.type().name();
  }

  private static String escaped(char c) {
    boolean printable = c >= ' ' && c < 0x7f && c != '\\';
    return printable ? String.valueOf(c) : String.format("\\u%04x", (int) c);
  }
}
