package io.github.dynamodbjcache.guarantee;

import io.github.dynamodbjcache.DynamoDbCache;
import io.github.dynamodbjcache.DynamoDbCachingProvider;
import io.github.dynamodbjcache.configuration.DynamoDbCacheProperties;
import io.github.dynamodbjcache.configuration.DynamoDbConfiguration;
import io.github.dynamodbjcache.configuration.Unreadable;
import io.github.dynamodbjcache.testing.FaultyHttpClient;
import io.github.dynamodbjcache.testing.Place;
import io.github.dynamodbjcache.testing.PlantedDefect;
import io.github.dynamodbjcache.testing.TestDynamoDb;
import java.io.Serializable;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.configuration.MutableCacheEntryListenerConfiguration;
import javax.cache.event.CacheEntryCreatedListener;
import javax.cache.event.CacheEntryUpdatedListener;
import javax.cache.integration.CacheLoader;
import javax.cache.integration.CacheWriter;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Does everything that a cache can do, and everything that can go wrong, with canaries for keys,
 * values and credentials, and prints all that is told of it: logs of every level, exceptions with
 * their causes, MBeans, and the texts of public objects.
 */
public final class QuietProgram {

  static final String VALUE = "VALUECANARY-5e1f";
  static final String KEY_END = "KEYCANARY-77ab";
  static final String KEY = "user-0123456789-0123456789-0123456789-" + KEY_END;
  static final String ACCESS = "ACCESSCANARY01";
  static final String SECRET = "SECRETCANARY-0c2d";
  static final String TOKEN = "TOKENCANARY-91fe";
  static final String PLANT = "plant";

  /**
   * Of the SDK and its HTTP client, which show requests and what is on the wire: see the README.
   */
  static final List<String> LOGGERS_THAT_TELL =
      List.of(
          "org.apache.hc.client5.http.wire",
          "org.apache.hc.client5.http.headers",
          "software.amazon.awssdk.core.interceptor.ExecutionInterceptorChain",
          "software.amazon.awssdk.http.auth.aws.internal.signer");

  private static int failed;

  private QuietProgram() {}

  /** With the endpoint of DynamoDB, and perhaps the word that plants a leak. */
  @SuppressWarnings("resource") // the JVM ends
  public static void main(String[] arguments) throws Exception {
    System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "trace");
    for (String telling : LOGGERS_THAT_TELL) {
      System.setProperty("org.slf4j.simpleLogger.log." + telling, "off");
    }
    System.setProperty("org.slf4j.simpleLogger.logFile", "System.out");
    System.setProperty("aws.endpointUrlDynamodb", arguments[0]);
    if (Arrays.asList(arguments).contains(PLANT)) {
      PlantedDefect.in(Place.SHORTENED_KEY).does(QuietProgram.class, "whole");
    }
    FaultyHttpClient http = new FaultyHttpClient(TestDynamoDb.http());
    DynamoDbClient client =
        TestDynamoDb.builder()
            .httpClient(http)
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsSessionCredentials.create(ACCESS, SECRET, TOKEN)))
            .overrideConfiguration(
                override -> override.retryStrategy(AwsRetryStrategy.doNotRetry()))
            .build();
    Properties properties = DynamoDbCacheProperties.withClient(client);
    properties.setProperty("dynamodb-jcache.client.api-call-timeout", "5s");
    properties.setProperty("dynamodb-jcache.client.bulk-timeout", "5s");
    properties.setProperty("dynamodb-jcache.client.max-attempts", "2");
    DynamoDbCachingProvider provider = new DynamoDbCachingProvider();
    CacheManager manager =
        provider.getCacheManager(
            URI.create("quiet"), QuietProgram.class.getClassLoader(), properties);
    everything(manager, client, http);
    System.out.println(provider + " " + manager);
    mbeans();
    provider.close();
    System.out.println("failed " + failed);
  }

  /** Stands for a key that is not shortened. */
  public static String whole(String text, int maxLength) {
    return text;
  }

  private static void everything(
      CacheManager manager, DynamoDbClient client, FaultyHttpClient http) {
    Cache<String, String> plain = manager.createCache(name(), configuration());
    eachOn(plain);
    http.always(FaultyHttpClient.answers(500, "InternalServerError"));
    eachOn(plain);
    http.calm();
    http.always(FaultyHttpClient.answerLost());
    eachOn(plain);
    http.calm();
    http.always(FaultyHttpClient.answers(400, "AccessDeniedException"));
    eachOn(plain);
    http.calm();
    http.always(FaultyHttpClient.garbledAnswer());
    eachOn(plain);
    http.calm();

    eachOn(manager.createCache(name(), withFailingCode()));
    eachOn(listening(manager.createCache(name(), configuration())));

    Cache<String, String> garbled = manager.createCache(name(), configuration());
    Cache<String, String> skipping =
        manager.createCache(name(), configuration().setUnreadable(Unreadable.SKIP));
    for (Cache<String, String> cache : List.of(garbled, skipping)) {
      for (Map<String, AttributeValue> data : garbledItems()) {
        Map<String, AttributeValue> item = new HashMap<>(data);
        item.put("k", AttributeValue.fromS(KEY));
        client.putItem(
            put -> put.tableName(cache.unwrap(DynamoDbCache.class).getTableName()).item(item));
        tried("get", () -> cache.get(KEY));
        tried("getAll", () -> cache.getAll(Set.of(KEY)));
        tried("iterator", () -> cache.iterator().next());
        tried("getAndPut", () -> cache.getAndPut(KEY, VALUE));
      }
    }

    new QuietTables(manager, client).all().forEach(QuietProgram::tried);

    Cache<Object, Object> open =
        manager.createCache(name(), new DynamoDbConfiguration<Object, Object>());
    tried("refused value", () -> open.put(KEY, new NotAllowed()));
    tried("refused key", () -> open.put(new NotAllowed(), VALUE));
    tried("too large", () -> open.put(KEY, VALUE.repeat(40_000)));
    tried("too large in many", () -> open.putAll(Map.of(KEY, VALUE.repeat(40_000))));
    tried("wrong types", () -> raw(plain).put(KEY, List.of(VALUE)));
    tried("wrong key types", () -> raw(plain).get(List.of(KEY)));
    tried(
        "processor",
        () ->
            plain.invoke(
                KEY,
                (entry, arguments) -> {
                  System.out.println(entry);
                  throw new IllegalStateException("the processor's own");
                }));
    plain.put(KEY, VALUE);
    plain.iterator().forEachRemaining(System.out::println);
    System.out.println(plain + " " + plain.getConfiguration(DynamoDbConfiguration.class));
    plain.close();
    tried("closed", () -> plain.get(KEY));
  }

  private static void eachOn(Cache<String, String> cache) {
    EveryOperation.all()
        .forEach(
            (operation, run) -> {
              tried("put", () -> cache.put(KEY, VALUE));
              tried(operation, () -> run.on(cache, KEY, VALUE));
            });
  }

  private static void tried(String what, EveryOperation.Run run) {
    try {
      run.run();
    } catch (Exception | Error e) {
      failed++;
      System.out.println(what + " failed");
      e.printStackTrace(System.out);
    }
  }

  private static DynamoDbConfiguration<String, String> configuration() {
    return new DynamoDbConfiguration<String, String>()
        .setTypes(String.class, String.class)
        .setStatisticsEnabled(true)
        .setManagementEnabled(true);
  }

  private static DynamoDbConfiguration<String, String> withFailingCode() {
    return configuration()
        .setReadThrough(true)
        .setWriteThrough(true)
        .setCacheLoaderFactory(FailingLoader::new)
        .setCacheWriterFactory(FailingWriter::new);
  }

  private static Cache<String, String> listening(Cache<String, String> cache) {
    CacheEntryCreatedListener<String, String> created =
        events -> {
          events.forEach(System.out::println);
          throw new IllegalStateException("the listener's own");
        };
    CacheEntryUpdatedListener<String, String> updated =
        events -> {
          throw new IllegalStateException("the listener's own");
        };
    cache.registerCacheEntryListener(
        new MutableCacheEntryListenerConfiguration<>(() -> created, null, true, true));
    cache.registerCacheEntryListener(
        new MutableCacheEntryListenerConfiguration<>(() -> updated, null, true, false));
    return cache;
  }

  private static List<Map<String, AttributeValue>> garbledItems() {
    AttributeValue canary = AttributeValue.fromS(VALUE);
    byte[] serialized = HostilePayloads.bytes(List.of(VALUE, new NotAllowed()));
    return List.of(
        Map.of("t", AttributeValue.fromS("int"), "v", canary),
        Map.of("t", AttributeValue.fromS("uuid"), "v", canary),
        Map.of("t", AttributeValue.fromS("instant"), "v", canary),
        Map.of("t", AttributeValue.fromS("enum"), "v", canary),
        Map.of("t", AttributeValue.fromS("java"), "v", canary),
        Map.of(
            "t",
            AttributeValue.fromS("java"),
            "v",
            AttributeValue.fromB(SdkBytes.fromUtf8String(VALUE))),
        HostilePayloads.serialized("java", serialized),
        HostilePayloads.serialized("java", VALUE.getBytes(java.nio.charset.StandardCharsets.UTF_8)),
        Map.of("t", AttributeValue.fromS("string"), "v", canary, "x", canary),
        Map.of("t", AttributeValue.fromS("2:string"), "v", canary),
        Map.of("other", canary));
  }

  private static void mbeans() throws Exception {
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    for (ObjectName name : server.queryNames(new ObjectName("*:CacheManager=*,*"), null)) {
      System.out.println(name);
      for (MBeanAttributeInfo attribute : server.getMBeanInfo(name).getAttributes()) {
        System.out.println(attribute + " " + server.getAttribute(name, attribute.getName()));
      }
    }
  }

  private static String name() {
    return "quiet-" + UUID.randomUUID();
  }

  @SuppressWarnings("unchecked") // wrong on purpose
  private static Cache<Object, Object> raw(Cache<?, ?> cache) {
    return (Cache<Object, Object>) cache;
  }

  /** A class that no cache has been told to allow. */
  private static final class NotAllowed implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String text = VALUE;

    @Override
    public String toString() {
      return text;
    }
  }

  private static final class FailingLoader implements CacheLoader<String, String> {
    @Override
    public String load(String key) {
      throw new IllegalStateException("the loader's own");
    }

    @Override
    public Map<String, String> loadAll(Iterable<? extends String> keys) {
      throw new IllegalStateException("the loader's own");
    }
  }

  private static final class FailingWriter implements CacheWriter<String, String> {
    @Override
    public void write(Cache.Entry<? extends String, ? extends String> entry) {
      System.out.println(entry);
      throw new IllegalStateException("the writer's own");
    }

    @Override
    public void writeAll(
        java.util.Collection<Cache.Entry<? extends String, ? extends String>> entries) {
      System.out.println(entries);
      throw new IllegalStateException("the writer's own");
    }

    @Override
    public void delete(Object key) {
      throw new IllegalStateException("the writer's own");
    }

    @Override
    public void deleteAll(java.util.Collection<?> keys) {
      throw new IllegalStateException("the writer's own");
    }
  }
}
