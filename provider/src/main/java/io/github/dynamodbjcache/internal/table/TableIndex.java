package io.github.dynamodbjcache.internal.table;

import static java.util.Objects.requireNonNull;

import io.github.dynamodbjcache.internal.store.dynamodb.KeySchema.KeyAttribute;
import io.github.dynamodbjcache.internal.store.dynamodb.KeySchema.KeyType;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/**
 * A secondary index of a table.
 *
 * @param partition its partition key; a global one may have up to four attributes
 * @param sort its sort key: none, or one attribute; a global one may have up to four
 * @param projected the attributes that it has of an item beside the keys of the table and its own;
 *     null for all
 */
public record TableIndex(
    String name,
    Scope scope,
    List<KeyAttribute> partition,
    List<KeyAttribute> sort,
    @Nullable Set<String> projected) {

  /** Keeps copies. */
  public TableIndex {
    partition = List.copyOf(partition);
    sort = List.copyOf(sort);
    projected = projected == null ? null : Set.copyOf(projected);
  }

  /** Over what an index goes. */
  public enum Scope {
    /** All partitions of the table; read with eventual consistency alone. */
    GLOBAL,
    /** Each partition of the table; what it does not have is fetched from there. */
    LOCAL
  }

  /** All indexes of a table, those that are being made or deleted among them. */
  public static List<TableIndex> allOf(TableDescription table) {
    Map<String, KeyType> types =
        table.attributeDefinitions().stream()
            .collect(
                Collectors.toMap(
                    AttributeDefinition::attributeName,
                    definition -> KeyType.valueOf(definition.attributeTypeAsString())));
    return Stream.concat(
            table.globalSecondaryIndexes().stream()
                .map(
                    index ->
                        of(
                            index.indexName(),
                            Scope.GLOBAL,
                            index.keySchema(),
                            types,
                            index.projection())),
            table.localSecondaryIndexes().stream()
                .map(
                    index ->
                        of(
                            index.indexName(),
                            Scope.LOCAL,
                            index.keySchema(),
                            types,
                            index.projection())))
        .toList();
  }

  private static TableIndex of(
      String name,
      Scope scope,
      List<KeySchemaElement> keys,
      Map<String, KeyType> types,
      Projection projection) {
    return new TableIndex(
        name,
        scope,
        attributes(keys, "HASH", types),
        attributes(keys, "RANGE", types),
        projection.projectionType() == ProjectionType.ALL
            ? null
            : Set.copyOf(projection.nonKeyAttributes()));
  }

  private static List<KeyAttribute> attributes(
      List<KeySchemaElement> keys, String role, Map<String, KeyType> types) {
    return keys.stream()
        .filter(key -> key.keyTypeAsString().equals(role))
        .map(KeySchemaElement::attributeName)
        .map(name -> new KeyAttribute(name, requireNonNull(types.get(name))))
        .toList();
  }

  /** All attributes of its key, in order. */
  public List<KeyAttribute> attributes() {
    return Stream.concat(partition.stream(), sort.stream()).toList();
  }

  /** True for the same index, whatever it holds beside its keys. */
  boolean isAs(TableIndex other) {
    return name.equals(other.name)
        && scope == other.scope
        && partition.equals(other.partition)
        && sort.equals(other.sort);
  }

  /** "by-rank (HASH account S, RANGE rank N)". */
  String inWords() {
    return name
        + partition.stream()
            .map(attribute -> "HASH " + attribute.name() + " " + attribute.type())
            .collect(Collectors.joining(", ", " (", ""))
        + sort.stream()
            .map(attribute -> ", RANGE " + attribute.name() + " " + attribute.type())
            .collect(Collectors.joining("", "", ")"));
  }
}
