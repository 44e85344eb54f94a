package io.github.dynamodbjcache.internal.table;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
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
 *   <li>{@code _.}: nothing; it pads a name that is too short;
 *   <li>{@code _-}: what follows is a hash, in place of the rest of a name that is too long.
 * </ul>
 */
public final class TableNames {

  private static final int SHORTEST = 3;
  private static final int LONGEST = 255;
  private static final String HASHED = "_-";
  private static final int HASH_BYTES = 20;
  private static final int HASH_LENGTH = 2 * HASH_BYTES;

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
   * The name of a cache's table; another for every other cache. It is stable for ever: another one
   * would be another table.
   *
   * @throws IllegalArgumentException if the prefix leaves no room for it
   */
  public String encode(String cacheName) {
    StringBuilder table = new StringBuilder(prefix);
    cacheName.codePoints().forEach(character -> encode(character, table));
    while (table.length() < SHORTEST) {
      table.append("_.");
    }
    return table.length() <= LONGEST
        ? table.toString()
        : shortened(cacheName, table.substring(prefix.length()));
  }

  /**
   * As much of the beginning as fits, and a hash of the whole. Only whole characters are kept: half
   * of one before the mark would read as something else.
   */
  private String shortened(String cacheName, String escaped) {
    int end = LONGEST - HASHED.length() - HASH_LENGTH;
    if (prefix.length() > end) {
      throw new IllegalArgumentException(
          "the prefix of table names has "
              + prefix.length()
              + " characters, and with the cache's name "
              + (prefix.length() + escaped.length())
              + ". DynamoDB allows "
              + LONGEST
              + ", and names that are too long end in a hash. Shorten the prefix to "
              + end
              + " characters or fewer, or name the cache's table");
    }
    StringBuilder table = new StringBuilder(prefix);
    int[] characters = cacheName.codePoints().toArray();
    int kept = table.length();
    for (int i = 0; table.length() <= end; i++) {
      kept = table.length();
      encode(characters[i], table);
    }
    table.setLength(kept);
    // Of the escaped name: it is ASCII and tells all names apart, also those with lone surrogates.
    return table.append(HASHED).append(hash(escaped)).toString();
  }

  private static String hash(String escaped) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(escaped.getBytes(StandardCharsets.US_ASCII));
      return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }

  /**
   * The name of the cache whose table has that name; empty if no cache's table has, and if the
   * table's name holds only a hash of it.
   */
  public Optional<String> decode(String table) {
    if (!table.startsWith(prefix) || table.length() > LONGEST) {
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
