package io.github.dynamodbjcache.spring;

import org.jspecify.annotations.Nullable;
import org.springframework.cache.Cache;
import org.springframework.cache.jcache.JCacheCache;
import org.springframework.cache.jcache.JCacheCacheManager;

/** Spring's manager over JCache's, with caches that are created on demand and give futures. */
final class SpringCacheManager extends JCacheCacheManager {

  private final CacheCreation creation;

  /** Over the same manager as Spring Boot's own, and as that was customized. */
  SpringCacheManager(JCacheCacheManager ofSpringBoot, CacheCreation creation) {
    this.creation = creation;
    setCacheManager(ofSpringBoot.getCacheManager());
    setAllowNullValues(ofSpringBoot.isAllowNullValues());
    setTransactionAware(ofSpringBoot.isTransactionAware());
  }

  @Override
  protected @Nullable Cache getMissingCache(String name) {
    Cache existing = super.getMissingCache(name);
    if (existing != null) {
      return existing;
    }
    javax.cache.Cache<Object, Object> created = creation.create(name);
    return created == null ? null : new JCacheCache(created, isAllowNullValues());
  }

  @Override
  protected Cache decorateCache(Cache cache) {
    return super.decorateCache(
        cache instanceof JCacheCache of
            ? new FutureCache(of.getNativeCache(), of.isAllowNullValues())
            : cache);
  }
}
