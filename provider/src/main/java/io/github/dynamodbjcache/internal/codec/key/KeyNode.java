package io.github.dynamodbjcache.internal.codec.key;

import io.github.dynamodbjcache.internal.codec.item.KeyEscapes;
import java.util.ArrayList;
import java.util.List;

/**
 * A key's text taken apart: a tag, and a text or elements or both; {@code int:42}, {@code
 * list(int:1,int:2)}, {@code record:com.acme.Point(int:1,int:2)}.
 */
record KeyNode(String tag, String text, List<KeyNode> elements) {

  /** How deeply keys may lie in each other. */
  static final int MAX_DEPTH = 100;

  /**
   * Takes a text apart.
   *
   * @throws IllegalArgumentException if it does not follow the grammar
   */
  static KeyNode parse(String text) {
    Parser parser = new Parser(text);
    KeyNode node = parser.node();
    if (parser.at < text.length()) {
      throw new IllegalArgumentException("text after the end of the key");
    }
    return node;
  }

  KeyNode only() {
    if (elements.size() != 1) {
      throw new IllegalArgumentException("not one element");
    }
    return elements.get(0);
  }

  private static final class Parser {
    private static final int UNICODE_DIGITS = 4;
    private static final int HEXADECIMAL = 16;

    private final String source;
    private int at;
    private int depth;

    Parser(String source) {
      this.source = source;
    }

    KeyNode node() {
      if (++depth > MAX_DEPTH) {
        throw new IllegalArgumentException("nested too deeply");
      }
      String tag = tag();
      String text = take(':') ? text() : "";
      List<KeyNode> elements = new ArrayList<>();
      if (take('(') && !take(')')) {
        do {
          elements.add(node());
        } while (take(','));
        if (!take(')')) {
          throw new IllegalArgumentException("no closing parenthesis");
        }
      }
      depth--;
      return new KeyNode(tag, text, List.copyOf(elements));
    }

    private String tag() {
      int start = at;
      while (at < source.length() && isTagCharacter(source.charAt(at))) {
        at++;
      }
      return source.substring(start, at);
    }

    private String text() {
      StringBuilder text = new StringBuilder();
      while (at < source.length()) {
        char c = source.charAt(at);
        if (c == '\\') {
          at++;
          text.append(escaped());
        } else if (KeyEscapes.isPunctuation(c)) {
          break;
        } else {
          text.append(c);
          at++;
        }
      }
      return text.toString();
    }

    private char escaped() {
      if (!take('u')) {
        return source.charAt(at++);
      }
      at += UNICODE_DIGITS;
      return (char) Integer.parseInt(source.substring(at - UNICODE_DIGITS, at), HEXADECIMAL);
    }

    private boolean take(char c) {
      boolean found = at < source.length() && source.charAt(at) == c;
      if (found) {
        at++;
      }
      return found;
    }

    private static boolean isTagCharacter(char c) {
      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
    }
  }
}
