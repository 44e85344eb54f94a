package io.github.dynamodbjcache.internal.own;

import io.github.dynamodbjcache.table.TableInfo;

/** The table as a whole. */
public interface TableLife {

  /** What DynamoDB tells of it; one request. */
  TableInfo describe();

  /** Closes the cache and deletes the table; waits until it is gone. */
  void drop();
}
