package io.github.dynamodbjcache.codec;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The classes that a well-known library stores in caches by itself, by their exact names: a cache
 * with the preset allows them beside what its {@code allow} names. The application's own classes in
 * them are not part of it.
 *
 * <p>Where the keys of these libraries lie does not depend on whether the preset is set.
 */
public enum SerializationPreset {

  /** What Hibernate ORM 6.6 and 7 put into their second-level and query caches. */
  HIBERNATE(
      List.of(
          "org.hibernate.bytecode.enhance.spi.LazyPropertyInitializer$1",
          "org.hibernate.cache.internal.QueryResultsCacheImpl$CacheItem",
          "org.hibernate.cache.spi.entry.CollectionCacheEntry",
          "org.hibernate.cache.spi.entry.StandardCacheEntryImpl",
          "org.hibernate.cache.spi.support.AbstractReadWriteAccess$Item",
          "org.hibernate.cache.spi.support.AbstractReadWriteAccess$SoftLockImpl",
          "org.hibernate.sql.results.jdbc.internal.CachedJdbcValuesMetadata",
          "org.hibernate.type.BasicType"),
      List.of(
          new KeyFields(
              "org.hibernate.cache.internal.BasicCacheKeyImplementation",
              List.of("entityOrRoleName", "id"),
              List.of("id", "entityOrRoleName", "hashCode")),
          new KeyFields(
              "org.hibernate.cache.internal.CacheKeyImplementation",
              List.of("entityOrRoleName", "tenantId", "id"),
              List.of("id", "entityOrRoleName", "tenantId", "hashCode")),
          new KeyFields(
              "org.hibernate.cache.internal.NaturalIdCacheKey",
              List.of("entityName", "tenantId", "naturalIdValues"),
              List.of("naturalIdValues", "entityName", "tenantId", "hashCode")),
          new KeyFields(
              "org.hibernate.cache.spi.QueryKey",
              List.of(
                  "sqlQueryString",
                  "parameterBindingsMemento",
                  "firstRow",
                  "maxRows",
                  "enabledFilterNames"),
              List.of(
                  "sqlQueryString",
                  "parameterBindingsMemento",
                  "firstRow",
                  "maxRows",
                  "enabledFilterNames")),
          new KeyFields(
              "org.hibernate.query.internal.QueryParameterBindingsImpl$ParameterBindingsMementoImpl",
              List.of("values"),
              List.of("values", "hashCode")))),

  /** What Spring's cache abstraction puts into caches, also by the JSR-107 annotations. */
  SPRING(
      List.of(
          "org.springframework.cache.support.NullValue",
          "java.io.IOException",
          "java.io.UncheckedIOException",
          "java.lang.ArithmeticException",
          "java.lang.ClassCastException",
          "java.lang.Error",
          "java.lang.IllegalArgumentException",
          "java.lang.IllegalStateException",
          "java.lang.IndexOutOfBoundsException",
          "java.lang.InterruptedException",
          "java.lang.NullPointerException",
          "java.lang.NumberFormatException",
          "java.lang.UnsupportedOperationException",
          "java.util.ConcurrentModificationException",
          "java.util.NoSuchElementException",
          "java.util.concurrent.CompletionException",
          "java.util.concurrent.ExecutionException",
          "java.util.concurrent.TimeoutException"),
      List.of(
          new KeyFields(
              "org.springframework.cache.interceptor.SimpleKey",
              List.of("params"),
              List.of("params"))));

  private static final Map<String, KeyFields> KEYS =
      Arrays.stream(values())
          .flatMap(preset -> preset.keys.stream())
          .collect(Collectors.toUnmodifiableMap(KeyFields::className, Function.identity()));

  private final List<String> classes;
  private final List<KeyFields> keys;

  SerializationPreset(List<String> classes, List<KeyFields> keys) {
    this.classes = classes;
    this.keys = keys;
  }

  /** The fields of a class of keys, or null for any other class. */
  static @Nullable KeyFields fieldsOf(String className) {
    return KEYS.get(className);
  }

  /** The names of all its classes. */
  Stream<String> classNames() {
    return Stream.concat(classes.stream(), keys.stream().map(KeyFields::className));
  }

  /** True if the class of that name is one of the preset's. */
  boolean allows(String className) {
    return classNames().anyMatch(className::equals);
  }

  /** The preset that a class is part of, if any. */
  static Optional<SerializationPreset> of(String className) {
    return Arrays.stream(values()).filter(preset -> preset.allows(className)).findFirst();
  }
}
