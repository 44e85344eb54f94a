package io.github.dynamodbjcache.behaviour;

import io.github.dynamodbjcache.table.Item;
import io.github.dynamodbjcache.table.ItemKey;
import io.github.dynamodbjcache.table.Mapping;
import io.github.dynamodbjcache.table.Table;
import io.github.dynamodbjcache.testing.CacheFixture;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.LocalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;

/**
 * A table of scores as somebody else has made it: partition key {@code name}, sort key {@code
 * level} (N); all its names are reserved words. Its indexes:
 *
 * <ul>
 *   <li>{@code by-status}: global, {@code status} and {@code data} (N), all attributes
 *   <li>{@code keys-by-status}: the same keys, and nothing else
 *   <li>{@code by-status-and-zone}: global, partition attributes {@code status} and {@code zone},
 *       sort attributes {@code data} and {@code level}
 *   <li>{@code by-ttl}: global, {@code status} and {@code ttl}, all attributes
 *   <li>{@code by-data}: local, {@code data}; has {@code ttl} beside the keys
 * </ul>
 */
final class SelectionFixture implements AutoCloseable {

  private final CacheFixture fixture = CacheFixture.open();
  private final String name = fixture.newName();

  /**
   * A score.
   *
   * @param data a number that index keys have
   */
  record Score(String name, int level, String status, String zone, int data, Set<String> values) {}

  SelectionFixture() {
    fixture
        .client()
        .createTable(
            create ->
                create
                    .tableName(name)
                    .billingMode(BillingMode.PAY_PER_REQUEST)
                    .keySchema(key("name", KeyType.HASH), key("level", KeyType.RANGE))
                    .attributeDefinitions(
                        definition("name", "S"),
                        definition("level", "N"),
                        definition("status", "S"),
                        definition("zone", "S"),
                        definition("data", "N"),
                        definition("ttl", "N"))
                    .globalSecondaryIndexes(
                        global(
                            "by-status",
                            ProjectionType.ALL,
                            key("status", KeyType.HASH),
                            key("data", KeyType.RANGE)),
                        global(
                            "keys-by-status",
                            ProjectionType.KEYS_ONLY,
                            key("status", KeyType.HASH),
                            key("data", KeyType.RANGE)),
                        global(
                            "by-status-and-zone",
                            ProjectionType.ALL,
                            key("status", KeyType.HASH),
                            key("zone", KeyType.HASH),
                            key("data", KeyType.RANGE),
                            key("level", KeyType.RANGE)),
                        global(
                            "by-ttl",
                            ProjectionType.ALL,
                            key("status", KeyType.HASH),
                            key("ttl", KeyType.RANGE)))
                    .localSecondaryIndexes(
                        LocalSecondaryIndex.builder()
                            .indexName("by-data")
                            .keySchema(key("name", KeyType.HASH), key("data", KeyType.RANGE))
                            .projection(
                                Projection.builder()
                                    .projectionType(ProjectionType.INCLUDE)
                                    .nonKeyAttributes("ttl")
                                    .build())
                            .build()));
  }

  private static KeySchemaElement key(String name, KeyType type) {
    return KeySchemaElement.builder().attributeName(name).keyType(type).build();
  }

  private static AttributeDefinition definition(String name, String type) {
    return AttributeDefinition.builder().attributeName(name).attributeType(type).build();
  }

  private static GlobalSecondaryIndex global(
      String name, ProjectionType projected, KeySchemaElement... keys) {
    return GlobalSecondaryIndex.builder()
        .indexName(name)
        .keySchema(keys)
        .projection(Projection.builder().projectionType(projected).build())
        .build();
  }

  CacheFixture caches() {
    return fixture;
  }

  String tableName() {
    return name;
  }

  /** The table as records, without a deadline. */
  Table<ItemKey<String, Integer>, Score> scores() {
    return Table.open(
        fixture.manager(),
        name,
        Mapping.record(Score.class).key("name", String.class, "level", Integer.class));
  }

  /** The table as documents in a manager of its own, whose items expire by {@code ttl}. */
  Table<ItemKey<String, Integer>, Item> expiring() {
    return Table.open(
        fixture.newManager(),
        name,
        Mapping.document().key("name", String.class, "level", Integer.class).timeToLive("ttl"));
  }

  /** The table as documents in a manager of its own, without a deadline. */
  Table<ItemKey<String, Integer>, Item> documents() {
    return Table.open(
        fixture.newManager(),
        name,
        Mapping.document().key("name", String.class, "level", Integer.class));
  }

  /** Puts items 0 to count - 1 of one partition, in any client's way. */
  void fill(String partition, int count) {
    for (int level = 0; level < count; level++) {
      put(partition, level, Map.of());
    }
  }

  void put(String partition, int level, Map<String, AttributeValue> more) {
    Map<String, AttributeValue> item =
        new HashMap<>(
            Map.of(
                "name", AttributeValue.fromS(partition),
                "level", n(level),
                "status", AttributeValue.fromS("open"),
                "zone", AttributeValue.fromS("north"),
                "data", n(level % 10),
                "values", AttributeValue.fromSs(List.of("a", "b"))));
    item.putAll(more);
    fixture.client().putItem(put -> put.tableName(name).item(item));
  }

  static AttributeValue n(long number) {
    return AttributeValue.fromN(Long.toString(number));
  }

  /** Requests sent since the last reset: of reads alone. */
  Map<String, Integer> requests() {
    return fixture.requests().counts();
  }

  @Override
  public void close() {
    fixture.close();
  }
}
