package io.github.dynamodbjcache.internal.settings;

import io.github.dynamodbjcache.table.Mapping;

/** What a file says of the values of a table of one's own: a word, or a class that maps all. */
sealed interface MappingForm {

  /** One of the words. */
  enum Word implements MappingForm {
    /** Our own item format: the table is the cache's. */
    NONE,
    /** Values are documents. */
    DOCUMENT,
    /** Values are records of the cache's value type. */
    RECORD,
    /** Values are beans of the cache's value type. */
    BEAN
  }

  /** What a class of the application's supplied: keys and everything else is said by it. */
  record Supplied(Mapping<?, ?> mapping) implements MappingForm {}
}
