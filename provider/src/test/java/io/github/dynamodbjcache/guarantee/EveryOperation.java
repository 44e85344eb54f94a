package io.github.dynamodbjcache.guarantee;

import io.github.dynamodbjcache.DynamoDbCache;
import io.github.dynamodbjcache.DynamoDbMap;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import javax.cache.Cache;
import javax.cache.integration.CompletionListener;

/**
 * Each operation on the data, of JCache, of the public cache type and some of the map view, by its
 * name, with a key and a value that a test chooses.
 */
final class EveryOperation {

  private EveryOperation() {}

  /** Called with a cache whose key has that value before. */
  interface Operation {
    void on(Cache<String, String> cache, String key, String value) throws Exception;
  }

  static Map<String, Operation> all() {
    Map<String, Operation> all = new LinkedHashMap<>();
    all.put("get", (cache, key, value) -> cache.get(key));
    all.put("getAll", (cache, key, value) -> cache.getAll(Set.of(key, key + "2")));
    all.put("containsKey", (cache, key, value) -> cache.containsKey(key));
    all.put("loadAll", (cache, key, value) -> loadAll(cache, key, false));
    all.put("loadAll replacing", (cache, key, value) -> loadAll(cache, key, true));
    all.put("put", (cache, key, value) -> cache.put(key, value));
    all.put("getAndPut", (cache, key, value) -> cache.getAndPut(key, value));
    all.put(
        "putAll", (cache, key, value) -> cache.putAll(Map.of(key, value, key + "2", value + "2")));
    all.put("putIfAbsent", (cache, key, value) -> cache.putIfAbsent(key + "3", value));
    all.put("replace(k,v)", (cache, key, value) -> cache.replace(key, value));
    all.put("replace(k,old,new)", (cache, key, value) -> cache.replace(key, value, value));
    all.put("getAndReplace", (cache, key, value) -> cache.getAndReplace(key, value));
    all.put(
        "invoke",
        (cache, key, value) ->
            cache.invoke(
                key,
                (entry, arguments) -> {
                  entry.setValue(value + entry.getValue());
                  return null;
                }));
    all.put(
        "invokeAll",
        (cache, key, value) ->
            cache.invokeAll(
                new LinkedHashSet<>(Set.of(key, key + "2")),
                (entry, arguments) -> {
                  entry.remove();
                  return null;
                }));
    all.put(
        "iterator",
        (cache, key, value) -> {
          cache.put(key, value);
          var iterator = cache.iterator();
          while (iterator.hasNext()) {
            iterator.next();
            iterator.remove();
          }
        });
    all.put(
        "put with a lifetime",
        (cache, key, value) -> own(cache).withLifetime(Duration.ofHours(1)).put(key, value));
    all.put("getAndPutIfAbsent", (cache, key, value) -> own(cache).getAndPutIfAbsent(key, value));
    all.put("isEmpty", (cache, key, value) -> own(cache).isEmpty());
    all.put("countEntries", (cache, key, value) -> own(cache).countEntries());
    all.put("keys", (cache, key, value) -> own(cache).keys().forEach(each -> {}));
    all.put("map.merge", (cache, key, value) -> map(cache).merge(key, value, String::concat));
    all.put(
        "map.values().removeIf",
        (cache, key, value) -> map(cache).values().removeIf(value::equals));
    all.put("remove(k)", (cache, key, value) -> cache.remove(key));
    all.put("remove(k,old)", (cache, key, value) -> cache.remove(key, value));
    all.put("getAndRemove", (cache, key, value) -> cache.getAndRemove(key));
    all.put("removeAll(keys)", (cache, key, value) -> cache.removeAll(Set.of(key, key + "2")));
    all.put("removeAll", (cache, key, value) -> cache.removeAll());
    all.put("clear", (cache, key, value) -> cache.clear());
    return all;
  }

  @SuppressWarnings("unchecked") // unwrap knows nothing of type arguments
  private static DynamoDbCache<String, String> own(Cache<String, String> cache) {
    return cache.unwrap(DynamoDbCache.class);
  }

  @SuppressWarnings("unchecked") // likewise
  private static DynamoDbMap<String, String> map(Cache<String, String> cache) {
    return cache.unwrap(DynamoDbMap.class);
  }

  /** Does each of them after putting the value. */
  static void onEach(
      Cache<String, String> cache, String key, String value, BiConsumer<String, Run> each) {
    all().forEach((name, operation) -> each.accept(name, () -> operation.on(cache, key, value)));
  }

  /** What may fail. */
  interface Run {
    void run() throws Exception;
  }

  private static void loadAll(Cache<String, String> cache, String key, boolean replacing)
      throws Exception {
    CompletableFuture<Void> done = new CompletableFuture<>();
    cache.loadAll(
        Set.of(key),
        replacing,
        new CompletionListener() {
          @Override
          public void onCompletion() {
            done.complete(null);
          }

          @Override
          public void onException(Exception e) {
            done.completeExceptionally(e);
          }
        });
    done.get();
  }
}
