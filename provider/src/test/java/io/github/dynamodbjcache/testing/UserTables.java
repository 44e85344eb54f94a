package io.github.dynamodbjcache.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;

/** Tables that somebody else has made, by the SDK alone. */
public final class UserTables {

  private UserTables() {}

  /**
   * Makes one.
   *
   * @param keys one or two, with their types: {@code "episode N", "map N"}
   */
  public static String make(DynamoDbClient client, String name, String... keys) {
    List<AttributeDefinition> definitions = new ArrayList<>();
    List<KeySchemaElement> schema = new ArrayList<>();
    for (String key : keys) {
      String[] parts = key.split(" ");
      definitions.add(
          AttributeDefinition.builder().attributeName(parts[0]).attributeType(parts[1]).build());
      schema.add(
          KeySchemaElement.builder()
              .attributeName(parts[0])
              .keyType(schema.isEmpty() ? KeyType.HASH : KeyType.RANGE)
              .build());
    }
    client.createTable(
        create ->
            create
                .tableName(name)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(definitions)
                .keySchema(schema));
    return name;
  }

  /** Switches time to live on. */
  public static void expireBy(DynamoDbClient client, String table, String attribute) {
    client.updateTimeToLive(
        update ->
            update
                .tableName(table)
                .timeToLiveSpecification(on -> on.enabled(true).attributeName(attribute)));
  }

  /** All items, as they lie in the table. */
  public static List<Map<String, AttributeValue>> items(DynamoDbClient client, String table) {
    return Stream.of(client.scan(scan -> scan.tableName(table).consistentRead(true)))
        .flatMap(answer -> answer.items().stream())
        .toList();
  }

  /** Puts an item. */
  public static void put(DynamoDbClient client, String table, Map<String, AttributeValue> item) {
    client.putItem(put -> put.tableName(table).item(item));
  }
}
