package io.github.dynamodbjcache.spring;

import javax.cache.Cache;
import org.jspecify.annotations.Nullable;

/** What becomes of a name that no cache has. */
interface CacheCreation {

  /** The cache that is made for it; null if there is to be none. */
  @Nullable Cache<Object, Object> create(String name);
}
