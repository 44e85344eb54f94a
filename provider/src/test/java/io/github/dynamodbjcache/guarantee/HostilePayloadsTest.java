package io.github.dynamodbjcache.guarantee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.dynamodbjcache.DynamoDbCache;
import io.github.dynamodbjcache.codec.AllowList;
import io.github.dynamodbjcache.codec.DeserializationLimits;
import io.github.dynamodbjcache.codec.Serializers;
import io.github.dynamodbjcache.codec.UnreadableEntryException;
import io.github.dynamodbjcache.configuration.DynamoDbCacheProperties;
import io.github.dynamodbjcache.configuration.DynamoDbConfiguration;
import io.github.dynamodbjcache.configuration.SerializationFormat;
import io.github.dynamodbjcache.configuration.Unreadable;
import io.github.dynamodbjcache.internal.codec.CacheCodec;
import io.github.dynamodbjcache.internal.codec.compression.CompressedSerializer;
import io.github.dynamodbjcache.internal.codec.java.JavaSerializer;
import io.github.dynamodbjcache.testing.CacheFixture;
import io.github.dynamodbjcache.testing.TestDynamoDb;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import javax.cache.Cache;
import javax.cache.CacheException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * "Nothing in the table can run code here": each hostile item is refused on every path, for its own
 * key only, within ten milliseconds, and none of its code has run.
 */
@Timeout(120)
class HostilePayloadsTest {

  private static final Duration PROMISED = Duration.ofMillis(10);

  /** A machine that builds other things stalls; a payload that costs time does so every time. */
  private static final int TRIES = 8;

  private static final ClassLoader LOADER = HostilePayloadsTest.class.getClassLoader();
  private static final String KEY = "hostile";
  private static final String HOLDER = HostilePayloads.class.getName() + "$Holder";
  private static final String CARELESS = HostilePayloads.class.getName() + "$ReadsNoFields";

  private static final String TURNCOAT = HostileStandIns.class.getName() + "$Turncoat";

  private static CacheFixture fixture;
  private static DynamoDbClient client;
  private static Cache<String, Object> ofObjects;
  private static Cache<String, HostilePayloads.Tree> ofTrees;

  /** What comes between a read and the write that rests on it. */
  private static final AtomicReference<Runnable> BEFORE_WRITE = new AtomicReference<>();

  @BeforeAll
  static void open() {
    fixture = CacheFixture.open();
    ExecutionInterceptor between =
        new ExecutionInterceptor() {
          @Override
          public void beforeExecution(
              Context.BeforeExecution context, ExecutionAttributes attributes) {
            Runnable first =
                context.request() instanceof UpdateItemRequest
                    ? BEFORE_WRITE.getAndSet(null)
                    : null;
            if (first != null) {
              first.run();
            }
          }
        };
    client =
        TestDynamoDb.builder()
            .overrideConfiguration(
                override ->
                    override
                        .addExecutionInterceptor(between)
                        .retryStrategy(AwsRetryStrategy.doNotRetry()))
            .build();
    Properties properties = fixture.properties();
    properties.putAll(DynamoDbCacheProperties.withClient(client));
    var manager = fixture.newManager(properties);
    ofObjects =
        manager.createCache(
            fixture.newName(),
            new DynamoDbConfiguration<String, Object>()
                .setTypes(String.class, Object.class)
                .addAllowedClasses(HOLDER, CARELESS, TURNCOAT));
    ofTrees =
        manager.createCache(
            fixture.newName(),
            new DynamoDbConfiguration<String, HostilePayloads.Tree>()
                .setTypes(String.class, HostilePayloads.Tree.class)
                .setSerializationFormat(SerializationFormat.jackson()));
  }

  @AfterAll
  static void close() {
    fixture.close();
    client.close();
  }

  @Test
  void eachIsRefusedInTenMillisecondsWithATypedException() {
    Map<String, String> failures = refused(codec(false, DeserializationLimits.DEFAULT));
    assertThat(failures).isEmpty();
    assertThat(Gadgets.RAN).isEmpty();
  }

  /** The companion: without a bound on hashing and with the gadgets allowed, the check fails. */
  @Test
  void withoutTheLimitsAndTheAllowListTheCheckFails() {
    DeserializationLimits open =
        new DeserializationLimits(2_000, 20_000_000, Integer.MAX_VALUE, Integer.MAX_VALUE);
    Map<String, Map<String, AttributeValue>> some = new TreeMap<>(HostilePayloads.all());
    some.keySet()
        // A finalizer would run in the middle of another test.
        .removeIf(
            name ->
                name.contains("Finalize")
                    || !(name.contains("gadget") || name.equals("java: deep arrays")));
    Map<String, String> failures = refused(codec(true, open), some);
    Set<String> ran = Set.copyOf(Gadgets.RAN);
    Gadgets.RAN.clear();
    assertThat(failures)
        .containsKeys(
            "java: gadget InReadObject",
            "deflate: gadget",
            "zstd: gadget",
            "java: deep arrays",
            "java: gadget with an initialiser");
    assertThat(ran).contains("readObject", "readResolve", "readExternal", "static initialiser");
    CacheCodec<String, Object> slow =
        codec(true, new DeserializationLimits(100, 1_000_000_000, 1_000_000, 16 << 20));
    byte[] slowSets = HostilePayloads.bytes(HostilePayloads.sharing(21));
    assertThat(took(slow, HostilePayloads.serialized("java", slowSets))).isGreaterThan(PROMISED);
  }

  @Test
  void eachIsRefusedOnEveryPathForItsOwnKeyOnly() {
    Map<String, String> failures = new TreeMap<>();
    HostilePayloads.all()
        .forEach(
            (name, data) -> {
              if (name.startsWith("json")) {
                HostilePayloads.Tree good = new HostilePayloads.Tree(null, null, 1, "good");
                onEveryPath(ofTrees, good, name, data, failures);
              } else {
                onEveryPath(ofObjects, "good", name, data, failures);
              }
            });
    assertThat(failures).isEmpty();
    System.gc();
    assertThat(Gadgets.RAN).isEmpty();
  }

  private static <V> void onEveryPath(
      Cache<String, V> cache,
      V good,
      String payload,
      Map<String, AttributeValue> data,
      Map<String, String> failures) {
    cache.put("good", good);
    plant(cache, data);
    Map<String, Runnable> paths = new LinkedHashMap<>();
    paths.put("get", () -> cache.get(KEY));
    paths.put("getAll", () -> cache.getAll(Set.of(KEY, "good")));
    paths.put("invoke", () -> cache.invoke(KEY, (entry, arguments) -> entry.getValue()));
    paths.put("replace(k,old,new)", () -> cache.replace(KEY, good, good));
    paths.put("remove(k,old)", () -> cache.remove(KEY, good));
    paths.put("getAndPut", () -> cache.getAndPut(KEY, good));
    paths.put("getAndReplace", () -> cache.getAndReplace(KEY, good));
    paths.put("getAndRemove", () -> cache.getAndRemove(KEY));
    paths.put(
        "conflict of invoke",
        () -> {
          cache.put(KEY, good);
          BEFORE_WRITE.set(() -> plant(cache, data));
          cache.invoke(
              KEY,
              (entry, arguments) -> {
                entry.setValue(entry.getValue());
                return null;
              });
        });
    paths.forEach(
        (path, call) -> {
          Throwable thrown = catchThrowable(call::run);
          BEFORE_WRITE.set(null);
          if (!isTyped(thrown) || !String.valueOf(thrown.getMessage()).contains(KEY)) {
            failures.put(payload + " by " + path, String.valueOf(thrown));
          }
          plant(cache, data);
        });
    if (!walked(cache).equals(List.of("unreadable", "good"))
        && !walked(cache).equals(List.of("good", "unreadable"))) {
      failures.put(payload + " by iteration", walked(cache).toString());
    }
    List<Object> oldValues = new ArrayList<>();
    fixture.listenToUpdates(cache, event -> oldValues.add(String.valueOf(event.getOldValue())));
    cache.put(KEY, good);
    cache
        .getConfiguration(DynamoDbConfiguration.class)
        .getCacheEntryListenerConfigurations()
        .forEach(
            listener ->
                cache.deregisterCacheEntryListener(
                    (javax.cache.configuration.CacheEntryListenerConfiguration<String, V>)
                        listener));
    if (!oldValues.equals(List.of("null")) || !good.equals(cache.get("good"))) {
      failures.put(payload + " by a listener", oldValues.toString());
    }
    cache.remove(KEY);
  }

  private static boolean isTyped(Throwable thrown) {
    if (!(thrown instanceof CacheException)) {
      return false;
    }
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnreadableEntryException) {
        return true;
      }
    }
    return false;
  }

  /** The keys of an iteration, and where it failed. */
  private static List<String> walked(Cache<String, ?> cache) {
    List<String> seen = new ArrayList<>();
    Iterator<? extends Cache.Entry<String, ?>> iterator = cache.iterator();
    while (true) {
      try {
        seen.add(iterator.next().getKey());
      } catch (NoSuchElementException end) {
        return seen;
      } catch (CacheException e) {
        seen.add("unreadable");
      }
    }
  }

  /** "skip: iterations leave it out, it is counted, and the first of them logged" */
  @Test
  void anIterationSkipsAndCountsWhatItCannotRead() {
    Cache<String, Object> cache =
        fixture.cache(
            new DynamoDbConfiguration<String, Object>()
                .setTypes(String.class, Object.class)
                .setUnreadable(Unreadable.SKIP));
    cache.put("good1", "v");
    cache.put("good2", "v");
    int planted = 0;
    for (Map<String, AttributeValue> data : HostilePayloads.all().values()) {
      plant(cache, "bad" + planted++, data);
    }
    assertThat(walked(cache)).containsExactlyInAnyOrder("good1", "good2");
    assertThat(cache.unwrap(DynamoDbCache.class).getSkippedEntryCount()).isEqualTo(planted);
    assertThatThrownBy(() -> cache.get("bad0")).isInstanceOf(CacheException.class);
  }

  /** Of several, each is told. */
  @Test
  void getAllTellsExactlyWhichKeysAreUnreadable() {
    plant(ofObjects, "bad1", HostilePayloads.all().get("item: a flipped bit"));
    plant(ofObjects, "bad2", HostilePayloads.all().get("java: gadget InReadObject"));
    ofObjects.put("good", "v");
    assertThatThrownBy(() -> ofObjects.getAll(Set.of("bad1", "good", "bad2", "absent")))
        .isInstanceOf(CacheException.class)
        .hasMessageContaining("2 of the entries are unreadable")
        .hasMessageMatching("(?s).*not done: 2 \\((bad1, bad2|bad2, bad1)\\).*");
    ofObjects.removeAll(Set.of("bad1", "bad2"));
  }

  private static void plant(Cache<?, ?> cache, Map<String, AttributeValue> data) {
    plant(cache, KEY, data);
  }

  private static void plant(Cache<?, ?> cache, String key, Map<String, AttributeValue> data) {
    Map<String, AttributeValue> item = new HashMap<>(data);
    item.put("k", AttributeValue.fromS(key));
    fixture
        .client()
        .putItem(put -> put.tableName(cache.unwrap(DynamoDbCache.class).getTableName()).item(item));
  }

  private static Map<String, String> refused(CacheCodec<String, Object> codec) {
    return refused(codec, HostilePayloads.all());
  }

  /** What was not refused as promised, and why. */
  private static Map<String, String> refused(
      CacheCodec<String, Object> codec, Map<String, Map<String, AttributeValue>> payloads) {
    Map<String, String> failures = new TreeMap<>();
    for (int round = 0; round < 2; round++) { // the first one warms up
      failures.clear();
      payloads.forEach(
          (name, data) -> {
            Throwable thrown = catchThrowable(() -> codec.value(codec.place(KEY), data));
            if (!(thrown instanceof UnreadableEntryException)) {
              failures.put(name, String.valueOf(thrown));
            } else if (took(codec, data).compareTo(PROMISED) > 0) {
              failures.put(name, "took " + took(codec, data));
            }
          });
    }
    return failures;
  }

  private static Duration took(CacheCodec<String, Object> codec, Map<String, AttributeValue> data) {
    long best = Long.MAX_VALUE;
    for (int i = 0; i < TRIES && best > PROMISED.toNanos(); i++) {
      long start = System.nanoTime();
      catchThrowable(() -> codec.value(codec.place(KEY), data));
      best = Math.min(best, System.nanoTime() - start);
    }
    return Duration.ofNanos(best);
  }

  private static CacheCodec<String, Object> codec(boolean allowAll, DeserializationLimits limits) {
    List<String> patterns =
        allowAll
            ? List.of("io.github.dynamodbjcache.guarantee.*")
            : List.of(HOLDER, CARELESS, TURNCOAT);
    AllowList allowed = AllowList.of("c", patterns);
    JavaSerializer java = JavaSerializer.of(allowed, LOADER, limits);
    return CacheCodec.builder(String.class, Object.class, allowed, LOADER)
        .serializer(java)
        .alsoReads(Serializers.jackson(HostilePayloads.Tree.class))
        .alsoReads(CompressedSerializer.deflate(java, 0, DeserializationLimits.DEFAULT.maxBytes()))
        .alsoReads(CompressedSerializer.zstd(java, 0, DeserializationLimits.DEFAULT.maxBytes()))
        .build();
  }
}
