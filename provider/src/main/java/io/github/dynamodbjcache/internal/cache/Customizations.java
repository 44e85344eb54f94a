package io.github.dynamodbjcache.internal.cache;

import io.github.dynamodbjcache.internal.integration.Loading;
import io.github.dynamodbjcache.internal.integration.Writing;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import javax.cache.configuration.CompleteConfiguration;
import javax.cache.configuration.Factory;
import javax.cache.expiry.ExpiryPolicy;
import javax.cache.integration.CacheLoader;
import javax.cache.integration.CacheWriter;
import org.jspecify.annotations.Nullable;

/**
 * What a configuration's factories make for one cache.
 *
 * @param loader null if none is configured
 * @param writer null if none is configured
 */
record Customizations<K, V>(
    ExpiryPolicy expiryPolicy,
    @Nullable CacheLoader<K, V> loader,
    @Nullable CacheWriter<? super K, ? super V> writer) {

  static <K, V> Customizations<K, V> of(CompleteConfiguration<K, V> configuration) {
    Factory<ExpiryPolicy> policies = configuration.getExpiryPolicyFactory();
    Factory<CacheLoader<K, V>> loaders = configuration.getCacheLoaderFactory();
    Factory<CacheWriter<? super K, ? super V>> writers = configuration.getCacheWriterFactory();
    return new Customizations<>(
        policies.create(),
        loaders == null ? null : loaders.create(),
        writers == null ? null : writers.create());
  }

  /** What asks the loader, if one is configured. */
  Loading<K, V> loading(String cacheName, Function<? super K, String> shownKey) {
    return loader == null ? Loading.none() : new Loading<>(cacheName, loader, shownKey);
  }

  /** What tells the writer, if one is configured. */
  Writing<K, V> writing(String cacheName, Function<? super K, String> shownKey) {
    return writer == null ? Writing.none() : new Writing<>(cacheName, writer, shownKey);
  }

  /** All there are, for closing those that can be closed. */
  List<Object> all() {
    List<Object> all = new ArrayList<>();
    all.add(expiryPolicy);
    if (loader != null) {
      all.add(loader);
    }
    if (writer != null) {
      all.add(writer);
    }
    return all;
  }
}
