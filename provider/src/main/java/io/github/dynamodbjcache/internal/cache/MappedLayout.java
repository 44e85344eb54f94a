package io.github.dynamodbjcache.internal.cache;

import io.github.dynamodbjcache.internal.mapping.ItemMapping;
import io.github.dynamodbjcache.internal.store.dynamodb.*;

final class MappedLayout {
  static TableLayout of(String table, KeySchema keys, ItemMapping<?, ?> mapping) {
    throw new UnsupportedOperationException();
  }
}
