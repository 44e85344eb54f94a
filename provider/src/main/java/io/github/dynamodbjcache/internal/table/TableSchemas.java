package io.github.dynamodbjcache.internal.table;

import io.github.dynamodbjcache.configuration.Billing;
import io.github.dynamodbjcache.configuration.Encryption;
import io.github.dynamodbjcache.internal.store.StoreException;
import io.github.dynamodbjcache.internal.store.dynamodb.KeySchema;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.IndexStatus;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughput;
import software.amazon.awssdk.services.dynamodb.model.SSEType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.Tag;
import software.amazon.awssdk.services.dynamodb.model.UpdateContinuousBackupsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateTimeToLiveRequest;

/** Says a {@link TableSpec} in DynamoDB's words, and compares it with what is there. */
final class TableSchemas {

  private TableSchemas() {}

  static CreateTableRequest creation(TableSpec spec) {
    NewTable made = spec.made();
    KeySchema keys = keys(spec);
    CreateTableRequest.Builder request =
        CreateTableRequest.builder()
            .tableName(spec.name())
            .attributeDefinitions(definitions(keys, made.globalIndexes()))
            .keySchema(elements(keys));
    if (!made.globalIndexes().isEmpty()) {
      request.globalSecondaryIndexes(
          made.globalIndexes().stream().map(index -> index(index, made.billing())).toList());
    }
    bill(made.billing(), request);
    encrypt(made.encryption(), request);
    if (made.deletionProtection()) {
      request.deletionProtectionEnabled(true);
    }
    if (!made.tags().isEmpty()) {
      request.tags(
          made.tags().entrySet().stream()
              .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
              .toList());
    }
    return request.build();
  }

  private static KeySchema keys(TableSpec spec) {
    return spec.keys()
        .schema()
        .orElseThrow(
            () ->
                new StoreException(
                    "DynamoDB table "
                        + spec.name()
                        + " does not exist, and cannot be created: nothing says of which type its"
                        + " key attributes "
                        + spec.keys().withoutType()
                        + " are. Give the keys a type (key-type, or classes in the mapping), or"
                        + " create it yourself",
                    null));
  }

  /** Of all keys, each once. */
  private static List<AttributeDefinition> definitions(
      KeySchema keys, List<TableIndex> globalIndexes) {
    return Stream.concat(
            keys.attributes().stream(),
            globalIndexes.stream().flatMap(index -> index.attributes().stream()))
        .distinct()
        .map(TableSchemas::definition)
        .toList();
  }

  private static GlobalSecondaryIndex index(TableIndex index, Billing billing) {
    GlobalSecondaryIndex.Builder made =
        GlobalSecondaryIndex.builder()
            .indexName(index.name())
            .keySchema(
                Stream.concat(
                        index.partition().stream().map(each -> element(each, KeyType.HASH)),
                        index.sort().stream().map(each -> element(each, KeyType.RANGE)))
                    .toList())
            .projection(p -> p.projectionType(ProjectionType.ALL));
    return billing instanceof Billing.Provisioned units
        ? made.provisionedThroughput(throughput(units)).build()
        : made.build();
  }

  private static KeySchemaElement element(KeySchema.KeyAttribute attribute, KeyType role) {
    return KeySchemaElement.builder().attributeName(attribute.name()).keyType(role).build();
  }

  private static AttributeDefinition definition(KeySchema.KeyAttribute attribute) {
    return AttributeDefinition.builder()
        .attributeName(attribute.name())
        .attributeType(attribute.type().name())
        .build();
  }

  private static List<KeySchemaElement> elements(KeySchema keys) {
    return keys.attributes().stream()
        .map(
            attribute ->
                element(
                    attribute,
                    attribute.name().equals(keys.partition()) ? KeyType.HASH : KeyType.RANGE))
        .toList();
  }

  /** Some of the indexes of a new table may be made after it; others are filled for hours. */
  static boolean areIndexesBeingMade(TableSpec spec, TableDescription found) {
    return spec.made().globalIndexes().stream()
        .anyMatch(
            wanted ->
                found.globalSecondaryIndexes().stream()
                    .anyMatch(index -> isBeingMade(index, wanted)));
  }

  private static boolean isBeingMade(GlobalSecondaryIndexDescription found, TableIndex wanted) {
    return wanted.name().equals(found.indexName())
        && found.indexStatus() == IndexStatus.CREATING
        && !Boolean.TRUE.equals(found.backfilling());
  }

  static UpdateTimeToLiveRequest timeToLive(String table, String attribute) {
    return UpdateTimeToLiveRequest.builder()
        .tableName(table)
        .timeToLiveSpecification(t -> t.enabled(true).attributeName(attribute))
        .build();
  }

  static UpdateContinuousBackupsRequest pointInTimeRecovery(TableSpec spec) {
    return UpdateContinuousBackupsRequest.builder()
        .tableName(spec.name())
        .pointInTimeRecoverySpecification(p -> p.pointInTimeRecoveryEnabled(true))
        .build();
  }

  /**
   * Refuses a table with another key.
   *
   * @throws StoreException with the expected key and the one found
   */
  static void check(TableSpec spec, TableDescription found) {
    KeySchema actual = FoundTable.of(found).keys();
    if (!spec.keys().isMetBy(actual)) {
      throw new StoreException(
          "DynamoDB table "
              + spec.name()
              + " has the key "
              + actual
              + ", but the cache expects "
              + spec.keys()
              + switch (spec.owner()) {
                case CACHE -> ". Give the cache a table of its own";
                case USER ->
                    ". Change the mapping (items.partition-key, items.sort-key, key-type), or name"
                        + " another table (table.name)";
              },
          null);
    }
  }

  private static void bill(Billing billing, CreateTableRequest.Builder request) {
    if (billing instanceof Billing.Provisioned units) {
      request.billingMode(BillingMode.PROVISIONED).provisionedThroughput(throughput(units));
    } else {
      request.billingMode(BillingMode.PAY_PER_REQUEST);
    }
  }

  private static ProvisionedThroughput throughput(Billing.Provisioned units) {
    return ProvisionedThroughput.builder()
        .readCapacityUnits((long) units.readUnits())
        .writeCapacityUnits((long) units.writeUnits())
        .build();
  }

  private static void encrypt(Encryption encryption, CreateTableRequest.Builder request) {
    if (encryption instanceof Encryption.CustomerKey key) {
      request.sseSpecification(s -> s.enabled(true).sseType(SSEType.KMS).kmsMasterKeyId(key.key()));
    } else if (encryption instanceof Encryption.AwsManaged) {
      request.sseSpecification(s -> s.enabled(true).sseType(SSEType.KMS));
    }
  }
}
