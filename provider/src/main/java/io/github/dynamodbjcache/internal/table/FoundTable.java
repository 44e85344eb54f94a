package io.github.dynamodbjcache.internal.table;

import io.github.dynamodbjcache.internal.store.StoreException;
import io.github.dynamodbjcache.internal.store.dynamodb.KeySchema;
import io.github.dynamodbjcache.internal.store.dynamodb.KeySchema.KeyAttribute;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/**
 * What a table turned out to be.
 *
 * @param keys its key
 * @param indexes all that it has, usable or on their way
 */
public record FoundTable(KeySchema keys, List<TableIndex> indexes) {

  /** Keeps a copy. */
  public FoundTable {
    indexes = List.copyOf(indexes);
  }

  static FoundTable of(TableDescription found) {
    return new FoundTable(
        new KeySchema(attributes(found, found.keySchema(), null)), indexes(found));
  }

  private static List<TableIndex> indexes(TableDescription found) {
    return Stream.concat(
            found.globalSecondaryIndexes().stream()
                .map(
                    index ->
                        index(
                            found,
                            index.indexName(),
                            TableIndex.Kind.GLOBAL,
                            index.keySchema(),
                            index.projection())),
            found.localSecondaryIndexes().stream()
                .map(
                    index ->
                        index(
                            found,
                            index.indexName(),
                            TableIndex.Kind.LOCAL,
                            index.keySchema(),
                            index.projection())))
        .toList();
  }

  private static TableIndex index(
      TableDescription found,
      String name,
      TableIndex.Kind kind,
      List<KeySchemaElement> keys,
      @Nullable Projection projection) {
    return new TableIndex(
        name,
        kind,
        attributes(found, keys, KeyType.HASH),
        attributes(found, keys, KeyType.RANGE),
        projection == null || projection.projectionType() == ProjectionType.ALL
            ? null
            : Set.copyOf(projection.nonKeyAttributes()));
  }

  /** Those with a role; all for null. */
  private static List<KeyAttribute> attributes(
      TableDescription found, List<KeySchemaElement> keys, @Nullable KeyType role) {
    return keys.stream()
        .filter(key -> role == null || key.keyType() == role)
        .map(key -> new KeyAttribute(key.attributeName(), type(found, key.attributeName())))
        .toList();
  }

  private static KeySchema.KeyType type(TableDescription found, String attribute) {
    return found.attributeDefinitions().stream()
        .filter(definition -> definition.attributeName().equals(attribute))
        .map(definition -> KeySchema.KeyType.valueOf(definition.attributeTypeAsString()))
        .findFirst()
        .orElseThrow(
            () ->
                new StoreException(
                    "DynamoDB table "
                        + found.tableName()
                        + " does not say of which type its key attribute "
                        + attribute
                        + " is",
                    null));
  }
}
