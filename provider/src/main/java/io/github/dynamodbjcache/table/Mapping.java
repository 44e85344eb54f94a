package io.github.dynamodbjcache.table;

import io.github.dynamodbjcache.configuration.DynamoDbConfiguration;
import io.github.dynamodbjcache.internal.mapping.MappingDefinition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import javax.cache.Cache;
import javax.cache.CacheException;
import org.jspecify.annotations.Nullable;

/**
 * How the items of a table are keys and values. A builder: begun by what the values are and what
 * the key is, each method returns the same object. A configuration takes what was said until it is
 * given the mapping; what is said later changes no cache. For one thread.
 *
 * <p>Two mappings are equal if the same was said of them; converters and defaults are equal as
 * their own {@code equals} says, so keep those that are lambdas in a constant.
 *
 * @param <K> the type of keys
 * @param <V> the type of values
 */
public final class Mapping<K, V> {

  private final MappingDefinition.Values<V> values;
  private final MappingDefinition.Keys<K> keys;
  private final Map<String, String> renamed = new LinkedHashMap<>();
  private final Map<String, Converter<?>> converters = new LinkedHashMap<>();
  private final List<MappingDefinition.GlobalIndex> globalIndexes = new ArrayList<>();
  private @Nullable String timeToLive;
  private Revisions revisions = Revisions.compared();
  private Unknown unknown = Unknown.KEEP;
  private @Nullable UnaryOperator<V> onCreate;

  private Mapping(MappingDefinition.Values<V> values, MappingDefinition.Keys<K> keys) {
    this.values = values;
    this.keys = keys;
  }

  /** The same, apart from this one: what is said to one of them later is not said to the other. */
  public Mapping<K, V> copy() {
    Mapping<K, V> copy = new Mapping<>(values, keys);
    copy.renamed.putAll(renamed);
    copy.converters.putAll(converters);
    copy.globalIndexes.addAll(globalIndexes);
    copy.timeToLive = timeToLive;
    copy.revisions = revisions;
    copy.unknown = unknown;
    copy.onCreate = onCreate;
    return copy;
  }

  /** Values are documents: every attribute of the item. */
  public static Values<Item> document() {
    return new KeyLess<>(new MappingDefinition.Documents<>());
  }

  /**
   * Values are records of one type: each component is an attribute of its name. A null component is
   * an attribute that is not there; collections that are not there read as empty ones.
   */
  public static <V> Values<V> record(Class<V> type) {
    return new KeyLess<>(new MappingDefinition.Records<>(Objects.requireNonNull(type, "type")));
  }

  /**
   * Values are beans of one type: it has a constructor without parameters, and each property with a
   * getter and a setter is an attribute of its name. Otherwise as records.
   */
  public static <V> Values<V> bean(Class<V> type) {
    return new KeyLess<>(new MappingDefinition.Beans<>(Objects.requireNonNull(type, "type")));
  }

  /**
   * Values are records of several types, all in one table.
   *
   * @param sealedType what they have in common: it permits records, and sealed types of records
   * @param typeAttribute the attribute that says which an item is, by its simple name
   */
  public static <V> Values<V> variants(Class<V> sealedType, String typeAttribute) {
    return new KeyLess<>(
        new MappingDefinition.Variants<>(
            Objects.requireNonNull(sealedType, "sealedType"), required(typeAttribute)));
  }

  /**
   * The values of a mapping, which lacks its key yet. Types of keys are those that are stored as S,
   * N or B; {@code Object} for what the value's component says, or else the table.
   *
   * @param <V> the type of values
   */
  public interface Values<V> {

    /** A partition key. */
    <K> Mapping<K, V> key(String attribute, Class<K> type);

    /** A partition key and a sort key. */
    <P, S> Mapping<ItemKey<P, S>, V> key(
        String partition, Class<P> partitionType, String sort, Class<S> sortType);

    /**
     * A record of one or two components, the partition key first; they are named as the attributes
     * are, or as the components that were renamed to them.
     */
    <K extends Record> Mapping<K, V> key(Class<K> type);
  }

  private record KeyLess<V>(MappingDefinition.Values<V> values) implements Values<V> {

    @Override
    public <K> Mapping<K, V> key(String attribute, Class<K> type) {
      return new Mapping<>(
          values,
          new MappingDefinition.Single<>(
              required(attribute), Objects.requireNonNull(type, "type")));
    }

    @Override
    public <P, S> Mapping<ItemKey<P, S>, V> key(
        String partition, Class<P> partitionType, String sort, Class<S> sortType) {
      return new Mapping<>(
          values,
          new MappingDefinition.Pair<>(
              required(partition),
              Objects.requireNonNull(partitionType, "partitionType"),
              required(sort),
              Objects.requireNonNull(sortType, "sortType")));
    }

    @Override
    public <K extends Record> Mapping<K, V> key(Class<K> type) {
      return new Mapping<>(
          values, new MappingDefinition.OfRecord<>(Objects.requireNonNull(type, "type")));
    }
  }

  /** A component or property whose attribute has another name. */
  public Mapping<K, V> rename(String component, String attribute) {
    renamed.put(required(component), required(attribute));
    return this;
  }

  /**
   * The attribute with the time when an item expires, as DynamoDB's time to live takes it: a number
   * of whole seconds since the epoch. A component may be mapped on it; what a value says there goes
   * before the cache's expiry policy. Where values have the attribute, as documents do, one that is
   * put without it has no deadline if the policy says none either; elsewhere the attribute stays.
   */
  public Mapping<K, V> timeToLive(String attribute) {
    timeToLive = required(attribute);
    return this;
  }

  /** By what others' changes are noticed; {@link Revisions#compared} if nothing is said. */
  public Mapping<K, V> revision(Revisions by) {
    revisions = Objects.requireNonNull(by, "revisions");
    return this;
  }

  /** What becomes of attributes that no component has; {@link Unknown#KEEP} if nothing is said. */
  public Mapping<K, V> unknown(Unknown attributes) {
    unknown = Objects.requireNonNull(attributes, "unknown");
    return this;
  }

  /** A component or property that the user's own converter writes and reads. */
  public <T> Mapping<K, V> convert(String component, Converter<T> converter) {
    converters.put(required(component), Objects.requireNonNull(converter, "converter"));
    return this;
  }

  /**
   * Makes a value complete that is known to be new: in {@code putIfAbsent}, in {@code put(…,
   * absent())} and where an entry processor met nothing. Not in a blind put, and never for what is
   * read.
   *
   * @param defaults of a new value the one that is stored
   */
  public Mapping<K, V> onCreate(UnaryOperator<V> defaults) {
    onCreate = Objects.requireNonNull(defaults, "defaults");
    return this;
  }

  /**
   * A global index, for where the table is made from this mapping; all attributes are in it.
   *
   * @param partition its partition attributes, 1 to 4
   * @param sort its sort attributes, 0 to 4
   * @throws IllegalArgumentException if there are fewer, or more
   */
  public Mapping<K, V> globalIndex(String name, List<String> partition, List<String> sort) {
    globalIndexes.add(new MappingDefinition.GlobalIndex(required(name), partition, sort));
    return this;
  }

  private static String required(String name) {
    if (Objects.requireNonNull(name, "name").isEmpty()) {
      throw new IllegalArgumentException("a name cannot be empty");
    }
    return name;
  }

  /** The configuration of a cache over that table. */
  @SuppressWarnings("unchecked") // What the values and keys are says their types.
  DynamoDbConfiguration<K, V> configuration(String table) {
    return new DynamoDbConfiguration<K, V>()
        .setTypes((Class<K>) keys.type(), (Class<V>) values.type())
        .setTableName(table)
        .setMapping(this);
  }

  /** Refuses a cache that was opened by another mapping. */
  void requireSame(String table, Cache<K, V> open) {
    Mapping<?, ?> other = open.getConfiguration(DynamoDbConfiguration.class).getMapping();
    if (other == null) {
      throw new CacheException(
          "cache \""
              + table
              + "\" is open, and has no mapping. Close it first, or open the table under another"
              + " name: createCache with setTableName and setMapping, then Table.of");
    }
    List<String> differences = definition().differencesFrom(other.definition());
    if (!differences.isEmpty()) {
      throw new CacheException(
          "table \""
              + table
              + "\" is open with another mapping, which differs in "
              + String.join("; ", differences)
              + ". Close that cache first, or give both the same mapping: what is a lambda of it is"
              + " the same only as one constant");
    }
  }

  /** What was said so far. */
  public MappingDefinition<K, V> definition() {
    return new MappingDefinition<>(
        values, keys, renamed, converters, timeToLive, revisions, unknown, onCreate, globalIndexes);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Mapping<?, ?> mapping && mapping.definition().equals(definition());
  }

  @Override
  public int hashCode() {
    return definition().hashCode();
  }

  /** What was said, for messages. */
  @Override
  public String toString() {
    return definition().toString();
  }
}
