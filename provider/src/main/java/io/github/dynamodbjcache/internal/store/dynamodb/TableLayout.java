package io.github.dynamodbjcache.internal.store.dynamodb;

import java.util.Set;

/**
 * Which table, and the names of the attributes that others than the store write.
 *
 * @param table the table's name
 * @param keyAttribute the partition key attribute
 * @param dataAttributes every attribute that the codec may write: a put removes those that the new
 *     entry does not have, without knowing what was there before. Attributes of other applications
 *     stay
 */
public record TableLayout(String table, String keyAttribute, Set<String> dataAttributes) {

  /** Refuses names that the store needs for itself. */
  public TableLayout {
    dataAttributes = Set.copyOf(dataAttributes);
    for (String name : dataAttributes) {
      if (name.equals(keyAttribute) || ItemFormat.STORE_ATTRIBUTES.contains(name)) {
        throw new IllegalArgumentException("attribute " + name + " has another use already");
      }
    }
    if (ItemFormat.STORE_ATTRIBUTES.contains(keyAttribute)) {
      throw new IllegalArgumentException(
          "the store needs attribute " + keyAttribute + " for itself; it cannot be the key");
    }
  }
}
