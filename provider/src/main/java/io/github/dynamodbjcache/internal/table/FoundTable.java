package io.github.dynamodbjcache.internal.table;

import io.github.dynamodbjcache.internal.store.StoreException;
import io.github.dynamodbjcache.internal.store.dynamodb.KeySchema;
import io.github.dynamodbjcache.internal.store.dynamodb.KeySchema.KeyAttribute;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
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
        new KeySchema(
            found.keySchema().stream()
                .map(KeySchemaElement::attributeName)
                .map(name -> new KeyAttribute(name, type(found, name)))
                .toList()),
        TableIndex.allOf(found));
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
