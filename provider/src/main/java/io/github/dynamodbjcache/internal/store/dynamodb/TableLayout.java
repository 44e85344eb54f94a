package io.github.dynamodbjcache.internal.store.dynamodb;

import java.util.Set;

/**
 * Which table, and how its items are made up.
 *
 * @param table the table's name
 * @param keys its key
 * @param naming how the attributes are called that the store adds
 * @param dataAttributes every attribute that the codec may write: a put removes those that the new
 *     entry does not have, without knowing what was there before. Attributes of other applications
 *     stay
 */
public record TableLayout(String table, KeySchema keys, Naming naming, Set<String> dataAttributes) {

  /** Refuses names that the store needs for itself. */
  public TableLayout {
    dataAttributes = Set.copyOf(dataAttributes);
    for (String name : dataAttributes) {
      if (keys.names().contains(name) || naming.all().contains(name)) {
        throw new IllegalArgumentException("attribute " + name + " has another use already");
      }
    }
    for (String name : keys.names()) {
      if (naming.all().contains(name)) {
        throw new IllegalArgumentException(
            "the store needs attribute " + name + " for itself; it cannot be the key");
      }
    }
  }
}
