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

  private static final String HIBERNATE = "org.hibernate.cache.internal.";
  private static final String SPRING_DATA = "org.springframework.data.domain.";

  private static final Map<String, KeyFields> KEYS =
      Stream.of(hibernate(), spring(), springData(), interceptors())
          .flatMap(Function.identity())
          .collect(Collectors.toUnmodifiableMap(KeyFields::className, Function.identity()));

  private LibraryKeys() {}

  /** The fields of a library's class of keys, or null for any other class. */
  static @Nullable KeyFields fieldsOf(String className) {
    return KEYS.get(className);
  }

  private static Stream<KeyFields> hibernate() {
    return Stream.of(
        new KeyFields(
            HIBERNATE + "BasicCacheKeyImplementation",
            List.of("entityOrRoleName", "id"),
            List.of("id", "entityOrRoleName", "hashCode")),
        new KeyFields(
            HIBERNATE + "CacheKeyImplementation",
            List.of("entityOrRoleName", "tenantId", "id"),
            List.of("id", "entityOrRoleName", "tenantId", "hashCode")),
        new KeyFields(
            HIBERNATE + "NaturalIdCacheKey",
            List.of("entityName", "tenantId", "naturalIdValues"),
            List.of("naturalIdValues", "entityName", "tenantId", "hashCode")),
        whole(
            "org.hibernate.cache.spi.QueryKey",
            "sqlQueryString",
            "parameterBindingsMemento",
            "firstRow",
            "maxRows",
            "enabledFilterNames"),
        new KeyFields(
            "org.hibernate.query.internal.QueryParameterBindingsImpl$ParameterBindingsMementoImpl",
            List.of("values"),
            List.of("values", "hashCode")));
  }

  private static Stream<KeyFields> spring() {
    return Stream.of(whole("org.springframework.cache.interceptor.SimpleKey", "params"));
  }

  /** Arguments of repositories, of which Spring's keys are made; some are not Serializable. */
  private static Stream<KeyFields> springData() {
    return Stream.of(
        whole(SPRING_DATA + "PageRequest", "pageNumber", "pageSize", "sort"),
        whole(SPRING_DATA + "Unpaged", "sort"),
        whole(SPRING_DATA + "Sort", "orders"),
        whole(SPRING_DATA + "Sort$Order", "direction", "property", "ignoreCase", "nullHandling"),
        whole(SPRING_DATA + "Limit$Limited", "max"),
        whole(SPRING_DATA + "OffsetScrollPosition", "offset"),
        whole(SPRING_DATA + "KeysetScrollPosition", "keys", "direction"));
  }

  /** What interceptors of cache annotations make of a method's arguments. */
  private static Stream<KeyFields> interceptors() {
    return Stream.of(
        whole("io.micronaut.cache.interceptor.ParametersKey", "params"),
        whole("io.quarkus.cache.CompositeCacheKey", "keyElements"),
        whole("io.quarkus.cache.DefaultCacheKey", "cacheName"),
        whole("org.jsr107.ri.annotations.DefaultGeneratedCacheKey", "parameters"));
  }

  /** Of which a constructor makes a key again that takes what equality goes by, in that order. */
  private static KeyFields whole(String className, String... fields) {
    return new KeyFields(className, List.of(fields), List.of(fields));
  }
}
