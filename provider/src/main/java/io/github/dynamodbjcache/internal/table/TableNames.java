package io.github.dynamodbjcache.internal.table;

import java.util.Locale;
import java.util.Optional;

/**
 * Names of caches as names of tables, and back. Table names have 3 to 255 characters of {@code
 * A-Za-z0-9_.-}; names of caches are any text.
 *
 * <p>Lower-case letters, digits, {@code .} and {@code -} stand for themselves, so {@code users} and
 * {@code com.acme.orders} stay as they are. {@code _} begins whatever else there is:
 *
 * <ul>
 *   <li>{@code _a} to {@code _z}: the upper-case letter, so that no two names differ by case only
 *       (DynamoDB Local takes them for one);
 *   <li>{@code __}: the underscore itself;
 *   <li>{@code _64_}: the character of that number in Unicode;
 *   <li>{@code _.}: nothing; it pads a name that is too short.
 * </ul>
 */
public final class TableNames {

  private static final int SHORTEST = 3;
  private static final int LONGEST = 255;

  private final String prefix;

  /**
   * Names of tables that begin with that prefix, as it stands.
   *
   * @throws IllegalArgumentException if a table's name cannot begin so
   */
  public TableNames(String prefix) {
    if (!prefix.matches("[A-Za-z0-9_.-]*")) {
      throw new IllegalArgumentException(
          "the prefix of table names may have letters, digits, '_', '.' and '-' only");
    }
    this.prefix = prefix;
  }

  /**
   * The name of a cache's table; another for every other cache.
   *
   * @throws IllegalArgumentException if it would be too long
   */
  public String encode(String cacheName) {
    StringBuilder table = new StringBuilder(prefix);
    cacheName.codePoints().forEach(character -> encode(character, table));
    while (table.length() < SHORTEST) {
      table.append("_.");
    }
    if (table.length() > LONGEST) {
      throw new IllegalArgumentException(
          "the table of a cache whose name begins with "
              + table.substring(prefix.length(), prefix.length() + 40)
              + " would have a name of "
              + table.length()
              + " characters, and DynamoDB allows "
              + LONGEST
              + ". Shorten the cache's name or the prefix, or name its table");
    }
    return table.toString();
  }

  /** The name of the cache whose table has that name; empty if no cache's table has. */
  public Optional<String> decode(String table) {
    if (!table.startsWith(prefix)) {
      return Optional.empty();
    }
    StringBuilder cacheName = new StringBuilder();
    String rest = table.substring(prefix.length());
    for (int i = 0; i < rest.length(); ) {
      int next = decode(rest, i, cacheName);
      if (next < 0) {
        return Optional.empty();
      }
      i = next;
    }
    String decoded = cacheName.toString();
    // There is one way to write a name; what is written otherwise is somebody else's table.
    return encode(decoded).equals(table) ? Optional.of(decoded) : Optional.empty();
  }

  private static void encode(int character, StringBuilder table) {
    if (isPlain(character)) {
      table.append((char) character);
    } else if (character >= 'A' && character <= 'Z') {
      table.append('_').append((char) (character - 'A' + 'a'));
    } else if (character == '_') {
      table.append("__");
    } else {
      table.append('_').append(character).append('_');
    }
  }

  /** Decodes what stands at that place; gives the next place, or -1 if it makes no sense. */
  private static int decode(String text, int at, StringBuilder cacheName) {
    char first = text.charAt(at);
    if (first != '_') {
      cacheName.append(first);
      return at + 1;
    }
    if (at + 1 == text.length()) {
      return -1;
    }
    char kind = text.charAt(at + 1);
    if (kind == '.') {
      return at + 2;
    }
    if (kind == '_') {
      cacheName.append('_');
      return at + 2;
    }
    if (kind >= 'a' && kind <= 'z') {
      cacheName.append(String.valueOf(kind).toUpperCase(Locale.ROOT));
      return at + 2;
    }
    int end = text.indexOf('_', at + 1);
    if (end < 0 || !text.substring(at + 1, end).matches("[0-9]{1,7}")) {
      return -1;
    }
    int character = Integer.parseInt(text.substring(at + 1, end));
    if (!Character.isValidCodePoint(character)) {
      return -1;
    }
    cacheName.appendCodePoint(character);
    return end + 1;
  }

  private static boolean isPlain(int character) {
    return (character >= 'a' && character <= 'z')
        || (character >= '0' && character <= '9')
        || character == '.'
        || character == '-';
  }
}
