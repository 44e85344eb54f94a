package io.github.dynamodbjcache.table;

import io.github.dynamodbjcache.internal.mapping.MappingDefinition;
import java.util.List;
import java.util.function.UnaryOperator;
import javax.cache.Cache;

/** How the items of a table are keys and values. */
public final class Mapping<K, V> {

  private final MappingDefinition<K, V> definition;

  Mapping(MappingDefinition<K, V> definition) {
    this.definition = definition;
  }

  /** Values are documents. */
  public static Values<Item> document() {
    throw new UnsupportedOperationException();
  }

  /** Values are records of that type. */
  public static <V> Values<V> record(Class<V> type) {
    throw new UnsupportedOperationException();
  }

  /** Values are beans of that type. */
  public static <V> Values<V> bean(Class<V> type) {
    throw new UnsupportedOperationException();
  }

  /** Several record types in one table. */
  public static <V> Values<V> variants(Class<V> sealedType, String typeAttribute) {
    throw new UnsupportedOperationException();
  }

  /** The values of a mapping, which lacks its key yet. */
  public interface Values<V> {
    /** A partition key. */
    <K> Mapping<K, V> key(String attribute, Class<K> type);

    /** A partition key and a sort key. */
    <P, S> Mapping<ItemKey<P, S>, V> key(
        String partition, Class<P> partitionType, String sort, Class<S> sortType);

    /** A record of one or two components. */
    <K extends Record> Mapping<K, V> key(Class<K> type);
  }

  /** Renames. */
  public Mapping<K, V> rename(String component, String attribute) {
    throw new UnsupportedOperationException();
  }

  /** TTL. */
  public Mapping<K, V> timeToLive(String attribute) {
    throw new UnsupportedOperationException();
  }

  /** Revisions. */
  public Mapping<K, V> revision(Revisions revisions) {
    throw new UnsupportedOperationException();
  }

  /** Unknown. */
  public Mapping<K, V> unknown(Unknown unknown) {
    throw new UnsupportedOperationException();
  }

  /** Converter. */
  public <T> Mapping<K, V> convert(String component, Converter<T> converter) {
    throw new UnsupportedOperationException();
  }

  /** Defaults of new objects. */
  public Mapping<K, V> onCreate(UnaryOperator<V> defaults) {
    throw new UnsupportedOperationException();
  }

  /** A global index. */
  public Mapping<K, V> globalIndex(String name, List<String> partition, List<String> sort) {
    throw new UnsupportedOperationException();
  }

  void requireSame(String table, Cache<K, V> open) {
    throw new UnsupportedOperationException();
  }

  /** What was said. */
  public MappingDefinition<K, V> definition() {
    return definition;
  }
}
