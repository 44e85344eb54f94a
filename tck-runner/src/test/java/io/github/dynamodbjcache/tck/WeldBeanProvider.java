package io.github.dynamodbjcache.tck;

import javax.cache.annotation.BeanProvider;
import javax.enterprise.inject.se.SeContainer;
import javax.enterprise.inject.se.SeContainerInitializer;
import manager.CacheNameOnEachMethodBlogManagerImpl;
import manager.ClassLevelCacheConfigBlogManagerImpl;
import manager.UsingDefaultCacheNameBlogManagerImpl;
import org.jsr107.ri.annotations.cdi.BeanManagerUtil;
import org.jsr107.ri.annotations.cdi.CacheLookupUtil;
import org.jsr107.ri.annotations.cdi.CachePutInterceptor;
import org.jsr107.ri.annotations.cdi.CacheRemoveAllInterceptor;
import org.jsr107.ri.annotations.cdi.CacheRemoveEntryInterceptor;
import org.jsr107.ri.annotations.cdi.CacheResultInterceptor;
import org.jsr107.ri.annotations.cdi.InterceptorExtension;

/**
 * Hands the TCK its annotated beans from a real CDI container, so that its annotation tests run
 * instead of passing as no-ops.
 */
public final class WeldBeanProvider implements BeanProvider {

  private static final Class<?>[] INTERCEPTORS = {
    CacheResultInterceptor.class,
    CachePutInterceptor.class,
    CacheRemoveEntryInterceptor.class,
    CacheRemoveAllInterceptor.class
  };

  // Open until the JVM ends: the TCK has no word for closing a provider of beans.
  private final SeContainer container =
      SeContainerInitializer.newInstance()
          .disableDiscovery()
          .addBeanClasses(
              CacheNameOnEachMethodBlogManagerImpl.class,
              ClassLevelCacheConfigBlogManagerImpl.class,
              UsingDefaultCacheNameBlogManagerImpl.class,
              BeanManagerUtil.class,
              CacheLookupUtil.class)
          .addExtensions(new InterceptorExtension())
          .addBeanClasses(INTERCEPTORS)
          .enableInterceptors(INTERCEPTORS)
          .initialize();

  @Override
  public <T> T getBeanByType(Class<T> beanClass) {
    return container.select(beanClass).get();
  }
}
