package io.github.dynamodbjcache.guarantee;

import java.util.concurrent.TimeUnit;
import javax.cache.expiry.Duration;
import javax.cache.expiry.ExpiryPolicy;
import org.jspecify.annotations.Nullable;

/** A policy whose lifetimes, in milliseconds, can be set anew for every call; for one thread. */
final class ChangingLifetimes implements ExpiryPolicy {

  static final long ETERNAL = Long.MAX_VALUE;

  private long creation;
  private @Nullable Long update;
  private @Nullable Long access;

  ChangingLifetimes(long creation, @Nullable Long update, @Nullable Long access) {
    set(creation, update, access);
  }

  /** Null leaves the deadline as it is. */
  void set(long newCreation, @Nullable Long newUpdate, @Nullable Long newAccess) {
    creation = newCreation;
    update = newUpdate;
    access = newAccess;
  }

  long creation() {
    return creation;
  }

  @Nullable Long update() {
    return update;
  }

  @Nullable Long access() {
    return access;
  }

  @Override
  public Duration getExpiryForCreation() {
    return duration(creation);
  }

  @Override
  public @Nullable Duration getExpiryForAccess() {
    return access == null ? null : duration(access);
  }

  @Override
  public @Nullable Duration getExpiryForUpdate() {
    return update == null ? null : duration(update);
  }

  private static Duration duration(long millis) {
    return millis == ETERNAL ? Duration.ETERNAL : new Duration(TimeUnit.MILLISECONDS, millis);
  }
}
