package io.github.dynamodbjcache.codec;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The classes that a well-known library stores in caches by itself, by their exact names: a cache
 * with the preset allows them beside what its {@code allow} names. The application's own classes in
 * them are not part of it.
 *
 * <p>Where the keys of these libraries lie does not depend on whether the preset is set.
 */
public enum SerializationPreset {

  /**
   * What Hibernate ORM 6.6 and 7 put into their second-level and query caches, and the collections
   * of entities that somebody else caches. Not its proxies: load what is to be cached.
   */
  HIBERNATE(
      List.of(
          "org.hibernate.bytecode.enhance.spi.LazyPropertyInitializer$1",
          "org.hibernate.collection.spi.PersistentArrayHolder",
          "org.hibernate.collection.spi.PersistentBag",
          "org.hibernate.collection.spi.PersistentIdentifierBag",
          "org.hibernate.collection.spi.PersistentList",
          "org.hibernate.collection.spi.PersistentMap",
          "org.hibernate.collection.spi.PersistentSet",
          "org.hibernate.collection.spi.PersistentSortedMap",
          "org.hibernate.collection.spi.PersistentSortedSet",
          "org.hibernate.cache.internal.QueryResultsCacheImpl$CacheItem",
          "org.hibernate.cache.spi.entry.CollectionCacheEntry",
          "org.hibernate.cache.spi.entry.StandardCacheEntryImpl",
          "org.hibernate.cache.spi.support.AbstractReadWriteAccess$Item",
          "org.hibernate.cache.spi.support.AbstractReadWriteAccess$SoftLockImpl",
          "org.hibernate.sql.results.jdbc.internal.CachedJdbcValuesMetadata",
          "org.hibernate.type.BasicType",
          "org.hibernate.cache.internal.BasicCacheKeyImplementation",
          "org.hibernate.cache.internal.CacheKeyImplementation",
          "org.hibernate.cache.internal.NaturalIdCacheKey",
          "org.hibernate.cache.spi.QueryKey",
          "org.hibernate.query.internal.QueryParameterBindingsImpl$ParameterBindingsMementoImpl")),

  /**
   * What Spring's cache abstraction puts into caches, also by the JSR-107 annotations; the
   * arguments of Spring Data's repositories that its keys are made of; and the values of Spring
   * Data, Spring Security and Spring Web that applications return from methods: pages and their
   * requests, users and their authorities, headers, methods, media types.
   */
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
          "java.util.concurrent.TimeoutException",
          "org.springframework.cache.interceptor.SimpleKey",
          "org.springframework.data.domain.KeysetScrollPosition",
          "org.springframework.data.domain.Limit$Limited",
          "org.springframework.data.domain.Limit$Unlimited",
          "org.springframework.data.domain.OffsetScrollPosition",
          "org.springframework.data.domain.PageImpl",
          "org.springframework.data.domain.PageRequest",
          "org.springframework.data.domain.ScrollPosition$Direction",
          "org.springframework.data.domain.SliceImpl",
          "org.springframework.data.domain.Sort",
          "org.springframework.data.domain.Sort$Direction",
          "org.springframework.data.domain.Sort$NullHandling",
          "org.springframework.data.domain.Sort$Order",
          "org.springframework.data.domain.Unpaged",
          "org.springframework.http.DefaultHttpStatusCode",
          "org.springframework.http.HttpHeaders",
          "org.springframework.http.HttpMethod",
          "org.springframework.http.HttpStatus",
          "org.springframework.http.MediaType",
          "org.springframework.http.ReadOnlyHttpHeaders",
          "org.springframework.security.core.authority.SimpleGrantedAuthority",
          "org.springframework.security.core.userdetails.User",
          "org.springframework.security.core.userdetails.User$AuthorityComparator",
          "org.springframework.util.LinkedCaseInsensitiveMap",
          "org.springframework.util.LinkedCaseInsensitiveMap$1",
          "org.springframework.util.LinkedMultiValueMap",
          "org.springframework.util.MimeType",
          "org.springframework.util.MultiValueMapAdapter",
          "org.springframework.util.UnmodifiableMultiValueMap")),

  /** What Micronaut's cache annotations make of a method's arguments. */
  MICRONAUT(List.of("io.micronaut.cache.interceptor.ParametersKey")),

  /**
   * What the reference implementation's interceptors of JSR-107's own annotations (for CDI, Guice
   * and Spring) make of a method's arguments.
   */
  ANNOTATIONS(List.of("org.jsr107.ri.annotations.DefaultGeneratedCacheKey"));

  private final List<String> classes;

  SerializationPreset(List<String> classes) {
    this.classes = classes;
  }

  /** The names of all its classes. */
  public Stream<String> classNames() {
    return classes.stream();
  }

  /** True if the class of that name is one of the preset's. */
  boolean allows(String className) {
    return classes.contains(className);
  }

  /** The preset that a class is part of, if any. */
  static Optional<SerializationPreset> of(String className) {
    return Arrays.stream(values()).filter(preset -> preset.allows(className)).findFirst();
  }
}
