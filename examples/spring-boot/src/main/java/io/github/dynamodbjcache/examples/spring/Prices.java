package io.github.dynamodbjcache.examples.spring;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.CachePut;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.Caching;
import org.springframework.stereotype.Service;

/** What paints cost, with Spring's own annotations. */
@Service
public class Prices {

  private static final int BUCKET = 10;

  private final Maker maker;

  /** Asks that maker for what is not in a cache. */
  public Prices(Maker maker) {
    this.maker = maker;
  }

  /** What a litre costs. */
  @Cacheable("prices")
  public BigDecimal priceOf(String paint) {
    return maker.priceOf(paint);
  }

  /** From now on it costs that. */
  @CachePut(cacheNames = "prices", key = "#paint")
  public BigDecimal setPrice(String paint, BigDecimal price) {
    return price;
  }

  /** Its price has to be asked for again. */
  @CacheEvict("prices")
  public void forgetPrice(String paint) {}

  /** An offer, null for less than a bucket; also that there is none is remembered. */
  @Cacheable("offers")
  public @Nullable Offer offerFor(String paint, int litres) {
    BigDecimal price = maker.priceOf(paint);
    return litres < BUCKET
        ? null
        : new Offer(paint, litres, price.multiply(BigDecimal.valueOf(litres - 1L)));
  }

  /** No offer for it holds any longer, nor its price. */
  @Caching(
      evict = {
        @CacheEvict("prices"),
        @CacheEvict(cacheNames = "offers", allEntries = true, beforeInvocation = true)
      })
  public void discontinue(String paint) {}

  /** All has to be asked for again. */
  @CacheEvict(
      cacheNames = {"prices", "offers"},
      allEntries = true)
  public void newSeason() {}

  /** A mixture, which is made once however many ask for it at a time. */
  @Cacheable(cacheNames = "mixtures", sync = true)
  public Mixture mix(String first, String second) {
    return maker.mix(first, second);
  }
}
