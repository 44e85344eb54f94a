package io.github.dynamodbjcache.internal.expiry;

import io.github.dynamodbjcache.internal.time.Deadline;
import java.time.Duration;
import java.util.Optional;
import javax.cache.expiry.AccessedExpiryPolicy;
import javax.cache.expiry.CreatedExpiryPolicy;
import javax.cache.expiry.EternalExpiryPolicy;
import javax.cache.expiry.ExpiryPolicy;
import javax.cache.expiry.ModifiedExpiryPolicy;
import javax.cache.expiry.TouchedExpiryPolicy;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a cache's {@link ExpiryPolicy} and yields deadlines; one call here is one call of the
 * policy.
 *
 * <p>A policy that throws is survived as its Javadoc asks: "Should an exception occur while
 * determining the Duration, an implementation specific default Duration will be used" on creation
 * (here: eternal), and on update and access the deadline stays as it is.
 */
public final class EntryExpiry {

  private static final Logger LOG = LoggerFactory.getLogger(EntryExpiry.class);

  private final ExpiryPolicy policy;
  private final long touchIntervalMillis;

  /**
   * For one cache.
   *
   * @param touchInterval by how much an access has to move a deadline forward to be worth a write;
   *     zero for every move
   */
  public EntryExpiry(ExpiryPolicy policy, Duration touchInterval) {
    this.policy = policy;
    this.touchIntervalMillis = touchInterval.toMillis();
  }

  /** The deadline of an entry created now; it may have passed already. */
  public Deadline onCreation(long nowMillis) {
    javax.cache.expiry.Duration lifetime = null;
    try {
      lifetime = policy.getExpiryForCreation();
    } catch (RuntimeException e) {
      LOG.warn("{} failed on creation; the entry is eternal", policy.getClass().getName(), e);
    }
    return lifetime == null ? Deadline.NEVER : deadline(nowMillis, lifetime);
  }

  /** The deadline of an entry updated now, or null to leave it as it is. */
  public @Nullable Deadline onUpdate(long nowMillis) {
    try {
      return deadlineOrNull(nowMillis, policy.getExpiryForUpdate());
    } catch (RuntimeException e) {
      LOG.warn("{} failed on update; the deadline stays", policy.getClass().getName(), e);
      return null;
    }
  }

  /** The deadline of an entry accessed now, or null if it stays or moves too little. */
  public @Nullable Deadline onAccess(long nowMillis, Deadline current) {
    Deadline moved;
    try {
      moved = deadlineOrNull(nowMillis, policy.getExpiryForAccess());
    } catch (RuntimeException e) {
      LOG.warn("{} failed on access; the deadline stays", policy.getClass().getName(), e);
      return null;
    }
    return moved == null || isHardlyMoved(current, moved) ? null : moved;
  }

  /**
   * What creation and update will yield, if that can be known without a policy noticing: the
   * standard policies of {@code javax.cache.expiry} always yield the same.
   */
  public Optional<Foreseen> foreseen(long nowMillis) {
    Class<?> type = policy.getClass();
    boolean standard =
        type == EternalExpiryPolicy.class
            || type == CreatedExpiryPolicy.class
            || type == ModifiedExpiryPolicy.class
            || type == TouchedExpiryPolicy.class
            || type == AccessedExpiryPolicy.class;
    return standard
        ? Optional.of(new Foreseen(onCreation(nowMillis), onUpdate(nowMillis)))
        : Optional.empty();
  }

  private boolean isHardlyMoved(Deadline current, Deadline moved) {
    if (moved.equals(current)) {
      return true;
    }
    if (current.isNever() || moved.isNever() || moved.compareTo(current) < 0) {
      return false;
    }
    return moved.epochMillis() - current.epochMillis() < touchIntervalMillis;
  }

  private static @Nullable Deadline deadlineOrNull(
      long nowMillis, javax.cache.expiry.@Nullable Duration lifetime) {
    return lifetime == null ? null : deadline(nowMillis, lifetime);
  }

  private static Deadline deadline(long nowMillis, javax.cache.expiry.Duration lifetime) {
    if (lifetime.isEternal()) {
      return Deadline.NEVER;
    }
    long millis = lifetime.getTimeUnit().toMillis(lifetime.getDurationAmount());
    return Deadline.after(nowMillis, Duration.ofMillis(millis));
  }

  /**
   * The deadlines of a policy whose durations never change.
   *
   * @param creation of an entry created now
   * @param update of an entry updated now; null if an update leaves the deadline as it is
   */
  public record Foreseen(Deadline creation, @Nullable Deadline update) {}
}
