package io.github.dynamodbjcache.internal.codec.key;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The classes of keys of well-known libraries, and the fields that their {@code equals} goes by.
 * Where such keys lie does not depend on whether a cache has the library's preset.
 */
final class LibraryKeys {

  private static final Map<String, KeyFields> KEYS =
      Stream.of(
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
                  List.of("values", "hashCode")),
              new KeyFields(
                  "org.springframework.cache.interceptor.SimpleKey",
                  List.of("params"),
                  List.of("params")))
          .collect(Collectors.toUnmodifiableMap(KeyFields::className, Function.identity()));

  private LibraryKeys() {}

  /** The fields of a class of keys, or null for any other class. */
  static @Nullable KeyFields fieldsOf(String className) {
    return KEYS.get(className);
  }
}
