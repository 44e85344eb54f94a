package io.github.dynamodbjcache.internal.cache;

import io.github.dynamodbjcache.internal.integration.Loading;
import io.github.dynamodbjcache.internal.operation.Lifetime;
import io.github.dynamodbjcache.internal.runner.BulkRunner;
import java.util.Set;
import javax.cache.integration.CacheLoaderException;
import javax.cache.integration.CompletionListener;

/** {@code loadAll}: in another thread, whose end a listener hears of. */
final class Loads<K, V> {

  private final Loading<K, V> loader;
  private final BulkRunner<K, V> bulk;
  private final Background background;
  private final FailureTranslation<K, V> failures;

  Loads(
      Loading<K, V> loader,
      BulkRunner<K, V> bulk,
      Background background,
      FailureTranslation<K, V> failures) {
    this.loader = loader;
    this.bulk = bulk;
    this.background = background;
    this.failures = failures;
  }

  /** "If no loader is configured for the cache, no objects will be loaded." */
  void loadAll(
      Set<K> keys, boolean replaceExisting, Lifetime lifetime, CompletionListener listener) {
    if (!loader.isPossible()) {
      listener.onCompletion();
      return;
    }
    background.execute(() -> tell(listener, () -> load(keys, replaceExisting, lifetime)));
  }

  private void load(Set<K> keys, boolean replaceExisting, Lifetime lifetime) {
    failures.translated(
        "loadAll", keys, () -> bulk.loadAll(keys, loader::loadAll, replaceExisting, lifetime));
  }

  private static void tell(CompletionListener listener, Runnable load) {
    try {
      load.run();
    } catch (RuntimeException e) {
      listener.onException(e);
      return;
    } catch (Error e) {
      // Whoever waits for the end must hear of it, whatever it was.
      listener.onException(new CacheLoaderException("loadAll failed", e));
      return;
    }
    listener.onCompletion();
  }
}
