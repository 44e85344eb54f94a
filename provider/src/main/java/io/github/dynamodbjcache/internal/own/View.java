package io.github.dynamodbjcache.internal.own;

import io.github.dynamodbjcache.internal.mapping.ItemMapping.KeyPart;
import io.github.dynamodbjcache.internal.store.dynamodb.KeySchema.KeyAttribute;
import io.github.dynamodbjcache.internal.table.TableIndex;
import io.github.dynamodbjcache.table.AttributeType;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A table or one of its indexes, as reads see it.
 *
 * @param table the name of the table
 * @param index the index; null for the table itself
 * @param partition its partition key
 * @param sort its sort key; empty if it has none
 * @param tableKey the key of the table
 */
record View(
    String table,
    @Nullable TableIndex index,
    List<KeyPart> partition,
    List<KeyPart> sort,
    List<KeyPart> tableKey) {

  /** A table with that key. */
  static View of(String table, List<KeyPart> key) {
    return new View(table, null, key.subList(0, 1), key.subList(1, key.size()), key);
  }

  /** An index of a table with that key. */
  static View of(String table, TableIndex index, List<KeyPart> tableKey) {
    return new View(table, index, parts(index.partition()), parts(index.sort()), tableKey);
  }

  private static List<KeyPart> parts(List<KeyAttribute> attributes) {
    return attributes.stream()
        .map(key -> new KeyPart(key.name(), AttributeType.valueOf(key.type().name())))
        .toList();
  }

  @Nullable String indexName() {
    return index == null ? null : index.name();
  }

  boolean isGlobalIndex() {
    return index != null && index.scope() == TableIndex.Scope.GLOBAL;
  }

  /** The names of the attributes of its own key. */
  Set<String> keyNames() {
    return names(Stream.concat(partition.stream(), sort.stream()));
  }

  /** The names of the attributes that tell a place in it. */
  Set<String> placeNames() {
    Set<String> names = names(tableKey.stream());
    names.addAll(keyNames());
    return names;
  }

  /**
   * Refuses a place of a table whose key attributes were of other types.
   *
   * @throws IllegalArgumentException with the attribute
   */
  void requireTypes(Map<String, AttributeValue> place) {
    Stream.of(partition, sort, tableKey)
        .flatMap(List::stream)
        .forEach(part -> requireType(part, place.get(part.name())));
  }

  private void requireType(KeyPart part, @Nullable AttributeValue value) {
    if (value == null || !value.type().name().equals(part.type().name())) {
      throw new IllegalArgumentException(
          "the page's token is of another table than "
              + table
              + " is now, or of an index: its key attribute "
              + part.name()
              + " is not of type "
              + part.type());
    }
  }

  private static Set<String> names(Stream<KeyPart> parts) {
    Set<String> names = new LinkedHashSet<>();
    parts.map(KeyPart::name).forEach(names::add);
    return names;
  }

  /** The attributes that it has of each item; null for all. */
  @Nullable Set<String> projected() {
    Set<String> others = index == null ? null : index.projected();
    if (others == null) {
      return null;
    }
    Set<String> all = placeNames();
    all.addAll(others);
    return all;
  }

  /** Those of the attributes that it does not have. */
  Set<String> lacking(Collection<String> attributes) {
    Set<String> projected = projected();
    Set<String> lacking = new HashSet<>();
    if (projected != null) {
      lacking.addAll(attributes);
      lacking.removeAll(projected);
    }
    return lacking;
  }

  /** For messages. */
  @Override
  public String toString() {
    return (index == null ? "" : "index " + index.name() + " of ") + "table " + table;
  }

  /**
   * What somebody says of it.
   *
   * @throws IllegalArgumentException as the work does, with where
   */
  <R> R said(Supplier<R> work) {
    try {
      return work.get();
    } catch (IllegalArgumentException refused) {
      throw new IllegalArgumentException(this + ": " + refused.getMessage(), refused);
    }
  }
}
