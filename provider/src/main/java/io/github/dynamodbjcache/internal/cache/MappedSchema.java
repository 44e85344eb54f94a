package io.github.dynamodbjcache.internal.cache;

import io.github.dynamodbjcache.internal.mapping.ItemMapping;
import io.github.dynamodbjcache.internal.mapping.MappingDefinition;
import io.github.dynamodbjcache.internal.store.dynamodb.KeySchema;
import io.github.dynamodbjcache.internal.table.ExpectedKey;
import io.github.dynamodbjcache.internal.table.TableIndex;
import io.github.dynamodbjcache.table.AttributeType;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.cache.CacheException;
import org.jspecify.annotations.Nullable;

/** The schema of a table that a mapping asks for, as far as the mapping alone knows it. */
final class MappedSchema<K, V> {

  private static final Set<AttributeType> OF_KEYS =
      Set.of(AttributeType.S, AttributeType.N, AttributeType.B);

  private final String cacheName;
  private final MappingDefinition<K, V> definition;
  private final List<ItemMapping.DeclaredKey> key;
  private final @Nullable ItemMapping<K, V> complete;

  /**
   * Checks the mapping; makes no request.
   *
   * @throws CacheException if its classes cannot be mapped so
   */
  MappedSchema(String cacheName, MappingDefinition<K, V> definition) {
    this.cacheName = cacheName;
    this.definition = definition;
    this.key = ItemMapping.declaredKey(definition);
    this.complete = isTyped() ? ItemMapping.of(definition, Map.of()) : null;
  }

  /** False if the table has to say of which types its key attributes are. */
  private boolean isTyped() {
    return key.stream().noneMatch(attribute -> attribute.type() == null);
  }

  /** The key; of any type where the table has to say it. */
  ExpectedKey keys() {
    return new ExpectedKey(
        key.stream()
            .map(
                each ->
                    new ExpectedKey.Attribute(
                        each.name(), each.type() == null ? null : keyType(each.type())))
            .toList());
  }

  /**
   * The global indexes that a created table gets.
   *
   * @throws CacheException if the mapping does not say of which type their attributes are
   */
  List<TableIndex> globalIndexes() {
    return definition.globalIndexes().stream().map(this::index).toList();
  }

  private TableIndex index(MappingDefinition.GlobalIndex index) {
    return new TableIndex(
        index.name(),
        TableIndex.Scope.GLOBAL,
        index.partition().stream().map(name -> attribute(index, name)).toList(),
        index.sort().stream().map(name -> attribute(index, name)).toList(),
        null);
  }

  private KeySchema.KeyAttribute attribute(MappingDefinition.GlobalIndex index, String name) {
    AttributeType type = complete == null ? null : complete.typeOf(name);
    if (type == null || !OF_KEYS.contains(type)) {
      throw new CacheException(
          "cache \""
              + cacheName
              + "\", createCache: table.create = if-missing needs the types of key attributes, S, N"
              + " or B, and of attribute "
              + name
              + " of index "
              + index.name()
              + (type == null
                  ? " the mapping knows none (nor does it of what a converter writes)"
                  : " the mapping has " + type)
              + ". Map it to a component of such a type, or create the table yourself and leave"
              + " table.create = never");
    }
    return new KeySchema.KeyAttribute(name, keyType(type));
  }

  /** The attribute with the deadline; null if items do not expire. */
  @Nullable String timeToLive() {
    return definition.timeToLive();
  }

  /**
   * The key of a table that nobody has looked at.
   *
   * @throws CacheException if it would have had to say of which types its attributes are
   */
  KeySchema keysUnseen() {
    ExpectedKey expected = keys();
    return expected
        .schema()
        .orElseThrow(
            () ->
                new CacheException(
                    "cache \""
                        + cacheName
                        + "\", createCache: of which types the key attributes "
                        + expected.withoutType()
                        + " are is for the table to say, and it was not looked at: without the right"
                        + " dynamodb:DescribeTable, or with table.create = assumed. Give the keys a"
                        + " type (key-type, or classes in the mapping), or have the table looked"
                        + " at"));
  }

  /** The mapping, with the types of the table's key. */
  ItemMapping<K, V> mapping(KeySchema keys) {
    return complete != null ? complete : ItemMapping.of(definition, types(keys));
  }

  private static Map<String, AttributeType> types(KeySchema keys) {
    return keys.attributes().stream()
        .collect(
            Collectors.toMap(
                KeySchema.KeyAttribute::name,
                attribute -> AttributeType.valueOf(attribute.type().name())));
  }

  private static KeySchema.KeyType keyType(AttributeType type) {
    return KeySchema.KeyType.valueOf(type.name());
  }
}
