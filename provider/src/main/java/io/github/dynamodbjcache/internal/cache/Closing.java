package io.github.dynamodbjcache.internal.cache;

import java.util.Collection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Closes what the application's factories made for a cache: loaders, writers, policies, others. */
final class Closing {

  private static final Logger LOG = LoggerFactory.getLogger(Closing.class);

  private Closing() {}

  /** Closes each that can be closed; a failure is logged and keeps none of the others open. */
  static void closeAll(String cacheName, Collection<?> customizations) {
    for (Object customization : customizations) {
      if (customization instanceof AutoCloseable closeable) {
        close(cacheName, closeable);
      }
    }
  }

  private static void close(String cacheName, AutoCloseable closeable) {
    try {
      closeable.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception | Error e) {
      LOG.warn("cache {}: closing {} failed", cacheName, closeable.getClass().getName(), e);
    }
  }
}
