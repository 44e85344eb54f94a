package io.github.dynamodbjcache.configuration;

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

/**
 * How long entries live, as far as the configuration in code does not say it.
 *
 * @param afterCreation the lifetime of a created entry; zero for not storing it
 * @param afterUpdate the lifetime that an update gives; null for leaving the deadline as it is
 * @param afterAccess the lifetime that a read gives; null for leaving the deadline as it is
 * @param touchInterval a read moves the deadline only if that moves it by more than this, whichever
 *     policy asked for it; zero for always
 */
public record ExpirySettings(
    Duration afterCreation,
    @Nullable Duration afterUpdate,
    @Nullable Duration afterAccess,
    java.time.Duration touchInterval) {

  static ExpirySettings from(Block block) {
    Duration afterCreation = block.lifetime("after-creation");
    if (afterCreation == null) {
      block.refuse("after-creation", "needs a duration or eternal; only the others can be null");
      afterCreation = Duration.ETERNAL;
    }
    ExpirySettings settings =
        new ExpirySettings(
            afterCreation,
            block.lifetime("after-update"),
            block.lifetime("after-access"),
            block.duration(
                "touch-interval", java.time.Duration.ZERO, java.time.Duration.ofDays(365)));
    block.refuseUnknownKeys();
    return settings;
  }

  /** The policy that these lifetimes make: one of the standard ones where it says the same. */
  public Factory<ExpiryPolicy> policyFactory() {
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
