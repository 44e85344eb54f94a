package io.github.dynamodbjcache.examples.arcade;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** The application that the table belongs to, here in the same program; it knows no cache. */
final class OtherApplication {

  private static final String TABLE = "doom_map";

  private final DynamoDbClient client;

  OtherApplication(DynamoDbClient client) {
    this.client = client;
  }

  /** The table was there before us. */
  void writeItsTable() {
    client.createTable(
        table ->
            table
                .tableName(TABLE)
                .keySchema(
                    partition -> partition.attributeName("episode").keyType(KeyType.HASH),
                    sort -> sort.attributeName("map").keyType(KeyType.RANGE))
                .attributeDefinitions(
                    episode ->
                        episode.attributeName("episode").attributeType(ScalarAttributeType.N),
                    map -> map.attributeName("map").attributeType(ScalarAttributeType.N))
                .billingMode(BillingMode.PAY_PER_REQUEST));
    put("1", "Hangar", "idkfa", "iddqd", "idclip");
    put("2", "Nuclear Plant", "iddqd");
    put("3", "Toxin Refinery");
  }

  private void put(String map, String name, String... cheats) {
    Map<String, AttributeValue> item =
        new HashMap<>(
            Map.of(
                "episode", AttributeValue.fromN("1"),
                "map", AttributeValue.fromN(map),
                "name", AttributeValue.fromS(name),
                "played", AttributeValue.fromN("0")));
    if (cheats.length > 0) {
      item.put("cheats", AttributeValue.fromSs(List.of(cheats)));
    }
    client.putItem(put -> put.tableName(TABLE).item(item));
  }

  /** The item as it lies in the table. */
  Map<String, AttributeValue> read(int episode, int map) {
    return client
        .getItem(
            get ->
                get.tableName(TABLE)
                    .consistentRead(true)
                    .key(
                        Map.of(
                            "episode", AttributeValue.fromN(Integer.toString(episode)),
                            "map", AttributeValue.fromN(Integer.toString(map)))))
        .item();
  }
}
