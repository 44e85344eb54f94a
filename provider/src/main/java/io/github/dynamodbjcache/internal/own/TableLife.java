package io.github.dynamodbjcache.internal.own;

import io.github.dynamodbjcache.internal.table.TableIndex;
import io.github.dynamodbjcache.table.TableInfo;
import java.util.List;

/** The table as a whole. */
public interface TableLife {

  /** What DynamoDB tells of it; one request. */
  TableInfo describe();

  /**
   * The indexes that it had when it was looked at: when it was opened, else when this was first
   * asked, by one request.
   */
  List<TableIndex> indexes();

  /** Closes the cache and deletes the table; waits until it is gone. */
  void drop();
}
