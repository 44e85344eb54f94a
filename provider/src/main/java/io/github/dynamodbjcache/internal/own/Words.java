package io.github.dynamodbjcache.internal.own;

import io.github.dynamodbjcache.internal.expression.Predicate;
import io.github.dynamodbjcache.internal.mapping.ItemMapping;
import io.github.dynamodbjcache.internal.mapping.ItemMapping.KeyPart;
import io.github.dynamodbjcache.table.Condition;
import io.github.dynamodbjcache.table.SortKey;

final class Words {
  private Words() {}

  static Predicate range(ItemMapping<?, ?> mapping, KeyPart part, SortKey range) {
    throw new UnsupportedOperationException();
  }

  static Predicate predicate(ItemMapping<?, ?> mapping, Condition condition) {
    throw new UnsupportedOperationException();
  }
}
