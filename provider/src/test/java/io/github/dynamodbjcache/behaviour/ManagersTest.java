package io.github.dynamodbjcache.behaviour;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.dynamodbjcache.DynamoDbCache;
import io.github.dynamodbjcache.DynamoDbCachingProvider;
import io.github.dynamodbjcache.OutcomeUnknownException;
import io.github.dynamodbjcache.configuration.DynamoDbCacheProperties;
import io.github.dynamodbjcache.configuration.DynamoDbConfiguration;
import io.github.dynamodbjcache.testing.CacheFixture;
import io.github.dynamodbjcache.testing.Logs;
import io.github.dynamodbjcache.testing.TestDynamoDb;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.CacheManager;
import javax.cache.configuration.CompleteConfiguration;
import javax.cache.configuration.Configuration;
import javax.cache.configuration.MutableCacheEntryListenerConfiguration;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.event.CacheEntryCreatedListener;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Providers, managers and caches: their identity, what they share, and their end. */
@Timeout(60)
class ManagersTest {

  private final CacheFixture fixture = CacheFixture.open();

  @BeforeEach
  void credentialsForClientsOfTheProvider() {
    System.setProperty("aws.accessKeyId", "local");
    System.setProperty("aws.secretAccessKey", "local");
  }

  @AfterEach
  void close() {
    fixture.close();
    System.clearProperty("aws.accessKeyId");
    System.clearProperty("aws.secretAccessKey");
  }

  @Test
  void nullStandsForTheDefaults() {
    try (DynamoDbCachingProvider provider = new DynamoDbCachingProvider()) {
      CacheManager manager = provider.getCacheManager(null, null, null);

      assertThat(manager.getURI()).isEqualTo(provider.getDefaultURI());
      assertThat(manager.getClassLoader()).isEqualTo(provider.getDefaultClassLoader());
      assertThat(manager.getProperties()).isEmpty();
      assertThat(provider.getCacheManager()).isSameAs(manager);
      assertThat(provider.getCacheManager(provider.getDefaultURI(), null)).isSameAs(manager);
    }
  }

  @Test
  void oneIdentityIsOneManagerUntilItIsClosedAndThenAFreshOne() throws Exception {
    URI uri = URI.create("some-name");
    CacheManager manager = fixture.provider().getCacheManager(uri, null);

    assertThat(fixture.provider().getCacheManager(uri, null)).isSameAs(manager);
    try (URLClassLoader other = new URLClassLoader(new URL[0], getClass().getClassLoader())) {
      assertThat(fixture.provider().getCacheManager(uri, other)).isNotSameAs(manager);
    }
    manager.close();
    assertThat(fixture.provider().getCacheManager(uri, null)).isNotSameAs(manager);
    assertThat(fixture.provider().getCacheManager(uri, null).isClosed()).isFalse();
  }

  @Test
  void aManagerWhoseCloseIsOnItsWayIsReplacedAndItsEndDoesNotRemoveTheFreshOne() throws Exception {
    URI uri = URI.create("closing");
    CacheManager closing = fixture.provider().getCacheManager(uri, null);
    Thread closer = new Thread(closing::close, "closer");
    AtomicReference<CacheManager> fresh = new AtomicReference<>();
    // While the provider opens a manager, the end of another waits for it: that is the moment.
    ClassLoader meanwhile =
        new ClassLoader(getClass().getClassLoader()) {
          @Override
          protected URL findResource(String name) {
            if (!closer.isAlive() && fresh.get() == null) {
              closer.start();
              await().atMost(20, SECONDS).until(closing::isClosed);
              fresh.set(fixture.provider().getCacheManager(uri, null));
            }
            return null;
          }
        };

    fixture.provider().getCacheManager(URI.create("another"), meanwhile);
    closer.join(20_000);

    assertThat(fresh.get()).isNotNull().isNotSameAs(closing);
    assertThat(fixture.provider().getCacheManager(uri, null)).isSameAs(fresh.get());
  }

  @Test
  void otherPropertiesForAnOpenManagerAreWarnedOfWithoutTheirValues() {
    URI uri = URI.create("asked-again");
    Properties first = new Properties();
    first.setProperty("dynamodb-jcache.client.region", "eu-west-1");
    Properties other = new Properties();
    other.setProperty("dynamodb-jcache.client.region", "eu-north-1");
    fixture.provider().getCacheManager(uri, null, first);

    assertThat(Logs.of(() -> fixture.provider().getCacheManager(uri, null, other)))
        .contains("WARN")
        .contains("asked-again")
        .contains("have no effect")
        .doesNotContain("eu-north-1", "eu-west-1");
    assertThat(Logs.of(() -> fixture.provider().getCacheManager(uri, null, first))).isEmpty();
    assertThat(Logs.of(() -> fixture.provider().getCacheManager(uri, null))).isEmpty();
    assertThat(Logs.of(() -> fixture.provider().getCacheManager(uri, null, new Properties())))
        .isEmpty();
  }

  /** "close(classLoader) ... of unknown pairs is nothing" */
  @Test
  void closingWhatTheProviderDoesNotKnowIsNothing() throws Exception {
    try (URLClassLoader unknown = new URLClassLoader(new URL[0])) {
      fixture.provider().close(unknown);
      fixture.provider().close(URI.create("unknown"), unknown);
    }
    assertThat(fixture.manager().isClosed()).isFalse();
  }

  @Test
  void closingTwiceOrFromManyThreadsIsFine() throws Exception {
    Cache<String, String> cache = fixture.cache();
    Runnable closing =
        () -> {
          cache.close();
          fixture.manager().close();
          fixture.provider().close();
        };
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Callable<Object>> closes = Collections.nCopies(4, Executors.callable(closing));
      for (Future<Object> end : threads.invokeAll(closes)) {
        end.get(20, SECONDS);
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(cache.isClosed()).isTrue();
    assertThat(fixture.manager().isClosed()).isTrue();
  }

  @Test
  void aClosedCacheRefusesEveryMethodByIllegalStateException() {
    Cache<String, String> cache = fixture.cache();
    CacheEntryCreatedListener<String, String> listener = events -> {};
    var configuration =
        new MutableCacheEntryListenerConfiguration<String, String>(
            () -> listener, null, false, true);
    cache.close();
    fixture.requests().reset();

    for (Runnable call :
        List.<Runnable>of(
            () -> cache.get("k"),
            () -> cache.getAll(Set.of("k")),
            () -> cache.containsKey("k"),
            () -> cache.loadAll(Set.of("k"), true, null),
            () -> cache.put("k", "v"),
            () -> cache.getAndPut("k", "v"),
            () -> cache.putAll(Map.of("k", "v")),
            () -> cache.putIfAbsent("k", "v"),
            () -> cache.remove("k"),
            () -> cache.remove("k", "v"),
            () -> cache.getAndRemove("k"),
            () -> cache.replace("k", "v"),
            () -> cache.replace("k", "v", "w"),
            () -> cache.getAndReplace("k", "v"),
            () -> cache.removeAll(Set.of("k")),
            cache::removeAll,
            cache::clear,
            () -> cache.invoke("k", (entry, arguments) -> ""),
            () -> cache.invokeAll(Set.of("k"), (entry, arguments) -> ""),
            () -> cache.registerCacheEntryListener(configuration),
            () -> cache.deregisterCacheEntryListener(configuration),
            () -> cache.forEach(entry -> {}),
            () -> cache.unwrap(DynamoDbCache.class).estimateItemCount())) {
      assertThatIllegalStateException().isThrownBy(call::run).withMessageContaining("closed");
    }
    assertThat(fixture.requests().counts()).isEmpty();
    assertThat(cache.getName()).isNotNull();
    assertThat(cache.getCacheManager()).isSameAs(fixture.manager());
  }

  @Test
  void anIteratorOfAClosedCacheEndsByIllegalStateException() {
    Cache<String, String> cache = fixture.cache();
    cache.putAll(Map.of("a", "v", "b", "v"));
    var iterator = cache.iterator();
    iterator.next();
    cache.close();

    assertThatIllegalStateException().isThrownBy(iterator::hasNext);
    assertThatIllegalStateException().isThrownBy(iterator::next);
    assertThatIllegalStateException().isThrownBy(iterator::remove);
  }

  @Test
  void aClosedManagerRefusesEveryMethodByIllegalStateException() {
    CacheManager manager = fixture.newManager();
    manager.close();

    for (Runnable call :
        List.<Runnable>of(
            () -> manager.createCache("c", strings()),
            () -> manager.getCache("c"),
            () -> manager.getCache("c", String.class, String.class),
            manager::getCacheNames,
            () -> manager.destroyCache("c"),
            () -> manager.enableManagement("c", true),
            () -> manager.enableStatistics("c", true),
            () -> manager.unwrap(DynamoDbClient.class))) {
      assertThatIllegalStateException().isThrownBy(call::run).withMessageContaining("closed");
    }
    manager.close();
  }

  @Test
  void creatingACacheOverAnExistingTableFindsItsEntries() {
    Cache<String, String> cache = fixture.cache();
    cache.put("k", "v");
    cache.close();

    assertThat(fixture.manager().createCache(cache.getName(), strings()).get("k")).isEqualTo("v");
  }

  @Test
  void creatingACacheTwiceInOneManagerIsRefusedAndInTwoIsNot() {
    Cache<String, String> cache = fixture.cache();

    assertThatThrownBy(() -> fixture.manager().createCache(cache.getName(), strings()))
        .isInstanceOf(CacheException.class)
        .hasMessageContaining(cache.getName())
        .hasMessageContaining("getCache");
    assertThatCode(() -> fixture.newManager().createCache(cache.getName(), strings()))
        .doesNotThrowAnyException();
  }

  @Test
  void twoManagersThatCreateTheSameCacheAtOnceBothSucceed() throws Exception {
    String name = fixture.newName();
    CacheManager one = fixture.newManager();
    CacheManager two = fixture.newManager();
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      List<Callable<Cache<String, String>>> calls =
          List.of(() -> one.createCache(name, strings()), () -> two.createCache(name, strings()));
      for (Future<Cache<String, String>> opened : threads.invokeAll(calls)) {
        opened.get(30, SECONDS).put("k", "v");
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void getCacheWithOtherTypesThanConfiguredIsAClassCastException() {
    Cache<String, String> cache = fixture.cache();
    String name = cache.getName();

    assertThat(fixture.manager().getCache(name, String.class, String.class)).isSameAs(cache);
    assertThat(fixture.manager().<String, String>getCache(name)).isSameAs(cache);
    assertThatThrownBy(() -> fixture.manager().getCache(name, String.class, Integer.class))
        .isInstanceOf(ClassCastException.class)
        .hasMessageContaining(name);
    assertThatThrownBy(() -> fixture.manager().getCache(name, Integer.class, String.class))
        .isInstanceOf(ClassCastException.class);
    assertThatThrownBy(() -> fixture.manager().getCache(name, null, String.class))
        .isInstanceOf(NullPointerException.class);
  }

  @Test
  void cacheNamesAreASnapshotOfThisManagersCaches() {
    Cache<String, String> cache = fixture.cache();
    Iterable<String> names = fixture.manager().getCacheNames();
    fixture.cache();

    assertThat(names).containsExactly(cache.getName());
    assertThatThrownBy(
            () -> {
              var iterator = names.iterator();
              iterator.next();
              iterator.remove();
            })
        .isInstanceOf(UnsupportedOperationException.class);
    assertThat(fixture.newManager().getCacheNames()).isEmpty();
    assertThat(fixture.newManager().<Object, Object>getCache(cache.getName())).isNull();
  }

  @Test
  void aDeclaredCacheIsThereWithoutBeingCreatedAndABlockThatOnlyTunesDeclaresNothing() {
    String declared = fixture.newName();
    String tuned = fixture.newName();
    Properties properties = fixture.properties();
    properties.setProperty("dynamodb-jcache.caches.\"" + declared + "\".declared", "true");
    properties.setProperty("dynamodb-jcache.caches.\"" + tuned + "\".statistics", "true");
    CacheManager manager = fixture.newManager(properties);

    assertThat(manager.getCacheNames()).containsExactly(declared);
    assertThat(manager.<Object, Object>getCache(tuned)).isNull();
    Cache<Object, Object> cache = manager.getCache(declared);
    cache.put("k", 1);
    assertThat(manager.<Object, Object>getCache(declared)).isSameAs(cache);

    manager.destroyCache(declared);
    assertThat(manager.<Object, Object>getCache(declared)).isNull();
    assertThat(manager.getCacheNames()).isEmpty();
  }

  @Test
  void destroyingDeletesTheTableOrClearsItOrKeepsItAsConfigured() {
    for (String onDestroy : List.of("delete", "clear", "keep")) {
      String name = fixture.newName();
      Properties properties = fixture.properties();
      properties.setProperty("dynamodb-jcache.table.on-destroy", onDestroy);
      CacheManager manager = fixture.newManager(properties);
      Cache<String, String> cache = manager.createCache(name, strings());
      cache.put("k", "v");

      manager.destroyCache(name);

      assertThat(cache.isClosed()).isTrue();
      assertThat(manager.<Object, Object>getCache(name)).isNull();
      Cache<String, String> again = manager.createCache(name, strings());
      assertThat(again.containsKey("k")).as(onDestroy).isEqualTo(onDestroy.equals("keep"));
    }
  }

  /** "never deletes, whatever the table says" */
  @Test
  void aTableThatTheSettingsProtectIsNotDeletedThoughItIsNotProtectedItself() {
    Cache<String, String> cache = fixture.cache();
    cache.put("k", "v");
    Properties properties = fixture.properties();
    properties.setProperty("dynamodb-jcache.table.deletion-protection", "true");
    CacheManager careful = fixture.newManager(properties);
    careful.createCache(cache.getName(), strings());

    assertThatThrownBy(() -> careful.destroyCache(cache.getName()))
        .isInstanceOf(CacheException.class)
        .hasMessageContaining("protected against deletion")
        .hasMessageContaining("deletion-protection in the settings");

    assertThat(cache.get("k")).isEqualTo("v");
  }

  @Test
  void destroyingWhatTheManagerDoesNotKnowIsNothing() {
    Cache<String, String> cache = fixture.cache();
    cache.put("k", "v");

    fixture.newManager().destroyCache(cache.getName());

    assertThat(cache.get("k")).isEqualTo("v");
  }

  /** "UnsupportedOperationException if the configuration specifies an unsupported feature" */
  @Test
  void storeByReferenceIsRefusedBeforeAnyRequest() {
    fixture.requests().reset();

    assertThatThrownBy(
            () ->
                fixture.manager().createCache(fixture.newName(), strings().setStoreByValue(false)))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("store by value");
    assertThat(fixture.requests().counts()).isEmpty();
  }

  /** "IllegalArgumentException if the configuration is invalid" */
  @Test
  void readThroughWithoutALoaderAndWriteThroughWithoutAWriterAreRefusedBeforeAnyRequest() {
    fixture.requests().reset();

    assertThatThrownBy(
            () -> fixture.manager().createCache(fixture.newName(), strings().setReadThrough(true)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("setCacheLoaderFactory");
    assertThatThrownBy(
            () -> fixture.manager().createCache(fixture.newName(), strings().setWriteThrough(true)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("setCacheWriterFactory");
    assertThat(fixture.requests().counts()).isEmpty();
  }

  @Test
  @SuppressWarnings("unchecked") // the class of a generic type
  void changingTheConfigurationAfterwardsChangesNoCache() {
    MutableConfiguration<String, String> configuration = strings();
    Cache<String, String> cache = fixture.cache(configuration);

    configuration.setStatisticsEnabled(true);

    assertThat(cache.getConfiguration(CompleteConfiguration.class).isStatisticsEnabled()).isFalse();
  }

  @Test
  void managersShareTheirConnectionAndTheLastOneEndsItWithItsThreads() {
    CacheManager one = ownClient("one");
    CacheManager two = ownClient("two");
    String name = fixture.newName();
    Cache<String, String> cache = one.createCache(name, strings());
    two.createCache(name, strings());
    DynamoDbClient client = one.unwrap(DynamoDbClient.class);
    assertThat(two.unwrap(DynamoDbClient.class)).isSameAs(client);
    for (int i = 0; i < 60; i++) {
      cache.putAll(Map.of("a" + i, "v", "b" + i, "v"));
    }
    cache.removeAll();

    one.close();
    assertThatCode(client::listTables).doesNotThrowAnyException();
    two.close();

    assertThatThrownBy(client::listTables)
        .as("the SDK's words for a closed client")
        .isInstanceOfAny(
            IllegalStateException.class,
            RejectedExecutionException.class,
            NullPointerException.class); // of SDKs before 2.30
    await().atMost(15, SECONDS).until(ManagersTest::noThreadOfOursIsLeft);
  }

  @Test
  void aClientThatWasHandedInIsNeverClosed() {
    fixture.cache().put("k", "v");

    fixture.provider().close();

    assertThatCode(fixture.client()::listTables).doesNotThrowAnyException();
    await().atMost(15, SECONDS).until(ManagersTest::noThreadOfOursIsLeft);
  }

  /** Nothing was sent, so it is neither tried again nor of unknown outcome. */
  @Test
  void aClientThatItsOwnerHasClosedIsNamedAsTheReason() {
    DynamoDbClient client = TestDynamoDb.client();
    Properties properties = fixture.properties();
    properties.put(DynamoDbCacheProperties.CLIENT_INSTANCE, client);
    Cache<String, String> cache =
        fixture.newManager(properties).createCache(fixture.newName(), strings());

    client.close();

    assertThatThrownBy(() -> cache.put("k", "v"))
        .isInstanceOf(CacheException.class)
        .isNotInstanceOf(OutcomeUnknownException.class)
        .hasMessageContaining("may have been closed");
  }

  @Test
  void callsThatRaceWithTheEndOfTheirManagerEndWithAResultOrIllegalStateException()
      throws Exception {
    for (int round = 0; round < 5; round++) {
      CacheManager manager = ownClient("racing" + round);
      Cache<String, String> cache = manager.createCache(fixture.newName(), strings());
      AtomicBoolean stop = new AtomicBoolean();
      ExecutorService threads = Executors.newFixedThreadPool(4);
      try {
        List<Future<Throwable>> ends = new ArrayList<>();
        for (Runnable call :
            List.<Runnable>of(
                () -> cache.get("k"),
                () -> cache.putAll(Map.of("a", "v", "b", "v")),
                () -> cache.invoke("k", (entry, arguments) -> entry.exists()),
                () -> cache.forEach(entry -> {}))) {
          ends.add(threads.submit(() -> callUntilRefused(call, stop)));
        }
        cache.get("warm");
        manager.close();
        for (Future<Throwable> end : ends) {
          assertThat(end.get(20, SECONDS)).isInstanceOf(IllegalStateException.class);
        }
      } finally {
        stop.set(true);
        threads.shutdownNow();
      }
    }
  }

  private static Throwable callUntilRefused(Runnable call, AtomicBoolean stop) {
    while (!stop.get()) {
      try {
        call.run();
      } catch (RuntimeException refused) {
        return refused;
      }
    }
    return new AssertionError("was never refused");
  }

  /** Pitfall of clients 16: "keys and values must be made with the CacheManager's class loader". */
  @Test
  void twoClassLoadersOfOneUriHaveTheirOwnClassesAndShareTheBeans(@TempDir Path classes)
      throws Exception {
    copyClass(Isolated.class, classes);
    URI uri = URI.create("shared-uri-" + System.nanoTime());
    String name = fixture.newName();
    try (URLClassLoader first = isolating(classes);
        URLClassLoader second = isolating(classes)) {
      CacheManager one = fixture.provider().getCacheManager(uri, first, allowing());
      CacheManager two = fixture.provider().getCacheManager(uri, second, allowing());
      Cache<Object, Object> here = one.createCache(name, withBeans());
      Cache<Object, Object> there = two.createCache(name, withBeans());
      Object mine = first.loadClass(Isolated.class.getName()).getConstructor().newInstance();

      here.put("k", mine);

      assertThat(here.get("k").getClass().getClassLoader()).isSameAs(first);
      assertThat(there.get("k").getClass().getClassLoader()).isSameAs(second);
      ObjectName bean =
          new ObjectName("javax.cache:type=CacheStatistics,CacheManager=" + uri + ",Cache=" + name);
      assertThat(hits(bean)).isEqualTo(2L);
      one.close();
      assertThat(hits(bean)).as("what is left").isEqualTo(1L);
      two.close();
      assertThat(ManagementFactory.getPlatformMBeanServer().isRegistered(bean)).isFalse();
    }
  }

  /** A URI with JMX's own punctuation is a manager's name all the same. */
  @Test
  void aUriWithPunctuationOfJmxIsNoObstacle() {
    CacheManager manager =
        fixture.provider().getCacheManager(URI.create("a:b?c=d,e=*"), null, fixture.properties());

    assertThatCode(() -> manager.createCache(fixture.newName(), withBeans()))
        .doesNotThrowAnyException();
  }

  /** Loaded by each class loader for itself. */
  public static final class Isolated implements Serializable {
    private static final long serialVersionUID = 1L;
  }

  /** A cache has objects: {@code int.class}, as Kotlin's {@code Int::class.java}, means Integer. */
  @Test
  void aPrimitiveTypeMeansThatOfItsObjects() {
    String name = fixture.newName();
    Cache<Integer, Long> cache =
        fixture
            .manager()
            .createCache(
                name, new MutableConfiguration<Integer, Long>().setTypes(int.class, long.class));

    cache.put(1, 2L);

    assertThat(cache.get(1)).isEqualTo(2L);
    assertThat(cache.<Long>invoke(1, (entry, arguments) -> entry.getValue())).isEqualTo(2L);
    assertThat(fixture.manager().getCache(name, int.class, long.class)).isSameAs(cache);
    assertThat(fixture.manager().getCache(name, Integer.class, Long.class)).isSameAs(cache);
    assertThat(cache.getConfiguration(Configuration.class).getKeyType()).isEqualTo(Integer.class);
    assertThatThrownBy(() -> fixture.manager().getCache(name, int.class, int.class))
        .isInstanceOf(ClassCastException.class)
        .hasMessageContaining("values of java.lang.Long, not of int");
    assertThatThrownBy(() -> ((Cache) cache).put("1", 2L))
        .isInstanceOf(ClassCastException.class)
        .hasMessageContaining("configured for a key of java.lang.Integer");
  }

  @Test
  void soItDoesInOurOwnConfigurationAndForDeclaredCaches() {
    String name = fixture.newName();
    Cache<Character, Boolean> own =
        fixture
            .manager()
            .createCache(
                fixture.newName(),
                new DynamoDbConfiguration<Character, Boolean>()
                    .setTypes(char.class, boolean.class));
    own.put('a', true);
    assertThat(own.get('a')).isTrue();
    Properties properties = fixture.properties();
    properties.setProperty("dynamodb-jcache.caches." + name + ".declared", "true");
    properties.setProperty("dynamodb-jcache.caches." + name + ".key-type", "int");
    properties.setProperty("dynamodb-jcache.caches." + name + ".value-type", "double");

    Cache<Integer, Double> declared =
        fixture.newManager(properties).getCache(name, int.class, double.class);
    declared.put(1, 0.5);

    assertThat(declared.get(1)).isEqualTo(0.5);
  }

  private Properties allowing() {
    Properties properties = fixture.properties();
    properties.setProperty(
        "dynamodb-jcache.caches.default.serialization.allow", Isolated.class.getName());
    return properties;
  }

  private CacheManager ownClient(String uri) {
    Properties properties = new Properties();
    properties.setProperty("dynamodb-jcache.client.endpoint", TestDynamoDb.endpoint().toString());
    properties.setProperty("dynamodb-jcache.client.region", "us-east-1");
    assertThat(properties).doesNotContainKey(DynamoDbCacheProperties.CLIENT_INSTANCE);
    return fixture.provider().getCacheManager(URI.create(uri), null, properties);
  }

  private static boolean noThreadOfOursIsLeft() {
    return Thread.getAllStackTraces().keySet().stream()
        .noneMatch(thread -> thread.getName().startsWith("dynamodb-jcache-"));
  }

  private static Object hits(ObjectName bean) throws Exception {
    return ManagementFactory.getPlatformMBeanServer().getAttribute(bean, "CacheHits");
  }

  private static void copyClass(Class<?> type, Path directory) throws IOException {
    String file = type.getName().replace('.', '/') + ".class";
    Path copy = directory.resolve(file);
    Files.createDirectories(copy.getParent());
    try (InputStream bytes = type.getClassLoader().getResourceAsStream(file)) {
      Files.copy(bytes, copy);
    }
  }

  /** Sees everything that the tests see, and has the copied class as its own. */
  private static URLClassLoader isolating(Path classes) throws IOException {
    return new URLClassLoader(
        new URL[] {classes.toUri().toURL()}, ManagersTest.class.getClassLoader()) {
      @Override
      protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (name.equals(Isolated.class.getName())) {
          Class<?> loaded = findLoadedClass(name);
          return loaded == null ? findClass(name) : loaded;
        }
        return super.loadClass(name, resolve);
      }
    };
  }

  private static MutableConfiguration<Object, Object> withBeans() {
    return new MutableConfiguration<>().setStatisticsEnabled(true).setManagementEnabled(true);
  }

  private static MutableConfiguration<String, String> strings() {
    return new MutableConfiguration<String, String>().setTypes(String.class, String.class);
  }
}
