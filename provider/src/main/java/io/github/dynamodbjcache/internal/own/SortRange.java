package io.github.dynamodbjcache.internal.own;

import io.github.dynamodbjcache.internal.expression.Predicate;
import io.github.dynamodbjcache.internal.mapping.ItemMapping;
import io.github.dynamodbjcache.internal.mapping.ItemMapping.KeyPart;
import io.github.dynamodbjcache.internal.mapping.KeyRole;
import io.github.dynamodbjcache.internal.mapping.KeyValues;
import io.github.dynamodbjcache.internal.mapping.Predicates;
import io.github.dynamodbjcache.internal.store.Source;
import io.github.dynamodbjcache.table.SortKey;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What is said of sort keys. Where an index has several sort attributes, each {@code where(…)} is
 * about the next one, and all before it have to be equalities, as the service wants it.
 */
final class SortRange {

  private final ItemMapping<?, ?> mapping;
  private final View view;

  SortRange(ItemMapping<?, ?> mapping, View view) {
    this.mapping = mapping;
    this.view = view;
  }

  /** The query with that range as well. */
  Source.Query added(Source.Query query, SortKey range) {
    List<Predicate> ranges = new ArrayList<>(query.range());
    ranges.add(predicate(next(ranges), range));
    return new Source.Query(query.index(), query.partition(), ranges, query.order());
  }

  private KeyPart next(List<Predicate> said) {
    if (view.sort().isEmpty()) {
      throw new IllegalArgumentException(
          view + " has no sort key, so a query takes no where(…); filter(…) takes conditions");
    }
    if (said.size() == view.sort().size()) {
      throw new IllegalArgumentException(
          "where(…) has been said of each sort attribute of "
              + view
              + " already: "
              + view.sort().stream().map(KeyPart::name).toList());
    }
    if (!said.isEmpty() && !isEquality(said.get(said.size() - 1))) {
      throw new IllegalArgumentException(
          "only the last where(…) can be a range, and those before it SortKey.eq(…)");
    }
    return view.sort().get(said.size());
  }

  private static boolean isEquality(Predicate said) {
    return said instanceof Predicate.Comparison comparison
        && comparison.comparator() == Predicate.Comparator.EQ;
  }

  private Predicate predicate(KeyPart part, SortKey range) {
    KeyValues keys = new KeyValues(mapping, KeyRole.SORT);
    return view.said(
        () -> {
          Predicate predicate = Predicates.ofEach(mapping).of(range, part.name());
          values(predicate).forEach(value -> keys.checked(part, value));
          return predicate;
        });
  }

  private static List<AttributeValue> values(Predicate range) {
    if (range instanceof Predicate.Between between) {
      return List.of(between.low(), between.high());
    }
    return range instanceof Predicate.BeginsWith beginsWith
        ? List.of(beginsWith.prefix())
        : List.of(((Predicate.Comparison) range).value());
  }
}
