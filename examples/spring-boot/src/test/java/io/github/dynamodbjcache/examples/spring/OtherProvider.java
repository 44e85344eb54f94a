package io.github.dynamodbjcache.examples.spring;

import java.net.URI;
import java.util.Properties;
import javax.cache.CacheManager;
import javax.cache.configuration.OptionalFeature;
import javax.cache.spi.CachingProvider;

/** Another library's provider on the class path; it is never to be asked. */
public final class OtherProvider implements CachingProvider {

  @Override
  public CacheManager getCacheManager(URI uri, ClassLoader loader, Properties properties) {
    throw new AssertionError("the other provider was asked");
  }

  @Override
  public CacheManager getCacheManager(URI uri, ClassLoader loader) {
    throw new AssertionError("the other provider was asked");
  }

  @Override
  public CacheManager getCacheManager() {
    throw new AssertionError("the other provider was asked");
  }

  @Override
  public ClassLoader getDefaultClassLoader() {
    return OtherProvider.class.getClassLoader();
  }

  @Override
  public URI getDefaultURI() {
    return URI.create("other");
  }

  @Override
  public Properties getDefaultProperties() {
    return new Properties();
  }

  @Override
  public void close() {}

  @Override
  public void close(ClassLoader loader) {}

  @Override
  public void close(URI uri, ClassLoader loader) {}

  @Override
  public boolean isSupported(OptionalFeature feature) {
    return false;
  }
}
