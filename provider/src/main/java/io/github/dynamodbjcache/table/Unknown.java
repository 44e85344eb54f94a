package io.github.dynamodbjcache.table;

/** What becomes of the attributes of an item that its mapping does not know. */
public enum Unknown {
  /** They stay as they are, whoever wrote them: a put changes what is mapped, and nothing else. */
  KEEP,
  /** They go with the first put, which replaces the whole item, as {@code PutItem} does. */
  DROP
}
