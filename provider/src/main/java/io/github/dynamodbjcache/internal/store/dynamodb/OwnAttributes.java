package io.github.dynamodbjcache.internal.store.dynamodb;

import java.util.Set;

/**
 * The attributes of an item that its store alone writes: they are refused where others say them.
 */
final class OwnAttributes {

  private final TableLayout layout;
  private final Stamps stamps;

  OwnAttributes(ItemFormat format) {
    this.layout = format.layout();
    this.stamps = format.stamps();
  }

  /** Refuses those that nobody sees, in a value that may have any. */
  void refuseHidden(Set<String> attributes) {
    if (layout.dataAttributes() == null) {
      for (String name : layout.naming().hidden()) {
        if (attributes.contains(name)) {
          throw isTheStores(name);
        }
      }
    }
  }

  /** Refuses to change one. */
  void refuseOwn(String attribute) {
    if (layout.naming().hidden().contains(attribute)
        || stamps.ownNames().contains(attribute)
        || layout.keys().names().contains(attribute)) {
      throw isTheStores(attribute);
    }
  }

  private static IllegalArgumentException isTheStores(String attribute) {
    return new IllegalArgumentException(
        "attribute "
            + attribute
            + " cannot be changed: it is the key, or tells of the item's last write; nothing was"
            + " sent");
  }
}
