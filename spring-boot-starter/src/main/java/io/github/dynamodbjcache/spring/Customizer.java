package io.github.dynamodbjcache.spring;

import java.util.Properties;
import javax.cache.CacheManager;

/** What the application does by one of Spring Boot's customizers of JCache, whichever version. */
interface Customizer {

  /** Before the manager opens. */
  default void customize(Properties properties) {}

  /** When it has opened. */
  default void customize(CacheManager manager) {}
}
