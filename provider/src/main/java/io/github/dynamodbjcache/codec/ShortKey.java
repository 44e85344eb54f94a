package io.github.dynamodbjcache.codec;

import java.util.Map;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Keys as messages and logs may show them: escaped, and cut to a few characters. */
public final class ShortKey {

  private static final int MAX_LENGTH = 32;
  private static final String CUT = "…";

  private ShortKey() {}

  /** The beginning of the text, at most 32 characters, with nothing in it but printable ASCII. */
  public static String of(String keyText) {
    StringBuilder shown = new StringBuilder(MAX_LENGTH);
    int at = 0;
    while (at < keyText.length()) {
      String next = escaped(keyText.charAt(at));
      boolean last = at == keyText.length() - 1;
      if (shown.length() + next.length() > (last ? MAX_LENGTH : MAX_LENGTH - CUT.length())) {
        return shown.append(CUT).toString();
      }
      shown.append(next);
      at++;
    }
    return shown.toString();
  }

  /** The key attributes of an item, each value shortened; {@code k=user:42}. */
  public static String of(Map<String, AttributeValue> keyAttributes) {
    return keyAttributes.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(attribute -> attribute.getKey() + "=" + of(scalarText(attribute.getValue())))
        .collect(Collectors.joining(", "));
  }

  private static String scalarText(AttributeValue value) {
    if (value.s() != null) {
      return value.s();
    }
    return value.n() != null ? value.n() : value.type().name();
  }

  private static String escaped(char c) {
    boolean printable = c >= ' ' && c < 0x7f && c != '\\';
    return printable ? String.valueOf(c) : String.format("\\u%04x", (int) c);
  }
}
