package io.github.dynamodbjcache.internal.table;

import io.github.dynamodbjcache.configuration.Billing;
import io.github.dynamodbjcache.configuration.Encryption;
import io.github.dynamodbjcache.internal.store.StoreException;
import io.github.dynamodbjcache.internal.store.dynamodb.KeySchema;
import java.util.List;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.SSEType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.Tag;
import software.amazon.awssdk.services.dynamodb.model.UpdateContinuousBackupsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateTimeToLiveRequest;

/** Says a {@link TableSpec} in DynamoDB's words, and compares it with what is there. */
final class TableSchemas {

  private TableSchemas() {}

  static CreateTableRequest creation(TableSpec spec) {
    CreateTableRequest.Builder request =
        CreateTableRequest.builder()
            .tableName(spec.name())
            .attributeDefinitions(
                spec.keys().attributes().stream().map(TableSchemas::definition).toList())
            .keySchema(elements(spec.keys()));
    bill(spec.billing(), request);
    encrypt(spec.encryption(), request);
    if (spec.deletionProtection()) {
      request.deletionProtectionEnabled(true);
    }
    if (!spec.tags().isEmpty()) {
      request.tags(
          spec.tags().entrySet().stream()
              .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
              .toList());
    }
    return request.build();
  }

  private static AttributeDefinition definition(KeySchema.KeyAttribute attribute) {
    return AttributeDefinition.builder()
        .attributeName(attribute.name())
        .attributeType(attribute.type().name())
        .build();
  }

  private static List<KeySchemaElement> elements(KeySchema keys) {
    return keys.names().stream()
        .map(
            name ->
                KeySchemaElement.builder()
                    .attributeName(name)
                    .keyType(name.equals(keys.partition()) ? KeyType.HASH : KeyType.RANGE)
                    .build())
        .toList();
  }

  /** "partition key k of type S". */
  static String inWords(KeySchema keys) {
    return keys.attributes().stream()
        .map(
            attribute ->
                (attribute.name().equals(keys.partition()) ? "partition key " : "sort key ")
                    + attribute.name()
                    + " of type "
                    + attribute.type())
        .collect(Collectors.joining(" and the "));
  }

  static UpdateTimeToLiveRequest timeToLive(TableSpec spec) {
    return UpdateTimeToLiveRequest.builder()
        .tableName(spec.name())
        .timeToLiveSpecification(t -> t.enabled(true).attributeName(spec.timeToLive()))
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
    String expected = spec.keys().toString();
    String actual =
        found.keySchema().stream()
            .map(
                key ->
                    key.attributeName()
                        + " ("
                        + key.keyTypeAsString()
                        + ", "
                        + type(key.attributeName(), found)
                        + ")")
            .collect(Collectors.joining(", "));
    if (!actual.equals(expected)) {
      throw new StoreException(
          "DynamoDB table "
              + spec.name()
              + " has the key "
              + actual
              + ", but the cache expects "
              + expected
              + ". Give the cache a table of its own",
          null);
    }
  }

  private static String type(String attribute, TableDescription found) {
    return found.attributeDefinitions().stream()
        .filter(definition -> definition.attributeName().equals(attribute))
        .map(AttributeDefinition::attributeTypeAsString)
        .findFirst()
        .orElse("unknown type");
  }

  private static void bill(Billing billing, CreateTableRequest.Builder request) {
    if (billing instanceof Billing.Provisioned units) {
      request
          .billingMode(BillingMode.PROVISIONED)
          .provisionedThroughput(
              p -> p.readCapacityUnits(units.readUnits()).writeCapacityUnits(units.writeUnits()));
    } else {
      request.billingMode(BillingMode.PAY_PER_REQUEST);
    }
  }

  private static void encrypt(Encryption encryption, CreateTableRequest.Builder request) {
    if (encryption instanceof Encryption.CustomerKey key) {
      request.sseSpecification(s -> s.enabled(true).sseType(SSEType.KMS).kmsMasterKeyId(key.key()));
    } else if (encryption instanceof Encryption.AwsManaged) {
      request.sseSpecification(s -> s.enabled(true).sseType(SSEType.KMS));
    }
  }
}
