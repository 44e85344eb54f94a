package io.github.dynamodbjcache.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynamodbjcache.DynamoDbCache;
import io.github.dynamodbjcache.codec.UnreadableEntryException;
import io.github.dynamodbjcache.configuration.DynamoDbCacheProperties;
import io.github.dynamodbjcache.configuration.DynamoDbConfiguration;
import io.github.dynamodbjcache.testing.CacheFixture;
import io.github.dynamodbjcache.testing.Items;
import io.github.dynamodbjcache.testing.TestDynamoDb;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.configuration.Factory;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.expiry.AccessedExpiryPolicy;
import javax.cache.expiry.CreatedExpiryPolicy;
import javax.cache.expiry.ExpiryPolicy;
import javax.cache.expiry.ModifiedExpiryPolicy;
import javax.cache.processor.MutableEntry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;

/** "Values that do not fit one item are split over several": no operation shows it. */
@Timeout(120)
class LargeValuesTest {

  /** Takes two parts. */
  private static final int LARGE = 500_000;

  private static final Duration TWO_HOURS = Duration.ofHours(2);

  private static CacheFixture fixture;

  @BeforeAll
  static void open() {
    fixture = CacheFixture.open();
  }

  @AfterAll
  static void close() {
    fixture.close();
  }

  @Test
  void everyOperationOnOneKeyMeansTheSame() {
    Cache<String, String> cache = fixture.cache();
    Cache<String, String> elsewhere = fixture.sameCacheElsewhere(cache);

    cache.put("k", large('a'));
    assertThat(elsewhere.get("k")).isEqualTo(large('a'));
    assertThat(elsewhere.containsKey("k")).isTrue();
    assertThat(cache.putIfAbsent("k", large('b'))).isFalse();
    assertThat(elsewhere.getAndPut("k", large('b'))).isEqualTo(large('a'));
    assertThat(cache.replace("k", large('a'), "small")).isFalse();
    assertThat(cache.replace("k", large('b'), large('c'))).isTrue();
    assertThat(elsewhere.getAndReplace("k", "small")).isEqualTo(large('c'));
    assertThat(itemsOf(cache).parts()).isEmpty();
    assertThat(cache.replace("k", large('d'))).isTrue();
    assertThat(
            elsewhere.<Integer>invoke(
                "k",
                (entry, arguments) -> {
                  String old = entry.getValue();
                  entry.setValue(old + "!");
                  return old.length();
                }))
        .isEqualTo(LARGE);
    assertThat(cache.get("k")).isEqualTo(large('d') + "!");
    assertThat(cache.remove("k", large('d'))).isFalse();
    assertThat(cache.getAndRemove("k")).isEqualTo(large('d') + "!");
    assertThat(elsewhere.get("k")).isNull();
    assertThat(cache.putIfAbsent("k", large('e'))).isTrue();
    assertThat(elsewhere.remove("k")).isTrue();
    assertThat(cache.replace("k", large('f'))).isFalse();
    assertThat(itemsOf(cache).entries()).isEmpty();
    assertThat(itemsOf(cache).parts()).isEmpty();
  }

  @Test
  void processorsOfTwoManagersLoseNothingAndLeaveNothingBehind() throws Exception {
    Cache<String, String> here = fixture.cache();
    Cache<String, String> there = fixture.sameCacheElsewhere(here);
    here.put("k", large('a'));
    ExecutorService threads = Executors.newFixedThreadPool(2);
    List<Future<?>> running = new ArrayList<>();
    for (Cache<String, String> cache : List.of(here, there)) {
      running.add(
          threads.submit(
              () -> {
                for (int i = 0; i < 8; i++) {
                  cache.invoke("k", LargeValuesTest::appendOne);
                }
              }));
    }
    threads.shutdown();
    for (Future<?> each : running) {
      each.get();
    }

    assertThat(here.get("k")).hasSize(LARGE + 16);
    assertThat(itemsOf(here).parts()).isEqualTo(itemsOf(here).namedParts());
  }

  private static Void appendOne(MutableEntry<String, String> entry, Object... arguments) {
    entry.setValue(entry.getValue() + "+");
    return null;
  }

  @Test
  void everyKindOfValueComesBackAsItWas() {
    Cache<String, Object> cache =
        fixture.cache(
            new MutableConfiguration<String, Object>().setTypes(String.class, Object.class));
    byte[] bytes = new byte[3_000_000];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (i * 31 >> 3);
    }
    String text = "aä€\ud83d\ude00\u0000".repeat(120_000);
    List<Object> serialized = new ArrayList<>(List.of("s".repeat(1_000_000), "and", 42));

    cache.put("bytes", bytes);
    cache.put("text", text);
    cache.put("serialized", serialized);

    assertThat(cache.get("bytes")).isEqualTo(bytes);
    assertThat(cache.get("text")).isEqualTo(text);
    assertThat(cache.get("serialized")).isEqualTo(serialized);
  }

  @Test
  void theLargestEntryIsStoredAndOneByteMoreIsRefusedBeforeItIsSent() {
    Cache<String, byte[]> cache =
        fixture.cache(
            new DynamoDbConfiguration<String, byte[]>()
                .setMaxEntrySize(1 << 20)
                .setTypes(String.class, byte[].class));
    int overhead = "kv".length() + "key".length() + "t".length() + "bytes".length();
    byte[] largest = new byte[(1 << 20) - overhead];

    cache.put("key", largest);
    assertThat(cache.get("key")).isEqualTo(largest);

    fixture.requests().reset();
    assertThatThrownBy(() -> cache.put("key", new byte[largest.length + 1]))
        .isInstanceOf(CacheException.class)
        .hasMessageContainingAll("1048577 bytes", "the limit is 1048576", "max-entry-size");
    assertThat(fixture.requests().counts()).isEmpty();
  }

  @Test
  void sixteenMebibytesGoThereAndBack() {
    Cache<String, byte[]> cache =
        fixture.cache(
            new MutableConfiguration<String, byte[]>().setTypes(String.class, byte[].class));
    byte[] value = new byte[(16 << 20) - 100];
    value[value.length - 1] = 7;

    cache.put("key", value);

    assertThat(cache.get("key")).isEqualTo(value);
    assertThat(itemsOf(cache).parts()).hasSize(43);
  }

  @Test
  void aSettingThatSplitsNothingStillReadsAndReplacesWhatWasSplit() {
    Cache<String, String> cache = fixture.cache();
    cache.put("k", large('a'));
    Cache<String, String> unsplit =
        fixture
            .newManager()
            .createCache(
                cache.getName(),
                new DynamoDbConfiguration<String, String>()
                    .setMaxEntrySize(399 << 10)
                    .setTypes(String.class, String.class));

    assertThat(unsplit.get("k")).isEqualTo(large('a'));
    assertThatThrownBy(() -> unsplit.put("k", large('b')))
        .isInstanceOf(CacheException.class)
        .hasMessageContaining("the limit is 408576");
    unsplit.put("k", "small");
    assertThat(cache.get("k")).isEqualTo("small");
    assertThat(itemsOf(cache).parts()).isEmpty();
  }

  @Test
  void bulkOperationsAndIterationMeanTheSame() {
    Cache<String, String> cache = fixture.cache();
    Map<String, String> entries = new HashMap<>();
    for (int i = 0; i < 6; i++) {
      entries.put("key" + i, i % 2 == 0 ? large((char) ('a' + i)) : "small" + i);
    }

    cache.putAll(entries);

    assertThat(cache.getAll(entries.keySet())).isEqualTo(entries);
    assertThat(itemsOf(cache).parts()).hasSize(6);
    Map<String, String> seen = new HashMap<>();
    cache.forEach(entry -> seen.put(entry.getKey(), entry.getValue()));
    assertThat(seen).isEqualTo(entries);

    cache.removeAll(Set.of("key0", "key1"));
    assertThat(cache.getAll(entries.keySet())).hasSize(4);
    cache.clear();
    assertThat(cache.iterator().hasNext()).isFalse();
    assertThat(itemsOf(cache).entries()).isEmpty();
    // A batch deletes without seeing what was there: so key0 has left its parts behind.
    assertThat(itemsOf(cache).parts()).hasSize(2);
    sweep(cache);
    assertThat(itemsOf(cache).parts()).isEmpty();
  }

  @Test
  void removingAllRemovesThePartsToo() {
    Cache<String, String> cache = fixture.cache(strings().setStatisticsEnabled(true));
    cache.put("a", large('a'));
    cache.put("b", large('b'));
    cache.removeAll();
    assertThat(itemsOf(cache).entries()).isEmpty();
    assertThat(itemsOf(cache).parts()).isEmpty();
  }

  @Test
  void listenersAreToldOldAndNewValues() {
    Cache<String, String> cache = fixture.cache();
    List<String> heard = new ArrayList<>();
    fixture.listenToUpdates(
        cache, event -> heard.add(shown(event.getOldValue()) + ">" + shown(event.getValue())));

    cache.put("k", large('a'));
    cache.put("k", large('b'));
    cache.put("k", "c");
    cache.put("k", large('d'));

    assertThat(heard)
        .containsExactly("a" + LARGE + ">b" + LARGE, "b" + LARGE + ">c1", "c1>d" + LARGE);
    assertThat(itemsOf(cache).parts()).hasSize(2);
  }

  @Test
  void whatHasExpiredIsGoneAndPartsAreLeasedBeyondIt() {
    Cache<String, String> cache =
        fixture.cache(expiring(ModifiedExpiryPolicy.factoryOf(minutes(10))));
    cache.put("k", large('a'));
    for (Map<String, AttributeValue> part : itemsOf(cache).partItems()) {
      long lease = Long.parseLong(part.get("ttl").n());
      assertThat(lease - fixture.clock().millis() / 1000).isBetween(4200L, 4202L);
    }

    fixture.clock().advance(Duration.ofMinutes(11));

    assertThat(cache.get("k")).isNull();
    assertThat(cache.iterator().hasNext()).isFalse();
    assertThat(cache.putIfAbsent("k", large('b'))).isTrue();
    assertThat(cache.get("k")).isEqualTo(large('b'));
    assertThat(itemsOf(cache).parts()).isEqualTo(itemsOf(cache).namedParts()).hasSize(2);
  }

  @Test
  void anUpdateUnderACreatedPolicyKeepsTheDeadline() {
    Cache<String, String> cache =
        fixture.cache(expiring(CreatedExpiryPolicy.factoryOf(minutes(10))));
    cache.put("k", "small");
    fixture.clock().advance(Duration.ofMinutes(6));
    cache.put("k", large('a'));
    assertThat(cache.get("k")).isEqualTo(large('a'));
    fixture.clock().advance(Duration.ofMinutes(3));
    cache.put("k", large('b'));
    assertThat(cache.get("k")).isEqualTo(large('b'));
    fixture.clock().advance(Duration.ofMinutes(2));
    assertThat(cache.get("k")).isNull();
    cache.put("k", large('c'));
    fixture.clock().advance(Duration.ofMinutes(9));
    assertThat(cache.get("k")).isEqualTo(large('c'));
  }

  @Test
  void accessesKeepAnEntryAliveBeyondTheLeaseOfItsParts() {
    Cache<String, String> cache =
        fixture.cache(expiring(AccessedExpiryPolicy.factoryOf(minutes(50))));
    cache.put("k", large('a'));
    Set<String> first = itemsOf(cache).parts();
    fixture.clock().advance(Duration.ofMinutes(40));
    assertThat(cache.get("k")).isEqualTo(large('a'));
    assertThat(itemsOf(cache).parts()).as("within the lease").isEqualTo(first);
    for (int i = 0; i < 3; i++) {
      fixture.clock().advance(Duration.ofMinutes(40));
      assertThat(cache.get("k")).isEqualTo(large('a'));
    }
    assertThat(itemsOf(cache).parts())
        .as("leased anew, nothing left behind")
        .isEqualTo(itemsOf(cache).namedParts())
        .hasSize(2)
        .doesNotContainAnyElementsOf(first);
  }

  @Test
  void aSweepTakesOnlyWhatNobodyHasAndNobodyMayWantYet() {
    Cache<String, String> cache = fixture.cache();
    cache.put("kept", large('a'));
    cache.put("replaced", large('b'));
    cache.putAll(Map.of("replaced", "small")); // by a batch, which does not see the manifest
    assertThat(itemsOf(cache).parts()).hasSize(4);
    DynamoDbCache<?, ?> sweeper = cache.unwrap(DynamoDbCache.class);

    assertThat(sweeper.removeOrphanParts(Duration.ofHours(1)))
        .as("their writer might still be at it, for all the sweep knows")
        .isZero();
    assertThat(sweep(cache)).isEqualTo(2);

    assertThat(itemsOf(cache).parts()).isEqualTo(itemsOf(cache).namedParts()).hasSize(2);
    assertThat(cache.get("kept")).isEqualTo(large('a'));
    assertThat(cache.get("replaced")).isEqualTo("small");
    assertThatThrownBy(() -> sweeper.removeOrphanParts(Duration.ofSeconds(59)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anEntryThatLacksAPartIsUnreadableAndCanBeReplaced() {
    Cache<String, String> cache = fixture.cache();
    cache.put("k", large('a'));
    cache.put("other", large('b'));
    String lost =
        itemsOf(cache).parts().stream()
            .filter(part -> ofKey(cache, part, "k"))
            .findFirst()
            .orElseThrow();
    fixture
        .client()
        .deleteItem(d -> d.tableName(cache.getName()).key(Map.of("k", AttributeValue.fromS(lost))));

    assertThatThrownBy(() -> cache.get("k"))
        .isInstanceOf(CacheException.class)
        .hasCauseInstanceOf(UnreadableEntryException.class)
        .hasMessageContaining("split over several items");
    assertThat(cache.get("other")).isEqualTo(large('b'));
    assertThat(cache.containsKey("k")).isTrue();
    cache.put("k", large('c'));
    assertThat(cache.get("k")).isEqualTo(large('c'));
    assertThat(itemsOf(cache).parts()).isEqualTo(itemsOf(cache).namedParts());
  }

  /** "Missing or garbled ones an exception, only for that key"; it can be replaced and removed. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aManifestWithoutRevisionCanBeReplacedAndRemoved(boolean garbled) {
    Cache<String, String> cache = fixture.cache();
    plantManifest(cache, "k", 2, 10, garbled);
    fixture.requests().reset();
    cache.put("k", "small");
    assertThat(fixture.requests().counts().get("UpdateItem")).isEqualTo(2);
    assertThat(cache.get("k")).isEqualTo("small");
    plantManifest(cache, "k", 2, 10, garbled);
    assertThat(cache.remove("k")).isTrue();
    assertThat(cache.containsKey("k")).isFalse();
  }

  /** "Nothing the table holds can hurt the JVM": as much is read as an entry may have. */
  @Test
  void partsThatAreMoreThanTheirManifestSaysAreNotAllRead() {
    Cache<String, String> cache = fixture.cache();
    String generation = plantManifest(cache, "k", 1000, 10, false);
    for (int i = 0; i < 200; i++) {
      Map<String, AttributeValue> part =
          Map.of(
              "k", AttributeValue.fromS("~part:" + generation + ":" + i),
              "b", AttributeValue.fromB(SdkBytes.fromByteArray(new byte[1000])));
      fixture.client().putItem(put -> put.tableName(cache.getName()).item(part));
    }
    fixture.requests().reset();
    assertThatThrownBy(() -> cache.get("k"))
        .isInstanceOf(CacheException.class)
        .hasMessageContaining("split over several items");
    assertThat(fixture.requests().counts().get("BatchGetItem")).isLessThanOrEqualTo(16);
  }

  /** A sweep is as long as the table: no limit of a call ends the way to the next part. */
  @Test
  void aSweepPassesManyPagesWithoutParts() {
    Cache<String, String> cache = fixture.cache();
    Map<String, String> entries = new HashMap<>();
    for (int i = 0; i < 12; i++) {
      entries.put("k" + i, "v");
    }
    cache.putAll(entries);
    Properties impatient = fixture.properties();
    impatient.setProperty("dynamodb-jcache.client.api-call-timeout", "1s");
    try (DynamoDbClient slow =
        TestDynamoDb.builder()
            .overrideConfiguration(o -> o.addExecutionInterceptor(new SmallSlowPages()))
            .build()) {
      impatient.putAll(DynamoDbCacheProperties.withClient(slow));
      Cache<String, String> swept =
          fixture.newManager(impatient).createCache(cache.getName(), strings());
      assertThat(sweep(swept)).isZero();
    }
  }

  /** Scans one item at a time, with a pause after each. */
  private static final class SmallSlowPages implements ExecutionInterceptor {

    @Override
    public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
      return context.request() instanceof ScanRequest scan
          ? scan.toBuilder().limit(1).build()
          : context.request();
    }

    @Override
    public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
      if (context.request() instanceof ScanRequest) {
        LockSupport.parkNanos(Duration.ofMillis(150).toNanos());
      }
    }
  }

  /** Writes what another application could, and gives the generation as parts have it. */
  private static String plantManifest(
      Cache<?, ?> cache, String key, int count, int length, boolean withGarbledRevision) {
    byte[] generation = new byte[16];
    ThreadLocalRandom.current().nextBytes(generation);
    Map<String, AttributeValue> manifest =
        Map.of(
            "g", AttributeValue.fromB(SdkBytes.fromByteArray(generation)),
            "n", AttributeValue.fromN(Integer.toString(count)),
            "l", AttributeValue.fromN(Integer.toString(length)),
            "s", AttributeValue.fromS("S"),
            "c", AttributeValue.fromN("1"),
            "x", AttributeValue.fromN(Long.toString(Long.MAX_VALUE)));
    Map<String, AttributeValue> item = new HashMap<>();
    item.put("k", AttributeValue.fromS(key));
    item.put("t", AttributeValue.fromS("string"));
    item.put("m", AttributeValue.fromM(manifest));
    if (withGarbledRevision) {
      item.put("w", AttributeValue.fromS("not bytes"));
    }
    fixture.client().putItem(put -> put.tableName(cache.getName()).item(item));
    return HexFormat.of().formatHex(generation);
  }

  @Test
  void keysThatLookLikePartsAreKeys() {
    Cache<String, String> cache = fixture.cache();
    cache.put("~part:0:0", "mine");
    cache.put("~part:", large('a'));
    Map<String, String> seen = new HashMap<>();
    cache.forEach(entry -> seen.put(entry.getKey(), entry.getValue()));
    assertThat(seen).isEqualTo(Map.of("~part:0:0", "mine", "~part:", large('a')));
    assertThat(sweep(cache)).isZero();
    assertThat(cache.get("~part:0:0")).isEqualTo("mine");
  }

  @Test
  void aKeyTooLongToBeKeptBesideItsHashIsRefusedBeforeItIsSent() {
    Cache<String, String> cache = fixture.cache();
    fixture.requests().reset();
    assertThatThrownBy(() -> cache.put("k".repeat(410_000), "v"))
        .isInstanceOf(CacheException.class)
        .hasMessageContainingAll("The key kkk", "bytes; the limit is 408576")
        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(500));
    assertThat(fixture.requests().counts()).isEmpty();
  }

  private static boolean ofKey(Cache<?, ?> cache, String part, String key) {
    return itemsOf(cache).partItems().stream()
        .anyMatch(item -> item.get("k").s().equals(part) && item.get("o").s().equals(key));
  }

  /** A sweep when all writers have long given up. */
  private static long sweep(Cache<?, ?> cache) {
    fixture.clock().advance(TWO_HOURS);
    return cache.unwrap(DynamoDbCache.class).removeOrphanParts(Duration.ofHours(1));
  }

  private static Items itemsOf(Cache<?, ?> cache) {
    return Items.of(fixture.client(), cache.getName());
  }

  private static String large(char c) {
    return String.valueOf(c).repeat(LARGE);
  }

  private static String shown(String value) {
    return value.substring(0, 1) + value.length();
  }

  private static MutableConfiguration<String, String> strings() {
    return new MutableConfiguration<String, String>().setTypes(String.class, String.class);
  }

  private static MutableConfiguration<String, String> expiring(Factory<ExpiryPolicy> policy) {
    return strings().setExpiryPolicyFactory(policy);
  }

  private static javax.cache.expiry.Duration minutes(long minutes) {
    return new javax.cache.expiry.Duration(TimeUnit.MINUTES, minutes);
  }
}
