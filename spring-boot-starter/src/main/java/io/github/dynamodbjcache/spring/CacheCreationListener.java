package io.github.dynamodbjcache.spring;

import javax.cache.Cache;

/** Hears of each cache that was made because somebody asked for it. */
interface CacheCreationListener {
  void created(Cache<?, ?> cache);
}
