package io.github.dynamodbjcache.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbjcache.embedded.EmbeddedDynamoDb;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * The bill holds what was sent, and the units that DynamoDB reports though nobody asked for them.
 */
class BillTest {

  private static final Map<String, AttributeValue> ITEM = Map.of("k", AttributeValue.fromS("a"));

  private final Bill bill = new Bill();
  private final EmbeddedDynamoDb dynamoDb = EmbeddedDynamoDb.inMemory();
  private final DynamoDbClient client =
      DynamoDbClient.builder()
          .endpointOverride(dynamoDb.endpoint())
          .region(Region.EU_WEST_1)
          .credentialsProvider(
              StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
          .overrideConfiguration(settings -> settings.addExecutionInterceptor(bill))
          .build();

  @BeforeEach
  void createATable() {
    client.createTable(
        table ->
            table
                .tableName("table")
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(
                    AttributeDefinition.builder()
                        .attributeName("k")
                        .attributeType(ScalarAttributeType.S)
                        .build())
                .keySchema(
                    KeySchemaElement.builder().attributeName("k").keyType(KeyType.HASH).build()));
  }

  @AfterEach
  void close() {
    client.close();
    dynamoDb.close();
  }

  @Test
  void eachOperationIsBilledWithItsUnits() {
    client.putItem(put -> put.tableName("table").item(ITEM));
    client.getItem(get -> get.tableName("table").key(ITEM).consistentRead(true));
    client.getItem(get -> get.tableName("table").key(ITEM).consistentRead(false));
    client.batchWriteItem(
        batch ->
            batch.requestItems(
                Map.of(
                    "table",
                    List.of(WriteRequest.builder().putRequest(put -> put.item(ITEM)).build()))));
    client.scan(scan -> scan.tableName("table").consistentRead(true));
    client.deleteItem(delete -> delete.tableName("table").key(ITEM));

    assertThat(bill.toString().lines())
        .containsExactly(
            line("BatchWriteItem", 1, 1.0),
            line("CreateTable", 1, 0.0),
            line("DeleteItem", 1, 1.0),
            line("GetItem", 2, 1.5),
            line("PutItem", 1, 1.0),
            line("Scan", 1, 1.0));
    assertThat(bill.requests("GetItem")).isEqualTo(2);
    assertThat(bill.requests("Query")).isZero();
  }

  private static String line(String operation, int requests, double units) {
    return String.format(
        Locale.getDefault(), "   %-16s %,6d requests %,10.1f units", operation, requests, units);
  }
}
