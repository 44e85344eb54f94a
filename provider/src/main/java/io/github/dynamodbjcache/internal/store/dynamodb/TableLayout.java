package io.github.dynamodbjcache.internal.store.dynamodb;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which table, and how its items are made up.
 *
 * @param table the table's name
 * @param keys its key
 * @param naming how the attributes are called that the store adds
 * @param replacement what becomes of attributes that are not the codec's
 * @param dataAttributes every attribute that the codec may write: a put removes those that the new
 *     entry does not have, without knowing what was there before. Null if it may write any
 */
public record TableLayout(
    String table,
    KeySchema keys,
    Naming naming,
    Replacement replacement,
    @Nullable Set<String> dataAttributes) {

  /** Refuses names that the store needs for itself. */
  public TableLayout {
    Set<String> hidden = naming.hidden();
    if (dataAttributes == null) {
      if (replacement != Replacement.WHOLE) {
        throw new IllegalArgumentException("a put has to know which attributes it merges");
      }
    } else {
      dataAttributes = Set.copyOf(dataAttributes);
      for (String name : dataAttributes) {
        if (keys.names().contains(name) || hidden.contains(name)) {
          throw new IllegalArgumentException("attribute " + name + " has another use already");
        }
      }
    }
    Set<String> needed = new HashSet<>(hidden);
    if (naming.evidence() instanceof Evidence.Version version) {
      needed.add(version.attribute());
    }
    if (naming.timeToLive() != null
        && !needed.add(naming.timeToLive())
        && !hidden.contains(naming.timeToLive())) {
      throw new IllegalArgumentException(
          "attribute " + naming.timeToLive() + " cannot be version and deadline at once");
    }
    for (String name : keys.names()) {
      if (needed.contains(name)) {
        throw new IllegalArgumentException(
            "the store needs attribute " + name + " for itself; it cannot be the key");
      }
    }
  }

  /** Of our own item format, which has its tables for itself. */
  public TableLayout(String table, KeySchema keys, Naming naming, Set<String> dataAttributes) {
    this(table, keys, naming, Replacement.EITHER, dataAttributes);
  }
}
