package io.github.dynamodbjcache.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.management.ThreadMXBean;
import io.github.dynamodbjcache.DynamoDbCachingProvider;
import io.github.dynamodbjcache.configuration.DynamoDbCacheProperties;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Field;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.Caching;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.processor.EntryProcessor;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.SdkClientConfiguration;
import software.amazon.awssdk.core.client.config.SdkClientOption;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * The JVM that calls both sides over a {@link StubHttpClient}: warms up, and then measures a round
 * at each line of its input.
 */
final class StubSides {

  /**
   * How long one attempt may take, on both sides: less than a figure takes. The SDK's timers of
   * attempts that have ended stay in a queue until then, and what taking them out costs belongs to
   * the side that has set them.
   */
  private static final Duration ATTEMPT = Duration.ofMillis(500);

  /** System properties under which caches open and are used without a network. */
  static final List<String> OPTIONS =
      List.of(
          "-Ddynamodb-jcache.client.endpoint=http://localhost:1",
          "-Ddynamodb-jcache.client.region=eu-west-1",
          "-Ddynamodb-jcache.client.attempt-timeout=" + ATTEMPT.toMillis() + "ms",
          "-Ddynamodb-jcache.table.create=assumed",
          "-Ddynamodb-jcache.caches.tracks.table.create=assumed",
          "-Ddynamodb-jcache.caches.whole-tracks.table.create=assumed",
          "-Daws.accessKeyId=local",
          "-Daws.secretAccessKey=local",
          "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn");

  /** What a round's output ends with. */
  static final String END = "end";

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final EntryProcessor<String, Long, Long> INCREMENT =
      (entry, arguments) -> {
        entry.setValue(entry.getValue() + 1);
        return entry.getValue();
      };

  private final CacheManager manager =
      Caching.getCachingProvider(DynamoDbCachingProvider.class.getName()).getCacheManager();
  private final StubHttpClient stub = new StubHttpClient();
  private final DynamoDbClient rawClient = rawClient(stub);
  private final List<Row> rows = new ArrayList<>();

  /** Keeps the JIT from leaving out what calls give. */
  @Nullable Object result;

  private StubSides(String names) throws ReflectiveOperationException {
    answerFrom(stub, manager.unwrap(DynamoDbClient.class));
    for (int length : List.of(100, 1_000)) {
      addTexts(length);
    }
    addNumbers();
    addHandedIn();
    addTracks();
    rows.removeIf(row -> !row.name.contains(names));
  }

  /**
   * Measures when it is told to.
   *
   * @param arguments seconds of warm-up, milliseconds per figure, and a part of the rows' names
   */
  public static void main(String[] arguments) throws Exception {
    StubSides sides = new StubSides(arguments.length > 2 ? arguments[2] : "");
    long warmUp = Duration.ofSeconds(Long.parseLong(arguments[0])).toNanos();
    long figure = Duration.ofMillis(Long.parseLong(arguments[1])).toNanos();
    for (long end = System.nanoTime() + warmUp; System.nanoTime() < end; ) {
      sides.rows.forEach(row -> sides.measure(row, warmUp / 10 / sides.rows.size()));
    }
    System.out.println(END);
    BufferedReader input = new BufferedReader(new InputStreamReader(System.in, UTF_8));
    while (input.readLine() != null) {
      for (Row row : sides.rows) {
        System.out.println(row.name + "\t" + sides.measure(row, figure));
      }
      System.out.println(END);
    }
    System.exit(0);
  }

  private void addTexts(int length) {
    IntFunction<String> value = number -> Samples.text(number, length);
    String table = "texts" + length;
    Cache<String, String> cache = cache(table, String.class);
    RawTable<String> raw = RawTable.over(rawClient, table, new RawValues.OfText());
    Map<String, String> bulk = Samples.bulk(value);
    Runnable record = () -> stub.record(table, () -> cache.putAll(bulk));
    String key = Samples.key(0);
    String text = value.apply(0);
    String suffix = ", " + length + " characters";
    row("get" + suffix, record, () -> result = cache.get(key), () -> result = raw.get(key));
    row("put" + suffix, record, () -> cache.put(key, text), () -> raw.put(key, text));
    row(
        "put" + suffix + ", against `PutItem`",
        record,
        () -> cache.put(key, text),
        () -> raw.putForgetfully(key, text));
    row(
        "getAll(100)" + suffix,
        record,
        () -> result = cache.getAll(bulk.keySet()),
        () -> result = raw.getAll(bulk.keySet()));
    row("putAll(100)" + suffix, record, () -> cache.putAll(bulk), () -> raw.putAll(bulk));
    row(
        "iteration over 100" + suffix,
        record,
        () -> cache.forEach(entry -> result = entry.getValue()),
        () -> raw.forEach((walked, found) -> result = found));
  }

  private void addNumbers() {
    Cache<String, Long> cache = cache("numbers", Long.class);
    RawTable<Long> raw = RawTable.over(rawClient, "numbers", new RawValues.OfLong());
    String key = Samples.key(0);
    row(
        "invoke, increment",
        () -> stub.record("numbers", () -> cache.putAll(Map.of(key, 1L))),
        () -> result = cache.invoke(key, INCREMENT),
        () -> result = raw.change(key, count -> count + 1));
  }

  /** In the place of the raw side: the same call over a client that the provider has made. */
  private void addHandedIn() {
    Cache<String, String> own = cache("own", String.class);
    CacheManager over =
        Caching.getCachingProvider(DynamoDbCachingProvider.class.getName())
            .getCacheManager(
                URI.create("handed-in"),
                StubSides.class.getClassLoader(),
                DynamoDbCacheProperties.withClient(plainClient(stub)));
    Cache<String, String> handedIn = cache(over, "own", String.class);
    String key = Samples.key(0);
    String text = Samples.text(0, 100);
    Runnable record = () -> stub.record("own", () -> own.putAll(Map.of(key, text)));
    row(
        "get over a client handed in, against an own one",
        record,
        () -> result = handedIn.get(key),
        () -> result = own.get(key));
    row(
        "put over a client handed in, against an own one",
        record,
        () -> handedIn.put(key, text),
        () -> own.put(key, text));
  }

  /** Own tables, beside the same by hand and by the SDK's own mapper. */
  private void addTracks() {
    ProviderTracks own = new ProviderTracks(manager, "tracks", "whole-tracks");
    addTracks("", own, new RawTracks(rawClient, "tracks"));
    addTracks(", against `dynamodb-enhanced`", own, new EnhancedTracks(rawClient, "tracks"));
  }

  private <V> void addTracks(String suffix, ProviderTracks own, Tracks<V> other) {
    List<Track> many = own.first(Tracks.MANY);
    List<V> othersMany = other.first(Tracks.MANY);
    Track one = many.get(0);
    V othersOne = othersMany.get(0);
    Runnable record = () -> stub.record("tracks", () -> own.batch(many.subList(0, 1)));
    Runnable recordMany = () -> stub.record("tracks", () -> own.batch(many));
    row("own table: get" + suffix, record, () -> result = own.get(0), () -> result = other.get(0));
    row("own table: put" + suffix, record, () -> own.update(one), () -> other.update(othersOne));
    row(
        "own table: put, unknown = drop" + suffix,
        record,
        () -> own.put(one),
        () -> other.put(othersOne));
    row(
        "own table: query of 10,000" + suffix,
        recordMany,
        () -> own.query(track -> result = track),
        () -> other.query(track -> result = track));
    row(
        "own table: batch of 10,000" + suffix,
        record,
        () -> own.batch(many),
        () -> other.batch(othersMany));
  }

  private void row(String name, Runnable record, Runnable provider, Runnable raw) {
    rows.add(new Row(name, record, provider, raw));
  }

  private <V> Cache<String, V> cache(String name, Class<V> type) {
    return cache(manager, name, type);
  }

  private static <V> Cache<String, V> cache(CacheManager manager, String name, Class<V> type) {
    return manager.createCache(
        name, new MutableConfiguration<String, V>().setTypes(String.class, type));
  }

  /** Provider's and raw side's CPU in nanoseconds and bytes per call, in that order. */
  private String measure(Row row, long nanos) {
    row.record.run();
    return steadyPerCall(row.provider, nanos) + "\t" + steadyPerCall(row.raw, nanos);
  }

  /**
   * Without what others have left behind, and warm: what was compiled for one call is thrown away
   * when another kind has come in between.
   */
  private static String steadyPerCall(Runnable call, long nanos) {
    LockSupport.parkNanos(nanos);
    perCall(call, nanos);
    return perCall(call, nanos);
  }

  private static String perCall(Runnable call, long nanos) {
    ThreadFigures cpu = new ThreadFigures(THREADS::getThreadCpuTime);
    ThreadFigures bytes = new ThreadFigures(THREADS::getThreadAllocatedBytes);
    long calls = 0;
    for (long end = System.nanoTime() + nanos; calls == 0 || System.nanoTime() < end; calls++) {
      call.run();
    }
    return cpu.grown() / calls + "\t" + bytes.grown() / calls;
  }

  private static DynamoDbClient rawClient(StubHttpClient stub) {
    return DynamoDbClient.builder()
        .endpointOverride(URI.create("http://localhost:1"))
        .region(Region.EU_WEST_1)
        .httpClient(stub)
        .overrideConfiguration(
            settings ->
                settings
                    .retryStrategy(AwsRetryStrategy.doNotRetry())
                    .apiCallAttemptTimeout(ATTEMPT))
        .build();
  }

  /** As an application has one: with the SDK's own retries. */
  private static DynamoDbClient plainClient(StubHttpClient stub) {
    return DynamoDbClient.builder()
        .endpointOverride(URI.create("http://localhost:1"))
        .region(Region.EU_WEST_1)
        .httpClient(stub)
        .build();
  }

  /** Exchanges the HTTP client of the client that the provider has built. */
  private static void answerFrom(StubHttpClient stub, DynamoDbClient client)
      throws ReflectiveOperationException {
    Field field = client.getClass().getDeclaredField("clientConfiguration");
    field.setAccessible(true);
    SdkClientConfiguration built = (SdkClientConfiguration) field.get(client);
    field.set(client, built.toBuilder().option(SdkClientOption.SYNC_HTTP_CLIENT, stub).build());
  }

  /**
   * What is compared.
   *
   * @param record makes the stub answer for it
   */
  private record Row(String name, Runnable record, Runnable provider, Runnable raw) {}
}
