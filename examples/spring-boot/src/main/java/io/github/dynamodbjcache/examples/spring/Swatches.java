package io.github.dynamodbjcache.examples.spring;

import javax.cache.annotation.CacheKey;
import javax.cache.annotation.CachePut;
import javax.cache.annotation.CacheRemove;
import javax.cache.annotation.CacheRemoveAll;
import javax.cache.annotation.CacheResult;
import javax.cache.annotation.CacheValue;
import org.springframework.stereotype.Service;

/** Pieces of painted paper, with the annotations of JSR-107. */
@Service
public class Swatches {

  private final Maker maker;

  /** Asks that maker for what is not in a cache. */
  public Swatches(Maker maker) {
    this.maker = maker;
  }

  /** A swatch; also that a paint is unknown is remembered. */
  @CacheResult(
      cacheName = "swatches",
      exceptionCacheName = "unknown-paints",
      cachedExceptions = UnknownPaintException.class)
  public Swatch swatchOf(String paint) {
    return new Swatch(paint, "at " + maker.priceOf(paint));
  }

  /** From now on it looks like that. */
  @CachePut(cacheName = "swatches")
  public void replace(@CacheKey String paint, @CacheValue Swatch swatch) {}

  /** It has to be asked for again. */
  @CacheRemove(cacheName = "swatches")
  public void discard(String paint) {}

  /** All have to be asked for again. */
  @CacheRemoveAll(cacheName = "swatches")
  public void discardAll() {}
}
