package io.github.dynamodbjcache.examples.micronaut;

import io.micronaut.cache.annotation.CacheConfig;
import io.micronaut.cache.annotation.CacheInvalidate;
import io.micronaut.cache.annotation.CachePut;
import io.micronaut.cache.annotation.Cacheable;
import jakarta.inject.Singleton;
import java.time.DayOfWeek;
import java.util.concurrent.CompletableFuture;
import reactor.core.publisher.Mono;

/** Methods whose results are cached. Knows of Micronaut only. */
@Singleton
@CacheConfig("forecasts")
public class Forecasts {

  private final Satellite satellite;

  Forecasts(Satellite satellite) {
    this.satellite = satellite;
  }

  /** Two arguments make one key, here of two enum constants. */
  @Cacheable
  public Forecast forecast(City city, DayOfWeek day) {
    return new Forecast(city, day, satellite.degrees(city, day));
  }

  /** What a method returns is put under its arguments, or those that are named. */
  @CachePut(parameters = {"city", "day"})
  public Forecast correct(City city, DayOfWeek day, int degrees) {
    return new Forecast(city, day, degrees);
  }

  @CacheInvalidate
  public void forget(City city, DayOfWeek day) {}

  @CacheInvalidate(all = true)
  public void forgetAll() {}

  /** No argument makes a key, too. */
  @Cacheable("warnings")
  public String warning() {
    return satellite.degrees(City.ROME, DayOfWeek.SUNDAY) > 25 ? "heat" : "none";
  }

  /** The cache is asked on Micronaut's I/O threads, and this only on a miss. */
  @Cacheable("later")
  public CompletableFuture<Forecast> later(City city, DayOfWeek day) {
    return CompletableFuture.supplyAsync(() -> forecast(city, day));
  }

  @Cacheable("reactive")
  public Mono<Forecast> reactive(City city, DayOfWeek day) {
    return Mono.fromSupplier(() -> new Forecast(city, day, satellite.degrees(city, day)));
  }

  @CachePut(
      cacheNames = "reactive",
      parameters = {"city", "day"},
      async = true)
  public Mono<Forecast> correctReactive(City city, DayOfWeek day, int degrees) {
    return Mono.just(new Forecast(city, day, degrees));
  }

  @CacheInvalidate(cacheNames = "later", async = true)
  public CompletableFuture<Void> forgetLater(City city, DayOfWeek day) {
    return CompletableFuture.completedFuture(null);
  }
}
