package io.github.dynamodbjcache.examples.spring;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.cache.configuration.MutableCacheEntryListenerConfiguration;
import javax.cache.event.CacheEntryUpdatedListener;
import org.springframework.boot.cache.autoconfigure.JCacheManagerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A listener at a cache: what no file can say, and a {@link JCacheManagerCustomizer} can. */
@Configuration(proxyBeanMethods = false)
public class PriceChanges {

  private final List<String> heard = new CopyOnWriteArrayList<>();

  @Bean
  JCacheManagerCustomizer listensToPrices() {
    CacheEntryUpdatedListener<Object, Object> listener =
        events ->
            events.forEach(
                event ->
                    heard.add(
                        "%s: %s, was %s"
                            .formatted(event.getKey(), event.getValue(), event.getOldValue())));
    return manager ->
        manager
            .getCache("prices")
            .registerCacheEntryListener(
                new MutableCacheEntryListenerConfiguration<>(
                    () -> listener,
                    null,
                    /* isOldValueRequired= */ true,
                    /* isSynchronous= */ true));
  }

  /** The changes that this instance made, oldest first. */
  public List<String> heard() {
    return List.copyOf(heard);
  }
}
