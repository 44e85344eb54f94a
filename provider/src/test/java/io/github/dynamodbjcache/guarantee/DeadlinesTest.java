package io.github.dynamodbjcache.guarantee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynamodbjcache.DynamoDbCache;
import io.github.dynamodbjcache.DynamoDbCachingProvider;
import io.github.dynamodbjcache.OutcomeUnknownException;
import io.github.dynamodbjcache.configuration.DynamoDbCacheProperties;
import io.github.dynamodbjcache.testing.Companion;
import io.github.dynamodbjcache.testing.FaultyProxy;
import io.github.dynamodbjcache.testing.FaultyProxy.Mode;
import io.github.dynamodbjcache.testing.Place;
import io.github.dynamodbjcache.testing.PlantedDefect;
import io.github.dynamodbjcache.testing.Scale;
import io.github.dynamodbjcache.testing.Seed;
import io.github.dynamodbjcache.testing.Stalls;
import io.github.dynamodbjcache.testing.TestDynamoDb;
import io.github.dynamodbjcache.testing.Workers;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.configuration.FactoryBuilder;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.integration.CacheLoader;
import javax.cache.integration.CompletionListenerFuture;
import javax.cache.processor.EntryProcessorResult;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * "A call ends: within its configured deadline plus a quarter second, whatever the network does",
 * with an exception of JCache's; with the provider's own client and with one that was handed in and
 * retries as the SDK does by default. "Interrupts are honoured within it, the flag kept."
 *
 * <p>What this JVM stalls by itself meanwhile is measured, and allowed on top.
 */
@Timeout(300)
class DeadlinesTest {

  private static final Duration SINGLE = Duration.ofMillis(600);
  private static final Duration BULK = Duration.ofMillis(900);
  private static final Duration ALLOWANCE = Duration.ofMillis(250);
  private static final Duration PATIENT = Duration.ofMillis(1500);
  private static final int THREADS = 16;

  /** One of so many operations, which is all of them at full scale. */
  private static final int ONE_OF = Math.max(1, 8 / Scale.of(8));

  /** How often a case is late alone, until that is not for noise. */
  private static final int TRIES_ALONE = 3;

  private final Seed seed = Seed.of(DeadlinesTest.class);
  private final List<AutoCloseable> closeables = new ArrayList<>();
  private final DynamoDbCachingProvider provider = new DynamoDbCachingProvider();
  private final DynamoDbClient undisturbed = TestDynamoDb.client();
  private final String table = "deadlines-" + UUID.randomUUID();

  @BeforeEach
  void credentials() {
    System.setProperty("aws.accessKeyId", "local");
    System.setProperty("aws.secretAccessKey", "local");
    cache(patient(own(TestDynamoDb.endpoint()))).put("a", "1");
  }

  @AfterEach
  void close() throws Exception {
    provider.close();
    for (AutoCloseable closeable : closeables) {
      closeable.close();
    }
    undisturbed.deleteTable(request -> request.tableName(table));
    undisturbed.close();
    System.clearProperty("aws.accessKeyId");
    System.clearProperty("aws.secretAccessKey");
  }

  /**
   * At a small scale not each operation in each network, but each in several: others in every
   * build.
   */
  @Test
  @Tag("large")
  void everyOperationEndsWithinItsDeadline() throws Exception {
    List<Case> cases = new ArrayList<>();
    int network = seed.random(0).nextInt(ONE_OF);
    for (Mode mode : EnumSet.complementOf(EnumSet.of(Mode.PASS))) {
      cases.addAll(cases(mode, /* handedIn= */ false, sample(network++)));
      cases.addAll(cases(mode, /* handedIn= */ true, sample(network++)));
    }
    for (boolean handedIn : new boolean[] {false, true}) {
      URI unknownHost = URI.create("http://no-such-host.invalid:8000");
      Properties properties = handedIn ? handedIn(unknownHost) : own(unknownHost);
      cases.add(
          new Case(
              "unknown host, createCache", BULK, /* mayPass= */ false, () -> cache(properties)));
    }
    run(cases);
  }

  /** Of the operations in one network, so that the next networks get the others. */
  private static IntPredicate sample(int network) {
    return operation -> (operation + network) % ONE_OF == 0;
  }

  @Companion
  void withTimeThatNeverEndsTheyDoNot() throws Exception {
    List<Case> cases = cases(Mode.HANG, /* handedIn= */ false, operation -> operation == 0);
    try (PlantedDefect timeNeverEnds =
        PlantedDefect.in(Place.TIME_REMAINING).answers(3_600_000_000_000L)) {
      assertThatThrownBy(() -> run(cases))
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("took");
    }
  }

  /** By the end of the attempt that is under way, that is, and without another one. */
  @Test
  void anInterruptedCallReturnsAndKeepsTheFlag() throws Exception {
    interruptedCallsReturn();
  }

  @Companion
  void withInterruptsUnseenTheFlagIsLost() {
    try (PlantedDefect unseen = PlantedDefect.in(Place.INTERRUPTS_ARE_SEEN).doesNothing()) {
      assertThatThrownBy(this::interruptedCallsReturn).isInstanceOf(AssertionError.class);
    }
  }

  /** Side by side, since they only wait. */
  private void interruptedCallsReturn() throws Exception {
    List<Interrupted> calls = new ArrayList<>();
    for (boolean handedIn : new boolean[] {false, true}) {
      FaultyProxy proxy = proxy();
      Cache<String, String> cache =
          cache(patient(handedIn ? handedIn(proxy.endpoint()) : own(proxy.endpoint())));
      cache.get("a");
      proxy.mode(Mode.HANG);
      calls.add(new Interrupted("get", () -> cache.get("a"), CacheException.class));
      calls.add(
          new Interrupted(
              "put", () -> run(() -> cache.put("a", "2")), OutcomeUnknownException.class));
      calls.add(
          new Interrupted("getAndPut", () -> cache.getAndPut("a", "2"), CacheException.class));
      calls.add(new Interrupted("remove", () -> cache.remove("a"), OutcomeUnknownException.class));
      calls.add(
          new Interrupted("getAll", () -> cache.getAll(Set.of("a", "b")), CacheException.class));
    }
    Workers.run(calls.size(), worker -> assertInterruptible(calls.get(worker)));
  }

  /** A call that hangs, and is interrupted. */
  private record Interrupted(String name, Supplier<?> call, Class<? extends Throwable> expected) {}

  private static @Nullable Object run(Runnable action) {
    action.run();
    return null;
  }

  private static void assertInterruptible(Interrupted interruptedCall) throws Exception {
    String name = interruptedCall.name();
    long[] took = new long[1];
    Throwable[] thrown = new Throwable[1];
    boolean[] flag = new boolean[1];
    Thread caller =
        new Thread(
            () -> {
              try {
                interruptedCall.call().get();
              } catch (RuntimeException e) {
                thrown[0] = e;
              }
              flag[0] = Thread.currentThread().isInterrupted();
              took[0] = System.nanoTime();
            });
    caller.start();
    Thread.sleep(300);
    long interrupted = System.nanoTime();
    Duration stall;
    try (Stalls stalls = new Stalls()) {
      caller.interrupt();
      caller.join();
      stall = stalls.longestSince(interrupted);
    }
    Duration late = Duration.ofNanos(took[0] - interrupted);
    System.out.printf(
        "DeadlinesTest: %s returned %d ms after its interrupt%n", name, late.toMillis());
    assertThat(thrown[0]).as(name).isInstanceOf(interruptedCall.expected());
    assertThat(flag[0]).as("interrupt flag after " + name).isTrue();
    assertThat(late)
        .as("from interrupt to return of " + name)
        .isLessThan(PATIENT.plus(ALLOWANCE).plus(stall));
  }

  /**
   * One operation in one network.
   *
   * @param deadline after which it has to have ended
   * @param mayPass whether the fault is none to it
   */
  private record Case(String name, Duration deadline, boolean mayPass, Call call) {}

  private interface Call {
    void run() throws Exception;
  }

  /** All side by side, since they mostly wait; those that are late are tried again alone. */
  private void run(List<Case> cases) throws Exception {
    Queue<Case> left = new ConcurrentLinkedQueue<>(cases);
    Queue<Case> again = new ConcurrentLinkedQueue<>();
    List<String> broken = new ArrayList<>();
    AtomicLong longestStall = new AtomicLong();
    try (Stalls stalls = new Stalls()) {
      Workers.run(
          THREADS,
          worker -> {
            for (Case next = left.poll(); next != null; next = left.poll()) {
              if (!broken(next, stalls, longestStall).isEmpty()) {
                again.add(next);
              }
            }
          });
      for (Case one : again) {
        String what = broken(one, stalls, longestStall);
        for (int tries = 1; tries < TRIES_ALONE && !what.isEmpty(); tries++) {
          what = broken(one, stalls, longestStall);
        }
        if (!what.isEmpty()) {
          broken.add(what);
        }
      }
    }
    System.out.printf(
        "DeadlinesTest: %d cases, %d of them tried again, longest stall %d ms%n",
        cases.size(), again.size(), longestStall.get());
    assertThat(broken).isEmpty();
  }

  /** What is wrong with how it went; an empty text if nothing is. */
  private static String broken(Case one, Stalls stalls, AtomicLong longestStall) {
    long begin = System.nanoTime();
    String ended = ended(one);
    Duration took = Duration.ofNanos(System.nanoTime() - begin);
    Duration stall = stalls.longestSince(begin);
    longestStall.accumulateAndGet(stall.toMillis(), Math::max);
    if (Thread.interrupted()) {
      return one.name() + " left the thread interrupted";
    }
    if (took.compareTo(one.deadline().plus(ALLOWANCE).plus(stall)) > 0) {
      return "%s took %d ms, with a stall of %d ms"
          .formatted(one.name(), took.toMillis(), stall.toMillis());
    }
    return ended.isEmpty() ? "" : one.name() + " " + ended;
  }

  /** What is wrong with how it ended; an empty text if nothing is. */
  private static String ended(Case one) {
    try {
      one.call().run();
      return one.mayPass() ? "" : "ended without an exception";
    } catch (CacheException typed) {
      return "";
    } catch (Exception | AssertionError raw) {
      return "ended with " + raw;
    }
  }

  /** Those of the operations that are wanted, by their numbers; each has been called before. */
  private List<Case> cases(Mode mode, boolean handedIn, IntPredicate wanted) throws Exception {
    FaultyProxy proxy = proxy();
    Properties properties = handedIn ? handedIn(proxy.endpoint()) : own(proxy.endpoint());
    Cache<String, String> cache = atLast(() -> cache(properties));
    for (Case warmUp : wanted(cases("", cache, properties, /* mayPass= */ true), wanted)) {
      if (!warmUp.name().endsWith("createCache")) {
        ended(warmUp);
      }
    }
    proxy.mode(mode);
    String where = mode + (handedIn ? ", client handed in, " : ", own client, ");
    boolean mayPass = mode == Mode.UNPROCESSED;
    return wanted(cases(where, cache, properties, mayPass), wanted);
  }

  private static List<Case> wanted(List<Case> cases, IntPredicate wanted) {
    return IntStream.range(0, cases.size()).filter(wanted).mapToObj(cases::get).toList();
  }

  /** On a busy machine, an undisturbed call may be too slow for the deadlines of this test, too. */
  private static <T> T atLast(Callable<T> call) throws Exception {
    for (int attempt = 1; ; attempt++) {
      try {
        return call.call();
      } catch (CacheException tooSlow) {
        if (attempt == 20) {
          throw tooSlow;
        }
      }
    }
  }

  private List<Case> cases(
      String where, Cache<String, String> cache, Properties properties, boolean mayPass) {
    List<Case> cases = new ArrayList<>();
    Map<String, Call> single = new HashMap<>();
    single.put("get", () -> cache.get("a"));
    single.put("containsKey", () -> cache.containsKey("a"));
    single.put("put", () -> cache.put("a", "2"));
    single.put("putIfAbsent", () -> cache.putIfAbsent("b", "2"));
    single.put("getAndPut", () -> cache.getAndPut("a", "2"));
    single.put("getAndReplace", () -> cache.getAndReplace("a", "2"));
    single.put("getAndRemove", () -> cache.getAndRemove("a"));
    single.put("replace", () -> cache.replace("a", "2"));
    single.put("replace if equal", () -> cache.replace("a", "1", "2"));
    single.put("remove", () -> cache.remove("a"));
    single.put("remove if equal", () -> cache.remove("a", "1"));
    @SuppressWarnings("unchecked") // unwrap knows nothing of type arguments
    DynamoDbCache<String, String> own = cache.unwrap(DynamoDbCache.class);
    single.put("getAndPutIfAbsent", () -> own.getAndPutIfAbsent("b", "2"));
    single.put(
        "invoke",
        () ->
            cache.invoke(
                "a",
                (entry, arguments) -> {
                  entry.setValue("2");
                  return null;
                }));
    single.put("hasNext", () -> cache.iterator().hasNext());
    single.put("next", () -> nextOf(cache.iterator()));
    single.put("next key", () -> nextOf(own.keys().iterator()));
    single.forEach((name, call) -> cases.add(new Case(where + name, SINGLE, mayPass, call)));
    Map<String, Call> bulk = new HashMap<>();
    Map<String, String> many =
        IntStream.range(0, 60).boxed().collect(Collectors.toMap(i -> "many" + i, i -> "1"));
    bulk.put("getAll", () -> cache.getAll(many.keySet()));
    bulk.put("putAll", () -> cache.putAll(many));
    bulk.put("removeAll of keys", () -> cache.removeAll(many.keySet()));
    bulk.put("removeAll", cache::removeAll);
    bulk.put("clear", cache::clear);
    bulk.put("countEntries", own::countEntries);
    bulk.put("isEmpty", own::isEmpty);
    bulk.put("invokeAll", () -> resultsOf(cache, many.keySet()));
    bulk.put("loadAll", () -> load(cache, many.keySet(), false));
    bulk.put("loadAll replacing", () -> load(cache, many.keySet(), true));
    bulk.forEach((name, call) -> cases.add(new Case(where + name, BULK, mayPass, call)));
    cases.add(
        new Case(
            where + "createCache",
            BULK,
            mayPass,
            () -> {
              String missing = "deadlines-" + UUID.randomUUID();
              closeables.add(() -> deleteIfThere(missing));
              provider
                  .getCacheManager(URI.create("creating-" + UUID.randomUUID()), null, properties)
                  .createCache(missing, strings());
            }));
    return cases;
  }

  private static void nextOf(Iterator<?> entries) {
    if (entries.hasNext()) {
      entries.next();
    }
  }

  /** The failure of each key comes with its result. */
  private static void resultsOf(Cache<String, String> cache, Set<String> keys) {
    Map<String, EntryProcessorResult<String>> results =
        cache.invokeAll(
            keys,
            (entry, arguments) -> {
              entry.setValue("2");
              return "done";
            });
    results.values().forEach(EntryProcessorResult::get);
  }

  private static void load(Cache<String, String> cache, Set<String> keys, boolean replacing)
      throws Exception {
    CompletionListenerFuture future = new CompletionListenerFuture();
    cache.loadAll(keys, replacing, future);
    try {
      future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof CacheException typed) {
        throw typed;
      }
      throw e;
    }
  }

  private void deleteIfThere(String name) {
    try {
      undisturbed.deleteTable(request -> request.tableName(name));
    } catch (RuntimeException notThere) {
      // The deadline came before it was created.
    }
  }

  private FaultyProxy proxy() throws Exception {
    return keep(new FaultyProxy(TestDynamoDb.endpoint()));
  }

  private synchronized <C extends AutoCloseable> C keep(C closeable) {
    closeables.add(closeable);
    return closeable;
  }

  private static Properties own(URI endpoint) {
    Properties properties = limits(new Properties());
    properties.setProperty("dynamodb-jcache.client.endpoint", endpoint.toString());
    properties.setProperty("dynamodb-jcache.client.region", "us-east-1");
    return properties;
  }

  private Properties handedIn(URI endpoint) {
    return limits(
        DynamoDbCacheProperties.withClient(
            keep(TestDynamoDb.builder().endpointOverride(endpoint).build())));
  }

  private static Properties limits(Properties properties) {
    properties.setProperty("dynamodb-jcache.client.api-call-timeout", SINGLE.toMillis() + "ms");
    properties.setProperty("dynamodb-jcache.client.bulk-timeout", BULK.toMillis() + "ms");
    properties.setProperty("dynamodb-jcache.client.attempt-timeout", "250ms");
    properties.setProperty("dynamodb-jcache.table.creation-timeout", BULK.toMillis() + "ms");
    return properties;
  }

  private static Properties patient(Properties properties) {
    properties.setProperty("dynamodb-jcache.client.api-call-timeout", "8s");
    properties.setProperty("dynamodb-jcache.client.bulk-timeout", "8s");
    properties.setProperty("dynamodb-jcache.client.attempt-timeout", PATIENT.toMillis() + "ms");
    properties.setProperty("dynamodb-jcache.table.creation-timeout", "60s");
    return properties;
  }

  /** A cache over the test's table in a manager of its own. */
  private Cache<String, String> cache(Properties properties) {
    Properties patientAtFirst = new Properties();
    patientAtFirst.putAll(properties);
    return provider
        .getCacheManager(URI.create("deadlines-" + UUID.randomUUID()), null, patientAtFirst)
        .createCache(table, strings());
  }

  private static MutableConfiguration<String, String> strings() {
    return new MutableConfiguration<String, String>()
        .setTypes(String.class, String.class)
        .setCacheLoaderFactory(FactoryBuilder.factoryOf(Loader.class));
  }

  /** Knows every key. */
  public static final class Loader implements CacheLoader<String, String> {
    @Override
    public String load(String key) {
      return "loaded";
    }

    @Override
    public Map<String, String> loadAll(Iterable<? extends String> keys) {
      Map<String, String> loaded = new HashMap<>();
      keys.forEach(key -> loaded.put(key, "loaded"));
      return loaded;
    }
  }
}
