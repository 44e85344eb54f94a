package io.github.dynamodbjcache.internal.store.dynamodb;

import io.github.dynamodbjcache.internal.store.StoreException;

/** Says of an item that an attribute of the store's is not as the store writes it. */
final class Garbled {

  private final String table;

  Garbled(String table) {
    this.table = table;
  }

  /** One that a put or remove without a guard replaces. */
  StoreException curable(String attribute, String how) {
    return exception(
        attribute,
        how,
        "Correct or delete the item; a plain put or remove of its key does that, too");
  }

  /** One that the service itself counts on. */
  StoreException lasting(String attribute, String how) {
    return exception(attribute, how, "Correct or delete the item");
  }

  private StoreException exception(String attribute, String how, String wayOut) {
    return new StoreException(
        "attribute "
            + attribute
            + " of an item in table "
            + table
            + " "
            + how
            + ": another application wrote it. "
            + wayOut,
        null);
  }
}
