package io.github.dynamodbjcache.internal.own;

import io.github.dynamodbjcache.internal.codec.Place;
import io.github.dynamodbjcache.internal.mapping.ItemMapping.KeyPart;
import io.github.dynamodbjcache.internal.reading.Gathering;
import io.github.dynamodbjcache.internal.reading.PageTokens;
import io.github.dynamodbjcache.internal.reading.PageWalk;
import io.github.dynamodbjcache.internal.reading.Reading;
import io.github.dynamodbjcache.internal.runner.EntrySnapshot;
import io.github.dynamodbjcache.internal.store.Cursor;
import io.github.dynamodbjcache.internal.store.StoredEntry;
import io.github.dynamodbjcache.table.Item;
import io.github.dynamodbjcache.table.Page;
import io.github.dynamodbjcache.table.PageToken;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.cache.Cache;
import org.jspecify.annotations.Nullable;

/**
 * Carries out a reading: what it finds, as entries, values, keys, documents, a page or a number.
 */
final class SelectionReader<K, V> {

  private final Reads<K, V> reads;
  private final View view;
  private final Reading reading;

  SelectionReader(Reads<K, V> reads, View view, Reading reading) {
    this.reads = reads;
    this.view = view;
    this.reading = reading;
  }

  Iterable<Cache.Entry<K, V>> entries() {
    requireValues();
    return new Found<>(reads, view, reading, this::entry);
  }

  Iterable<V> values() {
    requireValues();
    return new Found<>(
        reads, view, reading, entry -> reads.mapping().value(place(entry), entry.data()));
  }

  Iterable<K> keys() {
    return new Found<>(reads, view, ofKeys(), entry -> place(entry).key());
  }

  Iterable<Item> items(Projected asked) {
    requireProjected(asked.attributes());
    Set<String> projected = view.projected();
    Projected places =
        asked.places().isEmpty() && projected != null ? Projected.ofAttributes(projected) : asked;
    return new Found<>(reads, view, only(places), entry -> reads.mapping().item(places.of(entry)));
  }

  Page<Cache.Entry<K, V>> page() {
    requireValues();
    Gathering gathered =
        Gathering.of(reads.walk(reading, view, Found.newRate(reading)), isLimited());
    List<Cache.Entry<K, V>> results = new ArrayList<>(gathered.found().size());
    new Decoding<>(
            reads.calls(),
            Reads.operation(reading),
            List.of(gathered.found()).iterator(),
            reads.unreadable().newIteration(),
            this::entry)
        .forEachRemaining(results::add);
    return new Page<>(results, token(gathered.next()), gathered.examined());
  }

  private boolean isLimited() {
    return reading.limit().isPresent();
  }

  private Optional<PageToken> token(@Nullable Cursor next) {
    return Optional.ofNullable((Cursor.After) next)
        .map(place -> new PageTokens(reads.table()).token(reading.selection().source(), place))
        .map(PageToken::parse);
  }

  /** One request per page; items cannot be counted by a filter that must not name the deadline. */
  long count() {
    Reading counted =
        reading.expired() == Reading.Expired.LEFT_OUT_HERE
            ? ofKeys()
            : reading.selecting(io.github.dynamodbjcache.internal.store.Selection::counted);
    long count = 0;
    PageWalk pages = reads.walk(counted, view, Found.newRate(reading));
    while (pages.hasNext()) {
      count += pages.next().count();
    }
    return count;
  }

  private Reading ofKeys() {
    return only(
        Projected.ofAttributes(
            reads.mapping().keyParts().stream().map(KeyPart::name).collect(Collectors.toSet())));
  }

  private Reading only(Projected places) {
    Projected all = places.places().isEmpty() ? places : withDeadline(places);
    return reading.selecting(selection -> selection.projected(all.places()));
  }

  /** Who leaves out expired items here has to see when they expire. */
  private Projected withDeadline(Projected places) {
    String timeToLive = reads.mapping().definition().timeToLive();
    return timeToLive == null || reading.expired() == Reading.Expired.LEFT_OUT_BY_FILTER
        ? places
        : places.and(timeToLive);
  }

  private Cache.Entry<K, V> entry(StoredEntry entry) {
    Place<K> place = place(entry);
    return new EntrySnapshot<>(place.key(), reads.mapping().value(place, entry.data()));
  }

  private Place<K> place(StoredEntry entry) {
    return reads.mapping().placeOf(entry.key().attributes(), entry.data());
  }

  /** A part of a value would pass for the whole. A local index fetches the rest from its table. */
  private void requireValues() {
    if (!view.isGlobalIndex() || view.projected() == null) {
      return;
    }
    Set<String> mapped = reads.mapping().mappedAttributes();
    Set<String> lacking = mapped == null ? Set.of() : view.lacking(mapped);
    if (mapped == null || !lacking.isEmpty()) {
      throw new IllegalArgumentException(
          view
              + " does not have all attributes of a value"
              + (lacking.isEmpty() ? "" : ": it lacks " + lacking.stream().sorted().toList())
              + ". Ask for keys() or items(…), or project the attributes");
    }
  }

  private void requireProjected(Set<String> attributes) {
    if (view.isGlobalIndex() && !view.lacking(attributes).isEmpty()) {
      throw new IllegalArgumentException(
          view + " does not project " + view.lacking(attributes).stream().sorted().toList());
    }
  }
}
