package io.github.dynamodbjcache.internal.settings;

import java.io.Serializable;
import javax.cache.expiry.Duration;
import javax.cache.expiry.ExpiryPolicy;
import org.jspecify.annotations.Nullable;

/** Lifetimes for which JCache has no policy of its own. */
record ThreeLifetimesExpiryPolicy(
    Duration afterCreation, @Nullable Duration afterUpdate, @Nullable Duration afterAccess)
    implements ExpiryPolicy, Serializable {

  @Override
  public Duration getExpiryForCreation() {
    return afterCreation;
  }

  @Override
  public @Nullable Duration getExpiryForUpdate() {
    return afterUpdate;
  }

  @Override
  public @Nullable Duration getExpiryForAccess() {
    return afterAccess;
  }
}
