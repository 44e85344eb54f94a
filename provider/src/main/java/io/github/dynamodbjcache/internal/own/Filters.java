package io.github.dynamodbjcache.internal.own;

import io.github.dynamodbjcache.internal.expression.Expression;
import io.github.dynamodbjcache.internal.expression.NamedAttributes;
import io.github.dynamodbjcache.internal.expression.Predicate;
import io.github.dynamodbjcache.internal.mapping.ItemMapping;
import io.github.dynamodbjcache.internal.mapping.Predicates;
import io.github.dynamodbjcache.internal.store.Source;
import io.github.dynamodbjcache.table.Condition;
import java.util.Set;

/** Conditions as filters, with what the service refuses of them. */
final class Filters {

  private final ItemMapping<?, ?> mapping;
  private final View view;

  Filters(ItemMapping<?, ?> mapping, View view) {
    this.mapping = mapping;
    this.view = view;
  }

  Predicate predicate(Condition condition, Source source) {
    Predicate predicate = Predicates.ofEach(mapping).of(condition);
    Set<String> attributes = NamedAttributes.of(predicate);
    Set<String> lacking = view.lacking(attributes);
    if (!lacking.isEmpty()) {
      throw new IllegalArgumentException(
          view + " does not project " + lacking + ", so a filter cannot name it");
    }
    attributes.retainAll(view.keyNames());
    if (source instanceof Source.Query && !attributes.isEmpty()) {
      throw new IllegalArgumentException(
          "the filter of a query cannot name a key attribute: "
              + attributes
              + ". Say it by where(…), or filter a scan");
    }
    return predicate;
  }

  /**
   * Refuses what is too large for a request.
   *
   * @throws IllegalArgumentException if it is
   */
  static void checkSize(Predicate filter) {
    Expression expression = new Expression();
    expression.demand(filter);
    expression.condition();
  }
}
