package io.github.dynamodbjcache.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.dynamodbjcache.DynamoDbCache;
import io.github.dynamodbjcache.DynamoDbCachingProvider;
import io.github.dynamodbjcache.configuration.DynamoDbCacheProperties;
import io.github.dynamodbjcache.configuration.DynamoDbConfiguration;
import io.github.dynamodbjcache.configuration.TableCreation;
import io.github.dynamodbjcache.configuration.Unreadable;
import io.github.dynamodbjcache.testing.CacheFixture;
import io.github.dynamodbjcache.testing.ChildJvm;
import io.github.dynamodbjcache.testing.TestDynamoDb;
import java.io.PrintWriter;
import java.io.Serializable;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.CacheManager;
import javax.cache.configuration.MutableCacheEntryListenerConfiguration;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.event.CacheEntryCreatedListener;
import javax.cache.processor.EntryProcessorException;
import javax.cache.spi.CachingProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/**
 * What goes wrong says what, where, why and the way out, in JCache's exceptions, and shows no
 * value.
 */
@Timeout(60)
class BadInputTest {

  private static final String CANARY = "canary-5e1f";

  private static final Duration LIMIT = Duration.ofMillis(300);

  /** A quarter second is what is promised; the rest is for a machine that builds other things. */
  private static final Duration BUSY_MACHINE = Duration.ofSeconds(1);

  private static CacheFixture fixture;

  @BeforeAll
  static void open() {
    fixture = CacheFixture.open();
  }

  @AfterAll
  static void close() {
    fixture.close();
  }

  /** A class that no cache has been told to allow. */
  static final class NotAllowed implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String text = CANARY;

    @Override
    public String toString() {
      return text;
    }
  }

  @Test
  void aClassThatIsNotAllowedIsRefusedOnWriteWithTheSettingToAdd() {
    Cache<Object, Object> cache = fixture.cache(new MutableConfiguration<>());

    assertThatThrownBy(() -> cache.put("k", new NotAllowed()))
        .isInstanceOf(CacheException.class)
        .hasMessageContaining("\"" + cache.getName() + "\"")
        .hasMessageContaining("serialization.allow = [\"" + NotAllowed.class.getName() + "\"]")
        .satisfies(BadInputTest::showsNoValue);
    assertThatThrownBy(() -> cache.put(new NotAllowed(), "v"))
        .isInstanceOf(CacheException.class)
        .hasMessageContaining("serialization.allow")
        .satisfies(BadInputTest::showsNoValue);
    assertThatThrownBy(() -> cache.putAll(Map.of("k", new NotAllowed())))
        .isInstanceOf(CacheException.class)
        .hasMessageContaining("serialization.allow")
        .satisfies(BadInputTest::showsNoValue);
    assertThat(cache.containsKey("k")).isFalse();
  }

  @Test
  void aValueThatIsTooLargeIsRefusedWithItsSizeAndTheLimit() {
    Cache<String, String> cache = fixture.cache();

    assertThatThrownBy(() -> cache.put("the-key", CANARY.repeat((16 << 20) / CANARY.length())))
        .isInstanceOf(CacheException.class)
        .hasMessageContaining("the-key")
        .hasMessageContaining(cache.getName())
        .hasMessageContaining("bytes; the limit is 16777216 (max-entry-size, at most 16MiB)")
        .hasMessageContaining("Store less in one entry.")
        .satisfies(BadInputTest::showsNoValue);
  }

  @Test
  void compressionIsTheWayOutOnlyForWhatItWouldCompress() {
    MutableConfiguration<String, Object> lists =
        new DynamoDbConfiguration<String, Object>().setMaxEntrySize(1 << 20);
    Cache<String, Object> plain = fixture.cache(lists.setTypes(String.class, Object.class));
    List<byte[]> large = List.of(new byte[1_500_000]);

    assertThatThrownBy(() -> plain.put("the-key", large))
        .isInstanceOf(CacheException.class)
        .hasMessageContaining("or set serialization.compression");
    assertThatThrownBy(() -> plain.put("the-key", new byte[1_500_000]))
        .isInstanceOf(CacheException.class)
        .hasMessageEndingWith("Store less in one entry.");
  }

  @Test
  void aKeyThatIsTooLongForDynamoDbIsAKeyAllTheSame() {
    Cache<String, String> cache = fixture.cache();
    String longKey = "k".repeat(5_000);

    cache.put(longKey, "v");
    cache.putAll(Map.of(longKey + "2", "w"));

    assertThat(cache.get(longKey)).isEqualTo("v");
    assertThat(cache.getAll(Set.of(longKey, longKey + "2"))).hasSize(2);
    assertThat(cache.iterator()).toIterable().hasSize(2);
    assertThat(cache.getAndRemove(longKey)).isEqualTo("v");
  }

  static List<Map<String, AttributeValue>> strangeItems() {
    AttributeValue string = AttributeValue.fromS("s");
    AttributeValue canary = AttributeValue.fromS(CANARY);
    List<Map<String, AttributeValue>> items = new ArrayList<>();
    items.add(Map.of()); // nothing but a key
    items.add(Map.of("name", canary)); // of another application
    items.add(Map.of("t", AttributeValue.fromS("99:string"), "v", canary)); // newer
    items.add(Map.of("t", AttributeValue.fromN("1"), "v", canary));
    items.add(Map.of("t", AttributeValue.fromS("cbor"), "v", canary)); // unknown
    items.add(Map.of("t", string)); // no value
    items.add(Map.of("t", AttributeValue.fromS("int"), "v", canary));
    items.add(Map.of("t", AttributeValue.fromS("java"), "v", canary));
    items.add(Map.of("t", AttributeValue.fromS("java"), "v", bytes(0xac, 0xed, 0, 5, 0x70)));
    items.add(Map.of("t", AttributeValue.fromS("java"), "v", bytes(1, 2, 3)));
    items.add(Map.of("t", string, "v", canary, "x", canary)); // garbled deadline
    items.add(Map.of("t", string, "v", canary, "w", canary)); // garbled revision
    return items;
  }

  @ParameterizedTest
  @MethodSource("strangeItems")
  void anItemThatCannotBeReadConcernsItsOwnKeyOnly(Map<String, AttributeValue> attributes) {
    Cache<String, String> cache = fixture.cache();
    cache.put("good", "v");
    put(cache, "strange", attributes);

    for (Runnable call :
        List.<Runnable>of(
            () -> cache.get("strange"),
            () -> cache.getAll(Set.of("strange", "good")),
            () -> cache.getAndPut("strange", "w"),
            () -> cache.replace("strange", "v", "w"),
            () -> cache.invoke("strange", (entry, arguments) -> entry.getValue()))) {
      assertThatThrownBy(call::run)
          .isInstanceOf(CacheException.class)
          .isNotInstanceOf(EntryProcessorException.class)
          .hasMessageContaining(cache.getName())
          .hasMessageContaining("strange")
          .satisfies(BadInputTest::showsNoValue);
    }
    assertThat(cache.get("good")).isEqualTo("v");
  }

  /** Reported once, with its key; the entries after it come all the same. */
  @ParameterizedTest
  @MethodSource("strangeItems")
  void anIterationReportsAnItemThatCannotBeReadAndGoesOn(Map<String, AttributeValue> attributes) {
    Cache<String, String> cache = fixture.cache();
    cache.put("good1", "v");
    put(cache, "strange", attributes);
    cache.put("good2", "v");

    List<String> seen = new ArrayList<>();
    List<Throwable> failures = new ArrayList<>();
    Iterator<Cache.Entry<String, String>> iterator = cache.iterator();
    for (int step = 0; step < 10; step++) {
      Throwable failure = catchThrowable(() -> seen.add(iterator.next().getKey()));
      if (failure instanceof NoSuchElementException) {
        break;
      }
      if (failure != null) {
        failures.add(failure);
      }
    }

    assertThat(seen).containsExactlyInAnyOrder("good1", "good2");
    assertThat(failures)
        .singleElement()
        .isInstanceOf(CacheException.class)
        .satisfies(
            failure ->
                assertThat(failure)
                    .hasMessageContaining(cache.getName())
                    .hasMessageContaining("strange"))
        .satisfies(BadInputTest::showsNoValue);
  }

  /** "skip: iterations leave it out, it is counted, and the first of them logged" */
  @ParameterizedTest
  @MethodSource("strangeItems")
  void anIterationThatIsToldToSkipLeavesItOut(Map<String, AttributeValue> attributes) {
    Cache<String, String> cache = fixture.cache(strings().setUnreadable(Unreadable.SKIP));
    cache.put("good1", "v");
    put(cache, "strange", attributes);
    cache.put("good2", "v");

    List<String> seen = new ArrayList<>();
    cache.forEach(entry -> seen.add(entry.getKey()));

    assertThat(seen).containsExactlyInAnyOrder("good1", "good2");
    assertThat(cache.unwrap(DynamoDbCache.class).getSkippedEntryCount()).isEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource("strangeItems")
  void aPlainPutOrRemoveCuresAnItemThatCannotBeRead(Map<String, AttributeValue> attributes) {
    Cache<String, String> cache = fixture.cache();
    List<String> heard = new ArrayList<>();
    CacheEntryCreatedListener<String, String> listener =
        events -> events.forEach(event -> heard.add(event.getKey()));
    for (boolean listening : new boolean[] {false, true}) {
      if (listening) {
        cache.registerCacheEntryListener(
            new MutableCacheEntryListenerConfiguration<>(() -> listener, null, true, true));
      }
      put(cache, "strange", attributes);
      cache.put("strange", "v");
      assertThat(cache.get("strange")).isEqualTo("v");

      put(cache, "strange", attributes);
      cache.putAll(Map.of("strange", "w"));
      assertThat(cache.get("strange")).isEqualTo("w");

      put(cache, "strange", attributes);
      assertThat(cache.remove("strange")).isTrue();
      assertThat(cache.containsKey("strange")).isFalse();

      put(cache, "strange", attributes);
      cache.clear();
      assertThat(cache.iterator().hasNext()).isFalse();
    }
  }

  @Test
  void aTableThatIsDeletedWhileItsCacheIsOpenIsNamed() {
    Cache<String, String> cache = fixture.cache();
    String table = cache.unwrap(DynamoDbCache.class).getTableName();
    fixture.client().deleteTable(request -> request.tableName(table));

    everyMethodFailsWithACacheException(cache, "table " + table);

    cache.close();
    assertThat(cache.isClosed()).isTrue();
  }

  @Test
  void deniedAccessNamesTheAction() {
    String name = fixture.newName();
    ExecutionInterceptor denying =
        new ExecutionInterceptor() {
          @Override
          public void beforeTransmission(
              Context.BeforeTransmission context, ExecutionAttributes attributes) {
            if (!context.request().getClass().getSimpleName().startsWith("Describe")) {
              throw DynamoDbException.builder()
                  .statusCode(400)
                  .awsErrorDetails(
                      AwsErrorDetails.builder()
                          .errorCode("AccessDeniedException")
                          .errorMessage("no")
                          .build())
                  .build();
            }
          }
        };
    fixture.manager().createCache(name, strings());
    try (DynamoDbClient client =
        TestDynamoDb.builder()
            .overrideConfiguration(override -> override.addExecutionInterceptor(denying))
            .build()) {
      Cache<String, String> cache = fixture.newManager(with(client)).createCache(name, strings());

      assertThatThrownBy(() -> cache.get("k"))
          .isInstanceOf(CacheException.class)
          .hasMessageContaining("dynamodb:GetItem");
      assertThatThrownBy(() -> cache.put("k", "v"))
          .isInstanceOf(CacheException.class)
          .hasMessageContaining("dynamodb:UpdateItem");
      assertThatThrownBy(() -> cache.iterator().hasNext())
          .isInstanceOf(CacheException.class)
          .hasMessageContaining("dynamodb:Scan");
      everyMethodFailsWithACacheException(cache, "access denied");
    }
  }

  /** Promise 4: "A call ends within its configured deadline plus a quarter second". */
  @ParameterizedTest
  @ValueSource(strings = {"refuses", "is silent"})
  void anEndpointThatCannotBeReachedEndsEachCallWithinItsDeadline(String how) throws Exception {
    String name = fixture.newName();
    AtomicBoolean gone = new AtomicBoolean();
    try (Unreachable endpoint = new Unreachable(how.equals("is silent"));
        DynamoDbClient client =
            TestDynamoDb.builder()
                .overrideConfiguration(
                    override -> override.addExecutionInterceptor(endpoint.insteadOnce(gone)))
                .build()) {
      Properties properties = with(client);
      properties.setProperty("dynamodb-jcache.client.api-call-timeout", LIMIT.toMillis() + "ms");
      properties.setProperty("dynamodb-jcache.client.bulk-timeout", LIMIT.toMillis() + "ms");
      Cache<String, String> cache = fixture.newManager(properties).createCache(name, strings());
      gone.set(true);

      calls(cache)
          .forEach(
              (operation, call) -> {
                long start = System.nanoTime();
                Throwable thrown = catchThrowable(call::run);
                assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .as(operation)
                    .isLessThan(LIMIT.plus(BUSY_MACHINE));
                assertThat(thrown).as(operation).isInstanceOf(CacheException.class);
                assertThat(thrown).as(operation).hasMessageContaining(name);
                showsNoRawException(thrown);
                showsNoValue(thrown);
              });
    }
  }

  /** "assumed: … an application also starts while DynamoDB cannot be reached" */
  @Test
  void aCacheWhoseTableIsAssumedOpensWhileDynamoDbCannotBeReached() throws Exception {
    String name = fixture.cache().getName();
    AtomicBoolean gone = new AtomicBoolean(true);
    try (Unreachable endpoint = new Unreachable(false);
        DynamoDbClient client =
            TestDynamoDb.builder()
                .overrideConfiguration(
                    override -> override.addExecutionInterceptor(endpoint.insteadOnce(gone)))
                .build()) {
      CacheManager manager = fixture.newManager(with(client));
      assertThatThrownBy(
              () -> manager.createCache(name, strings().setTableCreation(TableCreation.NEVER)))
          .isInstanceOf(CacheException.class)
          .hasMessageContaining("refuses the connection");

      Cache<String, String> cache =
          manager.createCache(name, strings().setTableCreation(TableCreation.ASSUMED));

      assertThatThrownBy(() -> cache.get("k"))
          .isInstanceOf(CacheException.class)
          .hasMessageContaining("refuses the connection");
      gone.set(false);
      cache.put("k", "v");
      assertThat(cache.get("k")).isEqualTo("v");
    }
  }

  @Test
  void aRegionThatIsNotSetIsAskedForByTheNamesOfItsSettings() throws Exception {
    ChildJvm child = ChildJvm.start(WithoutRegion.class, List.of());

    assertThat(child.await())
        .contains("javax.cache.CacheException")
        .contains("dynamodb-jcache.client.region")
        .contains("AWS_REGION")
        .contains("dynamodb-jcache.client.endpoint = embedded")
        .contains("io.github.dynamodb-jcache:dynamodb-jcache-embedded");
  }

  /** The program of the JVM that has no region. */
  public static final class WithoutRegion {
    private WithoutRegion() {}

    public static void main(String[] arguments) {
      try (CachingProvider provider = new DynamoDbCachingProvider()) {
        provider.getCacheManager().createCache("any", strings());
      } catch (CacheException e) {
        System.out.println(e);
      }
    }
  }

  @Test
  void nullIsRefusedByNullPointerExceptionInEveryMethod() {
    Cache<String, String> cache = fixture.cache();
    fixture.requests().reset();
    Map<String, String> nullKey = new HashMap<>();
    nullKey.put(null, "v");
    Map<String, String> nullValue = new HashMap<>();
    nullValue.put("k", null);
    Set<String> nullInSet = new HashSet<>();
    nullInSet.add(null);
    for (Runnable call :
        List.<Runnable>of(
            () -> cache.get(null),
            () -> cache.getAll(null),
            () -> cache.getAll(nullInSet),
            () -> cache.containsKey(null),
            () -> cache.loadAll(null, true, null),
            () -> cache.loadAll(nullInSet, true, null),
            () -> cache.put(null, "v"),
            () -> cache.put("k", null),
            () -> cache.getAndPut(null, "v"),
            () -> cache.getAndPut("k", null),
            () -> cache.putAll(null),
            () -> cache.putAll(nullKey),
            () -> cache.putAll(nullValue),
            () -> cache.putIfAbsent(null, "v"),
            () -> cache.putIfAbsent("k", null),
            () -> cache.remove(null),
            () -> cache.remove(null, "v"),
            () -> cache.remove("k", null),
            () -> cache.getAndRemove(null),
            () -> cache.replace(null, "v"),
            () -> cache.replace("k", null),
            () -> cache.replace(null, "v", "w"),
            () -> cache.replace("k", null, "w"),
            () -> cache.replace("k", "v", null),
            () -> cache.getAndReplace(null, "v"),
            () -> cache.getAndReplace("k", null),
            () -> cache.removeAll(null),
            () -> cache.removeAll(nullInSet),
            () -> cache.invoke(null, (entry, arguments) -> ""),
            () -> cache.invoke("k", null),
            () -> cache.invokeAll(null, (entry, arguments) -> ""),
            () -> cache.invokeAll(nullInSet, (entry, arguments) -> ""),
            () -> cache.invokeAll(Set.of("k"), null),
            () -> cache.registerCacheEntryListener(null),
            () -> cache.deregisterCacheEntryListener(null))) {
      assertThatThrownBy(call::run).isInstanceOf(NullPointerException.class);
    }
    assertThat(fixture.requests().counts()).isEmpty();
  }

  @Test
  @SuppressWarnings({"unchecked", "rawtypes"})
  void aKeyOrValueOfAnotherTypeIsRefusedByClassCastException() {
    Cache cache = fixture.cache();
    for (Runnable call :
        List.<Runnable>of(
            () -> cache.get(1),
            () -> cache.getAll(Set.of(1)),
            () -> cache.containsKey(1),
            () -> cache.put(1, "v"),
            () -> cache.put("k", 1),
            () -> cache.putAll(Map.of("k", 1)),
            () -> cache.getAndPut("k", 1),
            () -> cache.putIfAbsent("k", 1),
            () -> cache.remove(1),
            () -> cache.remove("k", 1),
            () -> cache.replace("k", 1),
            () -> cache.replace("k", "v", 1),
            () -> cache.replace("k", 1, "v"),
            () -> cache.getAndReplace("k", 1),
            () -> cache.getAndRemove(1),
            () -> cache.removeAll(Set.of(1)),
            () -> cache.invoke(1, (entry, arguments) -> ""))) {
      assertThatThrownBy(call::run)
          .isInstanceOf(ClassCastException.class)
          .hasMessageContaining(cache.getName());
    }
  }

  /** What is stored must be readable by those who rely on the declared type. */
  @Test
  @SuppressWarnings({"unchecked", "rawtypes"})
  void aProcessorCannotStoreAValueOfAnotherType() {
    Cache cache = fixture.cache();

    assertThatThrownBy(
            () ->
                cache.invoke(
                    "k",
                    (entry, arguments) -> {
                      entry.setValue(1);
                      return "";
                    }))
        .satisfiesAnyOf(
            thrown -> assertThat(thrown).isInstanceOf(ClassCastException.class),
            thrown -> assertThat(thrown).hasRootCauseInstanceOf(ClassCastException.class));
    assertThat(cache.containsKey("k")).isFalse();
  }

  private static void everyMethodFailsWithACacheException(
      Cache<String, String> cache, String messagePart) {
    calls(cache)
        .forEach(
            (name, call) -> {
              Throwable thrown = catchThrowable(call::run);
              assertThat(thrown).as(name).isInstanceOf(CacheException.class);
              assertThat(thrown).as(name).hasMessageContaining(messagePart);
              assertThat(thrown).as(name).hasMessageContaining(cache.getName());
              showsNoRawException(thrown);
              showsNoValue(thrown);
            });
  }

  private static Map<String, Runnable> calls(Cache<String, String> cache) {
    Map<String, Runnable> calls = new LinkedHashMap<>();
    calls.put("get", () -> cache.get("k"));
    calls.put("getAll", () -> cache.getAll(Set.of("k", "l")));
    calls.put("containsKey", () -> cache.containsKey("k"));
    calls.put("put", () -> cache.put("k", CANARY));
    calls.put("getAndPut", () -> cache.getAndPut("k", CANARY));
    calls.put("putAll", () -> cache.putAll(Map.of("k", CANARY, "l", CANARY)));
    calls.put("putIfAbsent", () -> cache.putIfAbsent("k", CANARY));
    calls.put("remove", () -> cache.remove("k"));
    calls.put("remove old", () -> cache.remove("k", CANARY));
    calls.put("getAndRemove", () -> cache.getAndRemove("k"));
    calls.put("replace old", () -> cache.replace("k", CANARY, CANARY));
    calls.put("replace", () -> cache.replace("k", CANARY));
    calls.put("getAndReplace", () -> cache.getAndReplace("k", CANARY));
    calls.put("removeAll keys", () -> cache.removeAll(Set.of("k", "l")));
    calls.put("removeAll", cache::removeAll);
    calls.put("clear", cache::clear);
    calls.put(
        "invoke",
        () ->
            cache.invoke(
                "k",
                (entry, arguments) -> {
                  entry.setValue(CANARY);
                  return "";
                }));
    calls.put("iterator", () -> cache.forEach(entry -> {}));
    return calls;
  }

  private static void showsNoRawException(Throwable thrown) {
    assertThat(thrown).isNotInstanceOf(SdkException.class);
    assertThat(thrown).isNotInstanceOf(NullPointerException.class);
  }

  private static void showsNoValue(Throwable thrown) {
    StringWriter all = new StringWriter();
    thrown.printStackTrace(new PrintWriter(all, true));
    assertThat(all.toString()).doesNotContain(CANARY);
  }

  private static Properties with(DynamoDbClient client) {
    Properties properties = fixture.properties();
    properties.put(DynamoDbCacheProperties.CLIENT_INSTANCE, client);
    return properties;
  }

  private static void put(
      Cache<String, String> cache, String key, Map<String, AttributeValue> attributes) {
    Map<String, AttributeValue> item = new HashMap<>(attributes);
    item.put("k", AttributeValue.fromS(key));
    fixture.client().putItem(request -> request.tableName(tableOf(cache)).item(item));
  }

  private static String tableOf(Cache<String, String> cache) {
    return cache.unwrap(DynamoDbCache.class).getTableName();
  }

  private static AttributeValue bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return AttributeValue.fromB(SdkBytes.fromByteArray(bytes));
  }

  private static DynamoDbConfiguration<String, String> strings() {
    return new DynamoDbConfiguration<String, String>().setTypes(String.class, String.class);
  }
}
