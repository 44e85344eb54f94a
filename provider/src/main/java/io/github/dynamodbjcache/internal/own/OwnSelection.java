package io.github.dynamodbjcache.internal.own;

import io.github.dynamodbjcache.configuration.Consistency;
import io.github.dynamodbjcache.internal.expression.Predicate;
import io.github.dynamodbjcache.internal.reading.PageTokens;
import io.github.dynamodbjcache.internal.reading.Reading;
import io.github.dynamodbjcache.internal.store.Cursor;
import io.github.dynamodbjcache.internal.store.Source;
import io.github.dynamodbjcache.table.Condition;
import io.github.dynamodbjcache.table.Item;
import io.github.dynamodbjcache.table.Page;
import io.github.dynamodbjcache.table.PageToken;
import io.github.dynamodbjcache.table.Path;
import io.github.dynamodbjcache.table.Selection;
import io.github.dynamodbjcache.table.SortKey;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Spliterator;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import javax.cache.Cache;

/**
 * A selection as it is put together: each method checks what can be known before anything is sent,
 * and adds to the {@link Reading} that {@link SelectionReader} carries out.
 */
final class OwnSelection<K, V> implements Selection<K, V> {

  private final Reads<K, V> reads;
  private final View view;
  private final Reading reading;
  private final SelectionReader<K, V> reader;

  OwnSelection(Reads<K, V> reads, View view, Reading reading) {
    this.reads = reads;
    this.view = view;
    this.reading = reading;
    this.reader = new SelectionReader<>(reads, view, reading);
  }

  private OwnSelection<K, V> with(Reading other) {
    return new OwnSelection<>(reads, view, other);
  }

  private Source source() {
    return reading.selection().source();
  }

  private Source.Query query(String method) {
    if (source() instanceof Source.Query query) {
      return query;
    }
    throw new IllegalArgumentException(
        method + " is for a query(…): a scan has no order, and reads every partition");
  }

  @Override
  public Selection<K, V> where(SortKey range) {
    Source.Query query = query("where(…)");
    return with(
        reading.selecting(
            all -> all.from(new SortRange(reads.mapping(), view).added(query, range))));
  }

  @Override
  public Selection<K, V> filter(Condition condition) {
    Predicate predicate = new Filters(reads.mapping(), view).predicate(condition, source());
    Predicate before = reading.selection().filter().condition();
    Predicate both = before == null ? predicate : new Predicate.All(List.of(before, predicate));
    Filters.checkSize(both);
    return with(reading.selecting(all -> all.where(both)));
  }

  @Override
  public Selection<K, V> descending() {
    Source.Query query = query("descending()");
    if (reading.from() != null && query.order() != Source.Order.DESCENDING) {
      throw new IllegalArgumentException(
          "the page's token is of another direction: say descending() before from(…)");
    }
    Source down =
        new Source.Query(query.index(), query.partition(), query.range(), Source.Order.DESCENDING);
    return with(reading.selecting(all -> all.from(down)));
  }

  @Override
  public Selection<K, V> limit(long results) {
    return with(reading.limited(results));
  }

  @Override
  public Selection<K, V> pageSize(int examined) {
    return with(reading.paged(examined));
  }

  @Override
  public Selection<K, V> consistency(Consistency consistency) {
    if (consistency == Consistency.STRONG && view.isGlobalIndex()) {
      throw new IllegalArgumentException(
          view + " is global: its reads can only be of Consistency.EVENTUAL");
    }
    return with(
        reading.selecting(
            all ->
                all.reading(
                    io.github.dynamodbjcache.internal.store.Consistency.valueOf(
                        Objects.requireNonNull(consistency, "consistency").name()))));
  }

  @Override
  public Selection<K, V> unitsPerSecond(double units) {
    return with(reading.paced(units));
  }

  @Override
  public Selection<K, V> from(PageToken token) {
    String text = Objects.requireNonNull(token, "token").toString();
    Cursor.After place = new PageTokens(reads.table()).place(text, source(), view.placeNames());
    view.requireTypes(place.keys());
    return with(reading.after(place));
  }

  @Override
  public Iterator<Cache.Entry<K, V>> iterator() {
    return reader.entries().iterator();
  }

  @Override
  public Spliterator<Cache.Entry<K, V>> spliterator() {
    return reader.entries().spliterator();
  }

  @Override
  public Stream<V> values() {
    return StreamSupport.stream(reader.values().spliterator(), false);
  }

  @Override
  public Stream<K> keys() {
    return StreamSupport.stream(reader.keys().spliterator(), false);
  }

  @Override
  public Stream<Item> items(Path... projection) {
    return StreamSupport.stream(reader.items(Projected.of(projection)).spliterator(), false);
  }

  @Override
  public Page<Cache.Entry<K, V>> page() {
    return reader.page();
  }

  @Override
  public long count() {
    return reader.count();
  }
}
