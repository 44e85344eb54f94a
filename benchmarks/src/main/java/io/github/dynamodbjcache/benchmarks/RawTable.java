package io.github.dynamodbjcache.benchmarks;

import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * A table used by hand: the requests of the provider, in straight code with constant expressions,
 * over a client with the same settings. What it lacks is what happens in bad weather: attempts
 * after a failure, and finding out what became of a write whose answer was lost.
 */
final class RawTable<V> {

  private static final long FIRST_PAUSE_MILLIS = 25;
  private static final AttributeValue NO_VERSION =
      AttributeValue.fromB(SdkBytes.fromByteArray(new byte[0]));
  private static final String PUT =
      "SET v = :v, w = :w, p1 = if_not_exists(w, :none), p2 = if_not_exists(p1, :none),"
          + " p3 = if_not_exists(p2, :none), p4 = if_not_exists(p3, :none),"
          + " p5 = if_not_exists(p4, :none) REMOVE x, #ttl";
  private static final Map<String, String> PUT_NAMES = Map.of("#ttl", "ttl"); // a reserved word

  private final DynamoDbClient client;
  private final String name;
  private final RawValues<V> values;
  private final SecureRandom random = new SecureRandom();
  private final ParallelBatches batches = new ParallelBatches();

  private RawTable(DynamoDbClient client, String name, RawValues<V> values) {
    this.client = client;
    this.name = name;
    this.values = values;
  }

  /** A table of its own, with the entries of {@link Samples}. */
  static <V> RawTable<V> filled(String name, RawValues<V> values, IntFunction<V> value) {
    RawTable<V> table = new RawTable<>(clientLikeTheProviders(), name, values);
    table.create();
    table.putAll(Samples.entries(0, Samples.ENTRIES, value));
    return table;
  }

  /** A table that is there already, over a client of the caller's. */
  static <V> RawTable<V> over(DynamoDbClient client, String name, RawValues<V> values) {
    return new RawTable<>(client, name, values);
  }

  static DynamoDbClient clientLikeTheProviders() {
    Duration attempt = Duration.ofSeconds(ServerProcess.ATTEMPT_TIMEOUT_SECONDS);
    return DynamoDbClient.builder()
        .endpointOverride(URI.create(System.getProperty("dynamodb-jcache.client.endpoint")))
        .region(Region.of(System.getProperty("dynamodb-jcache.client.region")))
        .httpClientBuilder(
            Apache5HttpClient.builder()
                .maxConnections(64)
                .connectionTimeout(Duration.ofSeconds(1))
                .connectionAcquisitionTimeout(attempt)
                .socketTimeout(attempt)
                .tcpKeepAlive(true))
        .overrideConfiguration(
            settings ->
                settings
                    .retryStrategy(AwsRetryStrategy.doNotRetry())
                    .apiCallAttemptTimeout(attempt))
        .build();
  }

  private void create() {
    try {
      client.createTable(
          table ->
              table
                  .tableName(name)
                  .billingMode(BillingMode.PAY_PER_REQUEST)
                  .attributeDefinitions(
                      AttributeDefinition.builder()
                          .attributeName("k")
                          .attributeType(ScalarAttributeType.S)
                          .build())
                  .keySchema(
                      KeySchemaElement.builder().attributeName("k").keyType(KeyType.HASH).build()));
    } catch (ResourceInUseException createdByAnEarlierFork) {
      // Its entries are the same.
    }
  }

  @Nullable V get(String key) {
    Map<String, AttributeValue> item = read(key);
    return isLive(item) ? values.read(attribute(item, "v")) : null;
  }

  /** Writes the entry and keeps the random versions before it, to settle lost answers by. */
  void put(String key, V value) {
    client.updateItem(
        update ->
            update
                .tableName(name)
                .key(keyOf(key))
                .updateExpression(PUT)
                .expressionAttributeNames(PUT_NAMES)
                .expressionAttributeValues(
                    Map.of(":v", values.write(value), ":w", newVersion(), ":none", NO_VERSION)));
  }

  void putForgetfully(String key, V value) {
    client.putItem(
        put ->
            put.tableName(name)
                .item(Map.of("k", AttributeValue.fromS(key), "v", values.write(value))));
  }

  /** Reads and writes under the condition that nobody else has written, until that is so. */
  V change(String key, UnaryOperator<V> change) {
    while (true) {
      Map<String, AttributeValue> item = read(key);
      V changed = change.apply(values.read(attribute(item, "v")));
      Map<String, AttributeValue> next = new HashMap<>(item);
      next.put("v", values.write(changed));
      next.put("w", newVersion());
      try {
        client.putItem(
            PutItemRequest.builder()
                .tableName(name)
                .item(next)
                .conditionExpression("w = :read")
                .expressionAttributeValues(Map.of(":read", attribute(item, "w")))
                .build());
        return changed;
      } catch (ConditionalCheckFailedException somebodyElseWrote) {
        // Again, on what is there now.
      }
    }
  }

  Map<String, V> getAll(Set<String> keys) {
    Map<String, V> found = new HashMap<>();
    Map<String, KeysAndAttributes> wanted =
        Map.of(
            name,
            KeysAndAttributes.builder()
                .keys(keys.stream().map(RawTable::keyOf).toList())
                .consistentRead(true)
                .build());
    for (long pause = FIRST_PAUSE_MILLIS; !wanted.isEmpty(); pause *= 2) {
      Map<String, KeysAndAttributes> request = wanted;
      BatchGetItemResponse answer = client.batchGetItem(batch -> batch.requestItems(request));
      for (Map<String, AttributeValue> item : answer.responses().getOrDefault(name, List.of())) {
        if (isLive(item)) {
          found.put(attribute(item, "k").s(), values.read(attribute(item, "v")));
        }
      }
      wanted = answer.unprocessedKeys();
      pauseIf(!wanted.isEmpty(), pause);
    }
    return found;
  }

  void putAll(Map<String, V> entries) {
    List<WriteRequest> puts = new ArrayList<>();
    entries.forEach((key, value) -> puts.add(putOf(key, value)));
    batches.run(puts, this::write);
  }

  private WriteRequest putOf(String key, V value) {
    Map<String, AttributeValue> item =
        Map.of("k", AttributeValue.fromS(key), "v", values.write(value), "w", newVersion());
    return WriteRequest.builder().putRequest(put -> put.item(item)).build();
  }

  private void write(List<WriteRequest> batch) {
    Map<String, List<WriteRequest>> pending = Map.of(name, batch);
    for (long pause = FIRST_PAUSE_MILLIS; !pending.isEmpty(); pause *= 2) {
      Map<String, List<WriteRequest>> request = pending;
      pending = client.batchWriteItem(write -> write.requestItems(request)).unprocessedItems();
      pauseIf(!pending.isEmpty(), pause);
    }
  }

  void forEach(BiConsumer<String, V> entry) {
    ScanRequest scan = ScanRequest.builder().tableName(name).consistentRead(true).build();
    ScanResponse page = client.scan(scan);
    while (true) {
      for (Map<String, AttributeValue> item : page.items()) {
        if (isLive(item)) {
          entry.accept(attribute(item, "k").s(), values.read(attribute(item, "v")));
        }
      }
      if (!page.hasLastEvaluatedKey()) {
        return;
      }
      page = client.scan(scan.toBuilder().exclusiveStartKey(page.lastEvaluatedKey()).build());
    }
  }

  private Map<String, AttributeValue> read(String key) {
    return client.getItem(get -> get.tableName(name).key(keyOf(key)).consistentRead(true)).item();
  }

  private static AttributeValue attribute(Map<String, AttributeValue> item, String name) {
    return Objects.requireNonNull(item.get(name), name);
  }

  private AttributeValue newVersion() {
    byte[] bytes = new byte[16];
    random.nextBytes(bytes);
    return AttributeValue.fromB(SdkBytes.fromByteArrayUnsafe(bytes));
  }

  private static Map<String, AttributeValue> keyOf(String key) {
    return Map.of("k", AttributeValue.fromS(key));
  }

  private static boolean isLive(Map<String, AttributeValue> item) {
    AttributeValue deadline = item.get("x");
    return !item.isEmpty()
        && (deadline == null || Long.parseLong(deadline.n()) > System.currentTimeMillis());
  }

  private static void pauseIf(boolean leftOver, long millis) {
    if (leftOver) {
      try {
        Thread.sleep(millis);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted before all was done", e);
      }
    }
  }
}
