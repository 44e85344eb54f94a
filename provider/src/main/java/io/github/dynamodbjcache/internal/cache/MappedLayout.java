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
import io.github.dynamodbjcache.table.Unknown;
import java.util.Set;

/** How the items of a table of the user's are made up, as its mapping says. */
final class MappedLayout {

  private MappedLayout() {}

  static TableLayout of(String table, KeySchema keys, ItemMapping<?, ?> mapping) {
    MappingDefinition<?, ?> definition = mapping.definition();
    String timeToLive = definition.timeToLive();
    Naming naming =
        new Naming(
            evidence(definition.revisions()),
            timeToLive == null ? Lifetime.ENDLESS : Lifetime.inSeconds(timeToLive));
    Set<String> mapped = mapping.mappedAttributes();
    boolean replaces = mapped == null || definition.unknown() == Unknown.DROP;
    return new TableLayout(
        table, keys, naming, replaces ? Replacement.WHOLE : Replacement.MERGE, mapped);
  }

  private static Evidence evidence(Revisions revisions) {
    return switch (revisions.kind()) {
      case COMPARED -> Evidence.COMPARED;
      case VERSION -> Evidence.version(revisions.attribute());
      case HIDDEN -> Evidence.hidden(revisions.attribute());
    };
  }
}
