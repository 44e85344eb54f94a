package io.github.dynamodbjcache.internal.reading;

import io.github.dynamodbjcache.internal.store.Cursor;
import io.github.dynamodbjcache.internal.store.EntryKey;
import io.github.dynamodbjcache.internal.store.Source;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The tokens of one table: texts that say where a page begins, and of what. They need nothing of
 * this JVM, so they hold after a restart and elsewhere.
 */
public final class PageTokens {

  private final String table;

  /** Of the table of that name. */
  public PageTokens(String table) {
    this.table = table;
  }

  /** The token of a place, in letters, digits, {@code -} and {@code _}. */
  public String token(Source source, Cursor.After place) {
    byte[] bytes =
        new TokenBytes(
                Kind.of(source),
                TokenBytes.fingerprint(table),
                TokenBytes.fingerprint(named(source.index())),
                place.keys())
            .write();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /**
   * The place that a token tells.
   *
   * @param keys the key attributes of the table, and those of the index that is read
   * @throws IllegalArgumentException if it is none, or one of another table, index, partition or
   *     direction; says which of them
   */
  public Cursor.After place(String token, Source source, Set<String> keys) {
    TokenBytes bytes = TokenBytes.read(decoded(token));
    if (bytes.table() != TokenBytes.fingerprint(table)) {
      throw ofAnother("table than " + table);
    }
    if (bytes.index() != TokenBytes.fingerprint(named(source.index()))
        || !bytes.keys().keySet().equals(keys)) {
      throw ofAnother(
          source.index() == null
              ? "index: here the table itself is read"
              : "index than " + source.index());
    }
    checkKind(bytes.kind(), Kind.of(source));
    if (source instanceof Source.Query query && !isWithin(query.partition(), bytes.keys())) {
      throw ofAnother("partition");
    }
    return new Cursor.After(bytes.keys());
  }

  private static byte[] decoded(String token) {
    try {
      return Base64.getUrlDecoder().decode(token);
    } catch (IllegalArgumentException noBase64) {
      throw TokenBytes.garbled(noBase64);
    }
  }

  private static void checkKind(Kind told, Kind wanted) {
    if (told == wanted) {
      return;
    }
    if (told == Kind.SCAN || wanted == Kind.SCAN) {
      throw ofAnother(
          wanted == Kind.SCAN
              ? "partition: it is of a query, and this is a scan"
              : "partition: it is of a scan, and this is a query");
    }
    throw ofAnother(
        wanted == Kind.ASCENDING
            ? "direction: it goes down, and this query goes up"
            : "direction: it goes up, and this query goes down");
  }

  /** Numbers are compared by value: the service answers in its own notation. */
  private static boolean isWithin(
      Map<String, AttributeValue> partition, Map<String, AttributeValue> keys) {
    return new EntryKey(keys)
        .attributes()
        .entrySet()
        .containsAll(new EntryKey(partition).attributes().entrySet());
  }

  private static String named(@Nullable String index) {
    return index == null ? "" : index;
  }

  private static IllegalArgumentException ofAnother(String what) {
    return new IllegalArgumentException("the page's token is of another " + what);
  }

  /** What a token is of, in one letter. */
  enum Kind {
    SCAN,
    ASCENDING,
    DESCENDING;

    static Kind of(Source source) {
      if (source instanceof Source.Query query) {
        return query.order() == Source.Order.ASCENDING ? ASCENDING : DESCENDING;
      }
      return SCAN;
    }
  }
}
