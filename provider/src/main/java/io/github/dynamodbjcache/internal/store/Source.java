package io.github.dynamodbjcache.internal.store;

import io.github.dynamodbjcache.internal.expression.Predicate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Which items of a table a walk looks at, and in which order. */
public sealed interface Source {

  /** Every item of the table. */
  Source WHOLE_TABLE = new Scan(null, Segment.WHOLE_TABLE);

  /** The index that is read; null for the table itself. */
  @Nullable String index();

  /**
   * All, in no order.
   *
   * @param index the index that is read; null for the table itself
   * @param segment which part of it
   */
  record Scan(@Nullable String index, Segment segment) implements Source {}

  /**
   * Those of one partition, by the sort key.
   *
   * @param index the index that is read; null for the table itself
   * @param partition the partition key: one attribute, of an index up to four
   * @param range what has to be true of the sort key: of its first attributes one predicate each,
   *     all but the last of which are equalities; empty for the whole partition
   */
  record Query(
      @Nullable String index,
      Map<String, AttributeValue> partition,
      List<Predicate> range,
      Order order)
      implements Source {

    /** Keeps copies. */
    public Query {
      partition = Map.copyOf(partition);
      range = List.copyOf(range);
    }
  }

  /** In which direction a query goes. */
  enum Order {
    /** From the least sort key up. */
    ASCENDING,
    /** From the greatest sort key down. */
    DESCENDING
  }
}
