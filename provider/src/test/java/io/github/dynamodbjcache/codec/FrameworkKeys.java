package io.github.dynamodbjcache.codec;

import io.micronaut.cache.interceptor.ParametersKey;
import io.quarkus.cache.CompositeCacheKey;
import io.quarkus.cache.DefaultCacheKey;
import java.lang.reflect.Constructor;
import java.time.DayOfWeek;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hibernate.cache.internal.BasicCacheKeyImplementation;
import org.hibernate.cache.internal.CacheKeyImplementation;
import org.hibernate.cache.internal.NaturalIdCacheKey;
import org.hibernate.cache.spi.QueryKey;
import org.jsr107.ri.annotations.DefaultGeneratedCacheKey;
import org.springframework.cache.interceptor.SimpleKey;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.ScrollPosition;
import org.springframework.data.domain.Sort;

/**
 * The keys that frameworks make, each by a name: all with an enum constant in them where one can
 * be, and so with a hash that differs from JVM to JVM.
 */
public final class FrameworkKeys {

  private static final DayOfWeek DAY = DayOfWeek.FRIDAY;

  private FrameworkKeys() {}

  /** New objects at each call. */
  public static Map<String, Object> all() {
    Map<String, Object> keys = new LinkedHashMap<>();
    addHibernate(keys);
    addSpring(keys);
    addSpringData(keys);
    keys.put("micronaut", new ParametersKey("a", DAY, new Object[] {DAY, null}));
    keys.put("micronaut-none", ParametersKey.ZERO_ARG_KEY);
    keys.put("micronaut-class", new ParametersKey(1L, DayOfWeek.class));
    keys.put("jsr107", new DefaultGeneratedCacheKey(new Object[] {"a", DAY}));
    keys.put("jsr107-none", new DefaultGeneratedCacheKey(new Object[0]));
    keys.put("quarkus", new CompositeCacheKey("a", DAY));
    keys.put("quarkus-none", new DefaultCacheKey("cache"));
    return keys;
  }

  private static void addHibernate(Map<String, Object> keys) {
    String role = "com.acme.Line";
    Object[] parts = {"x", DAY};
    int hash = DAY.hashCode();
    keys.put("hibernate", new BasicCacheKeyImplementation(DAY, role, hash));
    keys.put("hibernate-tenant", new CacheKeyImplementation(parts, role, "tenant", hash));
    keys.put("hibernate-natural-id", new NaturalIdCacheKey(parts, role, null, hash));
    keys.put(
        "hibernate-query",
        new QueryKey("select 1 from t where a=?", memento(parts, hash), 5, null, Set.of("recent")));
  }

  /** What a query's parameters are to Hibernate, which makes it itself only. */
  static QueryKey.ParameterBindingsMemento memento(Object[] parameters, int hash) {
    try {
      Constructor<?> constructor =
          Class.forName(
                  "org.hibernate.query.internal.QueryParameterBindingsImpl"
                      + "$ParameterBindingsMementoImpl")
              .getDeclaredConstructor(Object[].class, int.class);
      constructor.setAccessible(true);
      return (QueryKey.ParameterBindingsMemento) constructor.newInstance(parameters, hash);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  private static void addSpring(Map<String, Object> keys) {
    keys.put("spring", new SimpleKey("a", DAY));
    keys.put("spring-none", SimpleKey.EMPTY);
    keys.put("spring-page", new SimpleKey(DAY, PageRequest.of(2, 20, sort())));
    keys.put("spring-unpaged", new SimpleKey(DAY, Pageable.unpaged(), Limit.unlimited()));
  }

  private static void addSpringData(Map<String, Object> keys) {
    keys.put("page", PageRequest.of(0, 10));
    keys.put("page-sorted", PageRequest.of(1, 10, sort()));
    keys.put("unpaged", Pageable.unpaged());
    keys.put("unpaged-sorted", Pageable.unpaged(sort()));
    keys.put("sort", sort());
    keys.put("unsorted", Sort.unsorted());
    keys.put("order", Sort.Order.asc("name"));
    keys.put("limit", Limit.of(7));
    keys.put("unlimited", Limit.unlimited());
    keys.put("offset", ScrollPosition.offset(3));
    keys.put("keyset", ScrollPosition.backward(Map.of("id", 7L)));
    keys.put("pages", List.of(Pageable.unpaged(), PageRequest.of(0, 10)));
  }

  private static Sort sort() {
    return Sort.by(Sort.Order.desc("name").ignoreCase(), Sort.Order.asc("id").nullsLast());
  }
}
