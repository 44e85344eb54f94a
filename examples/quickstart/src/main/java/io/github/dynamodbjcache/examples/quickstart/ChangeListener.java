package io.github.dynamodbjcache.examples.quickstart;

import java.util.List;
import javax.cache.event.CacheEntryCreatedListener;
import javax.cache.event.CacheEntryEvent;
import javax.cache.event.CacheEntryRemovedListener;
import javax.cache.event.CacheEntryUpdatedListener;

/** Writes down what became of which paint. */
record ChangeListener(List<String> heard)
    implements CacheEntryCreatedListener<String, Paint>,
        CacheEntryUpdatedListener<String, Paint>,
        CacheEntryRemovedListener<String, Paint> {

  @Override
  public void onCreated(Iterable<CacheEntryEvent<? extends String, ? extends Paint>> created) {
    for (var change : created) {
      heard.add("CREATED " + change.getValue().name());
    }
  }

  @Override
  public void onUpdated(Iterable<CacheEntryEvent<? extends String, ? extends Paint>> updated) {
    for (var change : updated) {
      heard.add("UPDATED " + change.getOldValue().name() + " to " + change.getValue().name());
    }
  }

  @Override
  public void onRemoved(Iterable<CacheEntryEvent<? extends String, ? extends Paint>> removed) {
    for (var change : removed) {
      heard.add("REMOVED " + change.getOldValue().name());
    }
  }
}
