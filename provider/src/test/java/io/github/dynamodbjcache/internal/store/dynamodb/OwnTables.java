package io.github.dynamodbjcache.internal.store.dynamodb;

import io.github.dynamodbjcache.internal.store.EntryKey;
import io.github.dynamodbjcache.internal.store.EntryStore;
import io.github.dynamodbjcache.internal.store.dynamodb.KeySchema.KeyAttribute;
import io.github.dynamodbjcache.internal.store.dynamodb.KeySchema.KeyType;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;

/** Tables of somebody's own, with a hash and a range key, and what tests do with their items. */
final class OwnTables {

  static final long NOW = 4_000_000_000_123L;
  static final long SECOND = NOW / 1000;
  static final String TTL = "ttl";
  static final KeySchema PAIR =
      new KeySchema(
          List.of(new KeyAttribute("status", KeyType.N), new KeyAttribute("name", KeyType.S)));
  static final EntryKey KEY =
      new EntryKey(Map.of("status", number("7"), "name", AttributeValue.fromS("a")));

  /** How revisions are kept, and what becomes of attributes that are none of the value's. */
  enum Kind {
    COMPARED(Evidence.COMPARED),
    VERSION(Evidence.version("v")),
    HIDDEN(Evidence.hidden("_"));

    final Evidence evidence;

    Kind(Evidence evidence) {
      this.evidence = evidence;
    }

    Naming naming() {
      return new Naming(evidence, Lifetime.inSeconds(TTL));
    }

    /** Of values with those attributes. */
    TableLayout typed(DynamoDbClient client, Set<String> attributes) {
      return layout(client, PAIR, naming(), Replacement.MERGE, attributes);
    }

    TableLayout documents(DynamoDbClient client) {
      return layout(client, PAIR, naming(), Replacement.WHOLE, null);
    }
  }

  private OwnTables() {}

  static TableLayout layout(
      DynamoDbClient client,
      KeySchema keys,
      Naming naming,
      Replacement replacement,
      @Nullable Set<String> attributes) {
    String table = "own-" + UUID.randomUUID();
    List<KeyAttribute> elements = keys.attributes();
    client.createTable(
        create ->
            create
                .tableName(table)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(
                    elements.stream()
                        .map(
                            key ->
                                AttributeDefinition.builder()
                                    .attributeName(key.name())
                                    .attributeType(key.type().name())
                                    .build())
                        .toList())
                .keySchema(
                    elements.stream()
                        .map(
                            key ->
                                KeySchemaElement.builder()
                                    .attributeName(key.name())
                                    .keyType(key.equals(elements.get(0)) ? "HASH" : "RANGE")
                                    .build())
                        .toList()));
    return new TableLayout(table, keys, naming, replacement, attributes);
  }

  static EntryStore store(DynamoDbClient client, TableLayout layout) {
    return store(client, layout, Transacted.NOTHING);
  }

  static EntryStore store(DynamoDbClient client, TableLayout layout, Transacted transacted) {
    return new DynamoDbEntryStore(
        StoreFixture.attempts(client, layout, StoreFixture.SETTINGS),
        layout,
        transacted,
        StoreFixture.PARALLEL,
        Clock.fixed(Instant.ofEpochMilli(NOW), ZoneOffset.UTC));
  }

  /** Names and values, alternately; a text stands for itself, a number for N. */
  static Map<String, AttributeValue> data(Object... namesAndValues) {
    Map<String, AttributeValue> data = new HashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      data.put((String) namesAndValues[i], attribute(namesAndValues[i + 1]));
    }
    return data;
  }

  private static AttributeValue attribute(Object value) {
    if (value instanceof AttributeValue attribute) {
      return attribute;
    }
    return value instanceof Number
        ? number(value.toString())
        : AttributeValue.fromS((String) value);
  }

  static AttributeValue number(String number) {
    return AttributeValue.fromN(number);
  }

  /** The item at the key with all that it has; empty if there is none. */
  static Map<String, AttributeValue> item(DynamoDbClient client, TableLayout layout, EntryKey key) {
    return client
        .getItem(get -> get.tableName(layout.table()).key(key.attributes()).consistentRead(true))
        .item();
  }

  /** Somebody else writes a whole item. */
  static void foreignPut(
      DynamoDbClient client, TableLayout layout, EntryKey key, Map<String, AttributeValue> data) {
    Map<String, AttributeValue> item = new HashMap<>(key.attributes());
    item.putAll(data);
    client.putItem(put -> put.tableName(layout.table()).item(item));
  }

  /** Somebody else gives one attribute a value. */
  static void foreignSet(
      DynamoDbClient client, TableLayout layout, EntryKey key, String name, Object value) {
    client.updateItem(
        update ->
            update
                .tableName(layout.table())
                .key(key.attributes())
                .updateExpression("SET #n = :v")
                .expressionAttributeNames(Map.of("#n", name))
                .expressionAttributeValues(Map.of(":v", attribute(value))));
  }
}
