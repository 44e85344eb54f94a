package io.github.dynamodbjcache.examples.hibernate;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.boot.MetadataSources;
import org.hibernate.boot.registry.StandardServiceRegistry;
import org.hibernate.boot.registry.StandardServiceRegistryBuilder;
import org.hibernate.cache.jcache.internal.JCacheRegionFactory;
import org.hibernate.stat.Statistics;

/** One node of an application: a session factory, with a cache manager of its own. */
final class Node implements AutoCloseable {

  private final StandardServiceRegistry registry;
  private final SessionFactory sessions;

  private Node(StandardServiceRegistry registry, SessionFactory sessions) {
    this.registry = registry;
    this.sessions = sessions;
  }

  static Node start(String url, String prefix, Path caches, Map<String, Object> settings) {
    Map<String, Object> all = new HashMap<>();
    all.put("jakarta.persistence.jdbc.url", url);
    all.put("hibernate.cache.use_second_level_cache", "true");
    all.put("hibernate.cache.use_query_cache", "true");
    all.put("hibernate.cache.region.factory_class", "jcache");
    all.put("hibernate.cache.region_prefix", prefix);
    all.put("hibernate.javax.cache.uri", caches.toUri().toString());
    all.put("hibernate.javax.cache.missing_cache_strategy", "create");
    all.put("hibernate.generate_statistics", "true");
    all.put("hibernate.id.disallow_extends_sequence", "false");
    all.putAll(settings);
    StandardServiceRegistry registry =
        new StandardServiceRegistryBuilder().applySettings(all).build();
    MetadataSources sources = new MetadataSources(registry);
    for (Class<?> entity : Shop.ENTITIES) {
      sources.addAnnotatedClass(entity);
    }
    return new Node(registry, sources.buildMetadata().buildSessionFactory());
  }

  /** For the settings of a node: its clock goes wrong by so much, as Hibernate's caches see it. */
  static Map<String, Object> clockOff(Duration by) {
    return Map.of("hibernate.cache.region.factory_class", new ShiftedRegionFactory(by));
  }

  SessionFactory sessions() {
    return sessions;
  }

  Statistics statistics() {
    return sessions.getStatistics();
  }

  /** In a session and transaction of its own. */
  void run(Consumer<Session> action) {
    sessions.inTransaction(action);
  }

  /** The same, with a result. */
  <T> T ask(Function<Session, T> action) {
    return sessions.fromTransaction(action);
  }

  /** How many statements an action sends to the database. */
  long statements(Runnable action) {
    long before = statistics().getPrepareStatementCount();
    action.run();
    return statistics().getPrepareStatementCount() - before;
  }

  @Override
  public void close() {
    sessions.close();
    StandardServiceRegistryBuilder.destroy(registry);
  }

  /** Hibernate's own timestamps, which are milliseconds by 2^12, as another clock would give. */
  static final class ShiftedRegionFactory extends JCacheRegionFactory {

    private static final long serialVersionUID = 1L;

    private final long shift;

    ShiftedRegionFactory(Duration by) {
      shift = by.toMillis() << 12;
    }

    @Override
    public long nextTimestamp() {
      return super.nextTimestamp() + shift;
    }
  }
}
