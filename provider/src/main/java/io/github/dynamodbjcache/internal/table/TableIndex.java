package io.github.dynamodbjcache.internal.table;

import io.github.dynamodbjcache.internal.store.dynamodb.KeySchema.KeyAttribute;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An index of a table.
 *
 * @param partition its partition attributes: one, of a global index up to four
 * @param sort its sort attributes: none or one, of a global index up to four
 * @param projected the attributes that it holds beside the keys, its own and the table's; null for
 *     all that the item has
 */
public record TableIndex(
    String name,
    Kind kind,
    List<KeyAttribute> partition,
    List<KeyAttribute> sort,
    @Nullable Set<String> projected) {

  /** Over which items it goes, and what reads of it see. */
  public enum Kind {
    /** With a partition key of its own; its reads are eventual always. */
    GLOBAL,
    /** With the table's partition key, and another sort key. */
    LOCAL
  }

  /** Keeps copies. */
  public TableIndex {
    partition = List.copyOf(partition);
    sort = List.copyOf(sort);
    projected = projected == null ? null : Set.copyOf(projected);
  }

  /** All attributes of its key, in order. */
  public List<KeyAttribute> attributes() {
    return Stream.concat(partition.stream(), sort.stream()).toList();
  }

  /** True for the same index, whatever it holds beside its keys. */
  boolean isAs(TableIndex other) {
    return name.equals(other.name)
        && kind == other.kind
        && partition.equals(other.partition)
        && sort.equals(other.sort);
  }

  /** "by-rank (HASH account S, RANGE rank N)". */
  String inWords() {
    return name
        + partition.stream()
            .map(attribute -> "HASH " + attribute.name() + " " + attribute.type())
            .collect(Collectors.joining(", ", " (", ""))
        + sort.stream()
            .map(attribute -> ", RANGE " + attribute.name() + " " + attribute.type())
            .collect(Collectors.joining("", "", ")"));
  }
}
