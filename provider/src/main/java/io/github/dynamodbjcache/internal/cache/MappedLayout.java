package io.github.dynamodbjcache.internal.cache;

import io.github.dynamodbjcache.internal.mapping.ItemMapping;
import io.github.dynamodbjcache.internal.mapping.MappingDefinition;
import io.github.dynamodbjcache.internal.store.dynamodb.Evidence;
import io.github.dynamodbjcache.internal.store.dynamodb.KeySchema;
import io.github.dynamodbjcache.internal.store.dynamodb.Lifetime;
import io.github.dynamodbjcache.internal.store.dynamodb.Naming;
import io.github.dynamodbjcache.internal.store.dynamodb.Replacement;
import io.github.dynamodbjcache.internal.store.dynamodb.TableLayout;
import io.github.dynamodbjcache.table.Revisions;
import org.jspecify.annotations.Nullable;

/** Says a mapping as the layout of a table's items. */
final class MappedLayout {

  private MappedLayout() {}

  static TableLayout of(String table, KeySchema keys, ItemMapping<?, ?> mapping) {
    MappingDefinition<?, ?> definition = mapping.definition();
    return new TableLayout(
        table,
        keys,
        new Naming(evidence(definition.revisions()), lifetime(definition.timeToLive())),
        mapping.replacesItems() ? Replacement.WHOLE : Replacement.MERGE,
        mapping.mappedAttributes());
  }

  private static Evidence evidence(Revisions revisions) {
    return switch (revisions.kind()) {
      case COMPARED -> Evidence.COMPARED;
      case VERSION -> Evidence.version(revisions.attribute());
      case HIDDEN -> Evidence.hidden(revisions.attribute());
    };
  }

  private static Lifetime lifetime(@Nullable String timeToLive) {
    return timeToLive == null ? Lifetime.ENDLESS : Lifetime.inSeconds(timeToLive);
  }
}
