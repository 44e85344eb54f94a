package io.github.dynamodbjcache.internal.split;

import io.github.dynamodbjcache.internal.codec.item.ItemAttributes;
import io.github.dynamodbjcache.internal.store.Applied;
import io.github.dynamodbjcache.internal.store.Consistency;
import io.github.dynamodbjcache.internal.store.Guard;
import io.github.dynamodbjcache.internal.store.Mutation;
import io.github.dynamodbjcache.internal.store.StoredEntry;
import io.github.dynamodbjcache.internal.time.TimeLimit;

/**
 * Moved deadlines. Within the lease of the parts, which the condition checks, they are one write of
 * the small item; beyond it, the value is written anew.
 */
final class SplitTouches {

  private final Assembly assembly;
  private final SplitPuts splitPuts;

  SplitTouches(Assembly assembly, SplitPuts splitPuts) {
    this.assembly = assembly;
    this.splitPuts = splitPuts;
  }

  /** The touch as it is sent first. */
  static Mutation withinLease(Mutation.Touch touch) {
    return touch.under(
        touch
            .guard()
            .and(
                new Guard.Reaching(
                    ItemAttributes.MANIFEST, Manifest.LEASE, touch.deadline().epochMillis())));
  }

  /**
   * What becomes of a touch in the end.
   *
   * @param first what became of it as it was sent first
   */
  Applied settled(Mutation.Touch touch, Applied first, TimeLimit limit) {
    if (!(first instanceof Applied.Conflict conflict)) {
      return first;
    }
    StoredEntry actual = conflict.actual();
    StoredEntry whole = assembly.whole(actual, Consistency.STRONG, limit);
    return whole != null && Manifest.isIn(actual) && Application.fits(touch, whole)
        ? splitPuts.renew(touch, whole, limit)
        : new Applied.Conflict(whole);
  }
}
