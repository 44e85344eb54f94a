package io.github.dynamodbjcache.internal.settings;

import java.util.concurrent.TimeUnit;
import javax.cache.configuration.Factory;
import javax.cache.configuration.FactoryBuilder;
import javax.cache.expiry.AccessedExpiryPolicy;
import javax.cache.expiry.CreatedExpiryPolicy;
import javax.cache.expiry.Duration;
import javax.cache.expiry.EternalExpiryPolicy;
import javax.cache.expiry.ExpiryPolicy;
import javax.cache.expiry.ModifiedExpiryPolicy;
import javax.cache.expiry.TouchedExpiryPolicy;
import org.jspecify.annotations.Nullable;

/** How long entries live: durations as those of JCache, and the policies that they make. */
final class Lifetimes {

  private Lifetimes() {}

  /** In whole milliseconds, rounded up, so that a lifetime is never shorter than was asked for. */
  static Duration of(java.time.Duration duration) {
    long millis = duration.plusNanos(999_999).toMillis();
    return millis == 0 ? Duration.ZERO : new Duration(TimeUnit.MILLISECONDS, millis);
  }

  /** The policy that lifetimes make: one of the standard ones where it says the same. */
  static Factory<ExpiryPolicy> policyFactory(
      Duration afterCreation, @Nullable Duration afterUpdate, @Nullable Duration afterAccess) {
    if (afterUpdate == null && afterAccess == null) {
      return afterCreation.isEternal()
          ? EternalExpiryPolicy.factoryOf()
          : CreatedExpiryPolicy.factoryOf(afterCreation);
    }
    if (afterCreation.equals(afterUpdate) && afterAccess == null) {
      return ModifiedExpiryPolicy.factoryOf(afterCreation);
    }
    if (afterCreation.equals(afterUpdate) && afterCreation.equals(afterAccess)) {
      return TouchedExpiryPolicy.factoryOf(afterCreation);
    }
    if (afterUpdate == null && afterCreation.equals(afterAccess)) {
      return AccessedExpiryPolicy.factoryOf(afterCreation);
    }
    return new FactoryBuilder.SingletonFactory<>(
        new ThreeLifetimesExpiryPolicy(afterCreation, afterUpdate, afterAccess));
  }
}
