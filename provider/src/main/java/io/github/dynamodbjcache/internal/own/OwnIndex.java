package io.github.dynamodbjcache.internal.own;

import io.github.dynamodbjcache.internal.mapping.ItemMapping.KeyPart;
import io.github.dynamodbjcache.internal.mapping.KeyRole;
import io.github.dynamodbjcache.internal.mapping.KeyValues;
import io.github.dynamodbjcache.internal.reading.Reading;
import io.github.dynamodbjcache.internal.store.Consistency;
import io.github.dynamodbjcache.internal.store.Segment;
import io.github.dynamodbjcache.internal.store.Source;
import io.github.dynamodbjcache.internal.table.TableIndex;
import io.github.dynamodbjcache.table.Index;
import io.github.dynamodbjcache.table.Selection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import javax.cache.CacheException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What can be scanned and queried of a table: the table itself, or an index. */
public final class OwnIndex<K, V> implements Index<K, V> {

  private final Reads<K, V> reads;
  private final View view;

  private OwnIndex(Reads<K, V> reads, View view) {
    this.reads = reads;
    this.view = view;
  }

  /** The table itself. */
  public static <K, V> OwnIndex<K, V> ofTable(Reads<K, V> reads) {
    return new OwnIndex<>(reads, View.of(reads.table(), reads.mapping().keyParts()));
  }

  /**
   * An index of the table.
   *
   * @param indexes those that the table has
   * @throws IllegalArgumentException if none of them has that name
   */
  public static <K, V> OwnIndex<K, V> named(
      String name, Reads<K, V> reads, List<TableIndex> indexes) {
    Objects.requireNonNull(name, "name");
    TableIndex index =
        indexes.stream()
            .filter(each -> each.name().equals(name))
            .findFirst()
            .orElseThrow(() -> missing(name, reads.table(), indexes));
    return new OwnIndex<>(reads, View.of(reads.table(), index, reads.mapping().keyParts()));
  }

  private static IllegalArgumentException missing(
      String name, String table, List<TableIndex> indexes) {
    List<String> names = indexes.stream().map(TableIndex::name).sorted().toList();
    return new IllegalArgumentException(
        "table "
            + table
            + " has no index "
            + name
            + (names.isEmpty() ? ", and no other" : "; it has " + String.join(", ", names)));
  }

  @Override
  public Selection<K, V> scan() {
    return of(new Source.Scan(view.indexName(), Segment.WHOLE_TABLE));
  }

  @Override
  public Selection<K, V> query(@Nullable Object... partition) {
    Objects.requireNonNull(partition, "partition");
    if (partition.length != view.partition().size()) {
      throw new IllegalArgumentException(
          "query(…) on "
              + view
              + " takes a value for each of "
              + view.partition().stream().map(KeyPart::name).toList()
              + ", not "
              + partition.length
              + (partition.length > 1 ? "; what is said of the sort key goes to where(…)" : ""));
    }
    Map<String, AttributeValue> values = view.said(() -> values(partition));
    return of(new Source.Query(view.indexName(), values, List.of(), Source.Order.ASCENDING));
  }

  private Map<String, AttributeValue> values(@Nullable Object[] partition) {
    KeyValues keys = new KeyValues(reads.mapping(), KeyRole.PARTITION);
    Map<String, AttributeValue> values = new HashMap<>();
    for (int i = 0; i < partition.length; i++) {
      KeyPart part = view.partition().get(i);
      values.put(part.name(), keys.of(part, partition[i]));
    }
    return values;
  }

  private Selection<K, V> of(Source source) {
    Consistency consistency = view.isGlobalIndex() ? Consistency.EVENTUAL : reads.consistency();
    return new OwnSelection<>(
        reads,
        view,
        Reading.of(
            io.github.dynamodbjcache.internal.store.Selection.of(source, consistency),
            expired(source)));
  }

  /** The service refuses a filter on what an index does not have. */
  private Reading.Expired expired(Source source) {
    String timeToLive = reads.mapping().definition().timeToLive();
    if (timeToLive == null) {
      return Reading.Expired.LEFT_OUT_BY_FILTER;
    }
    if (!view.lacking(Set.of(timeToLive)).isEmpty()) {
      throw new CacheException(
          view
              + " does not project "
              + timeToLive
              + ", so it cannot tell which items have expired. Project the attribute, or open the"
              + " table with a mapping without timeToLive, which shows them");
    }
    return source instanceof Source.Query && view.keyNames().contains(timeToLive)
        ? Reading.Expired.LEFT_OUT_HERE
        : Reading.Expired.LEFT_OUT_BY_FILTER;
  }
}
