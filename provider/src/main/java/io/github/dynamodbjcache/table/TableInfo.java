package io.github.dynamodbjcache.table;

import java.time.Instant;
import java.util.List;

/**
 * What DynamoDB tells of a table.
 *
 * @param name its name
 * @param created when it was created
 * @param itemCountEstimate how many items it had some time in the last six hours, expired ones
 *     among them
 * @param keyAttributes the names of its key attributes, the partition key first
 */
public record TableInfo(
    String name, Instant created, long itemCountEstimate, List<String> keyAttributes) {

  /** Keeps a copy. */
  public TableInfo {
    keyAttributes = List.copyOf(keyAttributes);
  }
}
