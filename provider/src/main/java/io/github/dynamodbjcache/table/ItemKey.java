package io.github.dynamodbjcache.table;

import java.io.Serializable;
import java.util.Objects;

/**
 * A key of two attributes.
 *
 * @param partition the value of the partition key
 * @param sort the value of the sort key
 */
public record ItemKey<P, S>(P partition, S sort) implements Serializable {

  /** Refuses null, which no key is. */
  public ItemKey {
    Objects.requireNonNull(partition, "partition");
    Objects.requireNonNull(sort, "sort");
  }
}
