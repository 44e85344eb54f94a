package io.github.dynamodbjcache.guarantee;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbjcache.DynamoDbCachingProvider;
import java.io.Closeable;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.CacheManager;
import javax.cache.configuration.MutableCacheEntryListenerConfiguration;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.event.CacheEntryCreatedListener;
import javax.cache.integration.CacheLoader;
import javax.cache.integration.CompletionListenerFuture;
import javax.management.ObjectName;

/** One cache that is closed, in one of many ways, while other threads use it and its manager. */
final class CloseRound {

  private static final long LONGEST_SECONDS = 30;
  private static final int CALLERS = 3;
  private static final int CALLS = 3;

  private enum Way {
    CACHE,
    MANAGER,
    PROVIDER,
    PROVIDER_BY_URI,
    PROVIDER_BY_LOADER,
    DESTROY,
    TWICE,
    BY_LISTENER,
    BY_ASYNCHRONOUS_LISTENER,
    BY_LOADER,
    BY_PROCESSOR
  }

  private final DynamoDbCachingProvider provider = new DynamoDbCachingProvider();
  private final ClassLoader classLoader = getClass().getClassLoader();
  private final AtomicInteger loaders = new AtomicInteger();
  private final AtomicInteger closedLoaders = new AtomicInteger();
  private final Random random;
  private final URI uri;
  private final String name;
  private final Properties properties;
  private final ExecutorService threads;
  private final Way way;
  private final CacheManager manager;
  private final Cache<String, String> cache;

  /** Set once nothing of the cache may be used any more. */
  private volatile boolean over;

  /**
   * Opens the cache.
   *
   * @param uri of a manager of the round's own
   * @param threads as many as the round wants
   */
  CloseRound(Random random, URI uri, String name, Properties properties, ExecutorService threads) {
    this.random = random;
    this.uri = uri;
    this.name = name;
    this.properties = properties;
    this.threads = threads;
    this.way = Way.values()[random.nextInt(Way.values().length)];
    this.manager = provider.getCacheManager(uri, classLoader, properties);
    this.cache = manager.createCache(name, configuration());
  }

  CacheManager manager() {
    return manager;
  }

  /** Runs the race, and looks what it has left. */
  void run() throws Exception {
    List<Callable<?>> racers = new ArrayList<>();
    for (int i = 0; i < CALLERS; i++) {
      Random own = new Random(random.nextLong());
      racers.add(() -> callUntilClosed(own));
    }
    closers().forEach(closer -> racers.add(() -> run(closer)));
    CyclicBarrier start = new CyclicBarrier(racers.size());
    List<Future<?>> running = new ArrayList<>();
    for (Callable<?> racer : racers) {
      running.add(
          threads.submit(
              () -> {
                start.await();
                return racer.call();
              }));
    }
    for (Future<?> racer : running) {
      end(racer);
    }
    provider.close();
    assertNothingIsLeft();
  }

  private void end(Future<?> racer) throws InterruptedException {
    try {
      racer.get(LONGEST_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      Thread.getAllStackTraces()
          .forEach(
              (thread, trace) -> System.out.println(thread + "\n  " + List.of(trace).toString()));
      throw new AssertionError("hangs when closed " + way, e);
    } catch (ExecutionException e) {
      throw new AssertionError("closed " + way, e.getCause());
    }
  }

  private void assertNothingIsLeft() throws Exception {
    assertThat(cache.isClosed()).as("closed %s", way).isTrue();
    assertThat(manager.isClosed()).as("closed %s", way).isTrue();
    assertThat(closedLoaders.get()).as("loaders closed, %s", way).isEqualTo(loaders.get());
    assertThat(beansOf(uri)).as("beans left when closed %s", way).isEmpty();
  }

  static Set<ObjectName> beansOf(URI manager) throws Exception {
    return ManagementFactory.getPlatformMBeanServer()
        .queryNames(new ObjectName("*:CacheManager=" + manager + ",*"), null);
  }

  private List<Runnable> closers() {
    return switch (way) {
      case CACHE ->
          List.of(
              () -> {
                cache.close();
                over = true;
              });
      case MANAGER -> List.of(manager::close);
      case PROVIDER -> List.of(provider::close);
      case PROVIDER_BY_URI -> List.of(() -> provider.close(uri, classLoader));
      case PROVIDER_BY_LOADER -> List.of(() -> provider.close(classLoader));
      case DESTROY -> List.of(() -> manager.destroyCache(name));
      case TWICE -> List.of(cache::close, manager::close, cache::close);
      case BY_LISTENER, BY_ASYNCHRONOUS_LISTENER -> List.of(() -> cache.put("k", "v"));
      case BY_LOADER -> List.of(() -> cache.get("k"));
      case BY_PROCESSOR ->
          List.of(
              () ->
                  cache.invoke(
                      "k",
                      (entry, arguments) -> {
                        cache.close();
                        return null;
                      }));
    };
  }

  private Void run(Runnable call) {
    isOver(call);
    return null;
  }

  private Void callUntilClosed(Random own) {
    for (int i = 0; i < CALLS; i++) {
      if (isOver(() -> call(own))) {
        return null;
      }
    }
    return null;
  }

  /** True if the call found something closed; a failure that JCache does not know is thrown. */
  private static boolean isOver(Runnable call) {
    try {
      call.run();
      return false;
    } catch (IllegalStateException e) {
      assertThat(e).hasMessageContaining("closed");
      return true;
    } catch (CacheException typed) {
      return false;
    }
  }

  private void call(Random own) {
    String key = own.nextInt(4) == 0 ? "k" : "k" + own.nextInt(100);
    switch (own.nextInt(17)) {
      case 0 -> cache.get(key);
      case 1 -> cache.put(key, "v");
      case 2 -> cache.putIfAbsent(key, "v");
      case 3 -> cache.getAndRemove(key);
      case 4 ->
          cache.invoke(
              key,
              (entry, arguments) -> {
                entry.setValue("v");
                return null;
              });
      case 5 -> cache.getAll(keys());
      case 6 -> cache.putAll(entries());
      case 7 -> cache.removeAll(keys());
      case 8 -> cache.forEach(entry -> {});
      case 9 -> load(own.nextBoolean());
      case 10 -> cache.clear();
      case 11 -> manager.createCache(name + "-" + own.nextInt(2), configuration());
      case 12 -> manager.getCache(name);
      case 13 -> manager.enableStatistics(name, own.nextBoolean());
      case 14 -> manager.enableManagement(name, own.nextBoolean());
      case 15 -> cache.registerCacheEntryListener(anotherListener(own.nextBoolean()));
      default -> provider.getCacheManager(uri, classLoader, properties).getCacheNames();
    }
  }

  private void load(boolean replaceExisting) {
    CompletionListenerFuture loaded = new CompletionListenerFuture();
    cache.loadAll(keys(), replaceExisting, loaded);
    try {
      loaded.get(LONGEST_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof CacheException || e.getCause() instanceof IllegalStateException) {
        return;
      }
      throw new AssertionError("loadAll", e.getCause());
    } catch (InterruptedException | TimeoutException e) {
      throw new AssertionError("nobody hears of the end of loadAll", e);
    }
  }

  private static Set<String> keys() {
    return Set.copyOf(entries().keySet());
  }

  /** More than a batch takes, so that other threads help. */
  private static Map<String, String> entries() {
    Map<String, String> entries = new HashMap<>();
    for (int i = 0; i < 26; i++) {
      entries.put("k" + i, "v");
    }
    return entries;
  }

  private MutableConfiguration<String, String> configuration() {
    MutableConfiguration<String, String> configuration =
        new MutableConfiguration<String, String>()
            .setTypes(String.class, String.class)
            .setStatisticsEnabled(true)
            .setManagementEnabled(true)
            .setReadThrough(true)
            .setCacheLoaderFactory(this::loader);
    return switch (way) {
      case BY_LISTENER, CACHE ->
          configuration.addCacheEntryListenerConfiguration(listener(/* synchronous= */ true));
      case BY_ASYNCHRONOUS_LISTENER ->
          configuration.addCacheEntryListenerConfiguration(listener(/* synchronous= */ false));
      default -> configuration;
    };
  }

  private MutableCacheEntryListenerConfiguration<String, String> listener(boolean synchronous) {
    CacheEntryCreatedListener<String, String> listener =
        events -> {
          assertThat(over).as("events are delivered after closing").isFalse();
          events.forEach(
              event -> {
                if (way != Way.CACHE && event.getKey().equals("k")) {
                  cache.close();
                }
              });
        };
    return new MutableCacheEntryListenerConfiguration<>(() -> listener, null, false, synchronous);
  }

  /** Its factory is equal to no other, since a listener can be registered once only. */
  private static MutableCacheEntryListenerConfiguration<String, String> anotherListener(
      boolean synchronous) {
    CacheEntryCreatedListener<String, String> listener = events -> {};
    Object itself = new Object();
    return new MutableCacheEntryListenerConfiguration<>(
        () -> {
          assertThat(itself).isNotNull();
          return listener;
        },
        null,
        false,
        synchronous);
  }

  private CacheLoader<String, String> loader() {
    loaders.incrementAndGet();
    return new ClosableLoader();
  }

  private final class ClosableLoader implements CacheLoader<String, String>, Closeable {

    @Override
    public String load(String key) {
      assertThat(over).as("used after closing").isFalse();
      if (way == Way.BY_LOADER && key.equals("k")) {
        cache.close();
      }
      return "v";
    }

    @Override
    public Map<String, String> loadAll(Iterable<? extends String> keys) {
      Map<String, String> loaded = new HashMap<>();
      keys.forEach(key -> loaded.put(key, load(key)));
      if (way == Way.BY_LOADER) {
        cache.close();
      }
      return loaded;
    }

    @Override
    public void close() {
      closedLoaders.incrementAndGet();
    }
  }
}
