package io.github.dynamodbjcache.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.dynamodbjcache.DynamoDbCachingProvider;
import io.github.dynamodbjcache.configuration.DynamoDbCacheProperties;
import io.github.dynamodbjcache.testing.Logs;
import io.github.dynamodbjcache.testing.StubService;
import io.github.dynamodbjcache.testing.StubService.Answer;
import io.github.dynamodbjcache.testing.TestDynamoDb;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.configuration.MutableCacheEntryListenerConfiguration;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.event.CacheEntryUpdatedListener;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** What is needed to get a cache into trouble: a service that answers as told, and a real one. */
final class TroubleLab implements AutoCloseable {

  private static final Map<String, String> QUICK =
      Map.of(
          "dynamodb-jcache.client.region", "eu-west-1",
          "dynamodb-jcache.client.max-attempts", "2",
          "dynamodb-jcache.table.create", "assumed");

  /** The cache over the stub and its table: a name that is both. */
  static final String STUB_TABLE = "trouble";

  private static final List<String> CREDENTIALS = List.of("aws.accessKeyId", "aws.secretAccessKey");

  private final DynamoDbCachingProvider provider = new DynamoDbCachingProvider();
  private final StubService stub = StubService.start(request -> Answer.ok("{}"));
  private final DynamoDbClient real = TestDynamoDb.client();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<String> tables = new ArrayList<>();
  private final Path directory;

  TroubleLab() throws IOException {
    directory = Files.createTempDirectory("trouble");
    CREDENTIALS.forEach(name -> System.setProperty(name, "a"));
  }

  /**
   * What the application or its log is told.
   *
   * @param as the simple name of the exception, or WARN
   */
  record Told(String as, String message) {}

  StubService stub() {
    return stub;
  }

  DynamoDbClient real() {
    return real;
  }

  ExecutorService threads() {
    return threads;
  }

  DynamoDbCachingProvider provider() {
    return provider;
  }

  Path directory() {
    return directory;
  }

  Path file(String name, String content) throws IOException {
    return Files.writeString(directory.resolve(name), content);
  }

  /** A cache over the stub, whose table is taken to be there. */
  Cache<String, String> cache(Map<String, String> settings) {
    return cache(overTheStub(settings), strings());
  }

  Properties overTheStub(Map<String, String> settings) {
    Properties properties = new Properties();
    properties.putAll(QUICK);
    properties.setProperty("dynamodb-jcache.client.endpoint", stub.uri().toString());
    properties.putAll(settings);
    return properties;
  }

  /** With DynamoDB Local behind it. */
  Properties overTables(Map<String, String> settings) {
    Properties properties = DynamoDbCacheProperties.withClient(real);
    properties.putAll(settings);
    return properties;
  }

  <K, V> Cache<K, V> cache(Properties properties, MutableConfiguration<K, V> configuration) {
    return manager(properties).createCache(STUB_TABLE, configuration);
  }

  /** A cache with a table of its own in DynamoDB Local, of the same name. */
  <K, V> Cache<K, V> realCache(Map<String, String> settings, MutableConfiguration<K, V> shape) {
    return manager(overTables(settings)).createCache(newTable(), shape);
  }

  CacheManager manager(Properties properties) {
    return provider.getCacheManager(
        URI.create("trouble-" + UUID.randomUUID()), getClass().getClassLoader(), properties);
  }

  /** The name of a table that goes with the laboratory. */
  String newTable() {
    String name = "test-" + UUID.randomUUID();
    tables.add(name);
    return name;
  }

  /** A table with such a key. */
  String newTable(String key) {
    String name = newTable();
    real.createTable(
        table ->
            table
                .tableName(name)
                .billingMode("PAY_PER_REQUEST")
                .attributeDefinitions(
                    a -> a.attributeName(key).attributeType(ScalarAttributeType.S))
                .keySchema(k -> k.attributeName(key).keyType("HASH")));
    return name;
  }

  static MutableConfiguration<String, String> strings() {
    return new MutableConfiguration<String, String>().setTypes(String.class, String.class);
  }

  static List<Told> failure(ThrowingCallable call) {
    Throwable thrown = catchThrowable(call);
    assertThat(thrown).isNotNull();
    return told(thrown);
  }

  static List<Told> told(Throwable thrown) {
    return List.of(
        new Told(thrown.getClass().getSimpleName(), String.valueOf(thrown.getMessage())));
  }

  /** A listener that wants to be told what an update replaced. */
  void listen(Cache<String, String> cache) {
    CacheEntryUpdatedListener<String, String> listener = events -> {};
    cache.registerCacheEntryListener(
        new MutableCacheEntryListenerConfiguration<>(() -> listener, null, true, true));
  }

  /** The lines that are logged meanwhile. */
  static List<Told> warnings(Runnable run) {
    return Stream.of(Logs.of(run).split("\n")).map(line -> new Told("WARN", line)).toList();
  }

  @Override
  public void close() throws IOException {
    CREDENTIALS.forEach(System::clearProperty);
    provider.close();
    threads.shutdownNow();
    stub.close();
    tables.forEach(this::delete);
    real.close();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(directory);
  }

  private void delete(String table) {
    try {
      real.deleteTable(request -> request.tableName(table));
    } catch (ResourceNotFoundException neverMade) {
      return;
    }
  }
}
