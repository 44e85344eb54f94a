package io.github.dynamodbjcache.tck;

import static org.assertj.core.api.Assertions.assertThat;

import domain.Blog;
import java.util.ServiceLoader;
import java.util.stream.StreamSupport;
import javax.cache.Cache;
import javax.cache.Caching;
import javax.cache.annotation.BeanProvider;
import javax.cache.annotation.GeneratedCacheKey;
import manager.UsingDefaultCacheNameBlogManagerImpl;
import org.junit.jupiter.api.Test;

/** The TCK's annotation tests meet real interceptors, and those meet our caches. */
class AnnotationsTest {

  private static final String CACHE =
      "manager.UsingDefaultCacheNameBlogManagerImpl.getEntryCached(java.lang.String)";

  @Test
  void exactlyOneCachingProviderIsOnTheClassPath() {
    assertThat(Caching.getCachingProviders()).hasSize(1);
  }

  @Test
  void exactlyOneProviderOfBeansIsOnTheClassPath() {
    assertThat(ServiceLoader.load(BeanProvider.class)).hasSize(1);
  }

  @Test
  void anAnnotatedMethodIsInterceptedAndItsResultStoredInOurCache() {
    var beans = ServiceLoader.load(BeanProvider.class).iterator().next();
    var blogs = beans.getBeanByType(UsingDefaultCacheNameBlogManagerImpl.class);
    blogs.clearCache();
    blogs.createEntry(new Blog("interception", "is real"));

    blogs.getEntryCached("interception");
    assertThat(entries()).isEqualTo(1);

    blogs.clearEntry("interception");
    assertThat(blogs.getEntryRaw("interception")).isNull();
    assertThat(blogs.getEntryCached("interception").getBody()).isEqualTo("is real");

    blogs.clearEntryFromCache("interception");
    assertThat(entries()).isZero();
  }

  private static long entries() {
    Cache<GeneratedCacheKey, Object> cache =
        Caching.getCachingProvider().getCacheManager().getCache(CACHE);
    return StreamSupport.stream(cache.spliterator(), false).count();
  }
}
