package io.github.dynamodbjcache.internal.split;

import io.github.dynamodbjcache.internal.codec.item.ItemAttributes;
import io.github.dynamodbjcache.internal.store.Applied;
import io.github.dynamodbjcache.internal.store.Consistency;
import io.github.dynamodbjcache.internal.store.EntryStore;
import io.github.dynamodbjcache.internal.store.Guard;
import io.github.dynamodbjcache.internal.store.Mutation;
import io.github.dynamodbjcache.internal.store.NewDeadline;
import io.github.dynamodbjcache.internal.store.OutcomeUnknownStoreException;
import io.github.dynamodbjcache.internal.store.StoreException;
import io.github.dynamodbjcache.internal.store.StoredEntry;
import io.github.dynamodbjcache.internal.time.Deadline;
import io.github.dynamodbjcache.internal.time.TimeLimit;
import java.time.Clock;

/**
 * Puts of entries that do not fit into one item: first the parts, then the manifest by one guarded
 * write, which is the moment at which the entry changes.
 *
 * <p>Parts whose manifest was certainly not written are deleted again. If that is not known, they
 * stay: the entry may need them, and if not, the sweep finds them.
 */
final class SplitPuts {

  private final EntryStore items;
  private final Parts parts;
  private final Assembly assembly;
  private final Replacement replacement;
  private final Clock clock;

  SplitPuts(
      EntryStore items, Parts parts, Assembly assembly, Replacement replacement, Clock clock) {
    this.items = items;
    this.parts = parts;
    this.assembly = assembly;
    this.replacement = replacement;
    this.clock = clock;
  }

  /** Applies a put, whose value is that content. */
  Applied apply(Mutation.Put put, Content content, TimeLimit limit) {
    if (!(put.deadline() instanceof NewDeadline.OnCreation created)) {
      return apply(put, content, leaseOf(put.deadline().deadline()), limit);
    }
    return created.deadline().isNever()
        ? apply(put, content, Deadline.NEVER, limit) // No deadline is beyond that.
        : applyOnCreation(put, content, created, limit);
  }

  /**
   * How long the parts are to live has to be known first: so the entry is read. Its deadline stays
   * its own all the same, since it may be moved meanwhile; if it is moved beyond the lease, the
   * parts are written anew.
   */
  private Applied applyOnCreation(
      Mutation.Put put, Content content, NewDeadline.OnCreation created, TimeLimit limit) {
    while (true) {
      StoredEntry found;
      try {
        found = items.read(put.key(), Consistency.STRONG, limit);
      } catch (StoreException unreadable) {
        if (put.guard().ofEntry() instanceof Guard.Any) {
          return applyUnseen(put, content, created, limit);
        }
        throw unreadable;
      }
      if (!Application.fits(put, found)) {
        return new Applied.Conflict(assembly.whole(found, Consistency.STRONG, limit));
      }
      Deadline deadline =
          found != null && found.isLiveAt(put.nowMillis()) ? found.deadline() : created.deadline();
      Deadline lease = leaseOf(deadline);
      Guard asFound =
          found == null ? put.guard().butAbsent() : put.guard().and(new Guard.At(found.basis()));
      Mutation.Put withinLease = put.under(asFound.and(new Guard.EndingBy(lease)));
      Applied applied = apply(withinLease, content, lease, limit);
      if (applied instanceof Applied.Done) {
        return applied;
      }
    }
  }

  /**
   * A plain put need not be able to read what it replaces. If it is the table that cannot be read,
   * writing the parts tells; whether the lease suffices, the condition.
   */
  private Applied applyUnseen(
      Mutation.Put put, Content content, NewDeadline.OnCreation created, TimeLimit limit) {
    Deadline lease = leaseOf(created.deadline());
    return apply(put.under(put.guard().and(new Guard.EndingBy(lease))), content, lease, limit);
  }

  private Deadline leaseOf(Deadline deadline) {
    return Lease.of(deadline, clock.millis());
  }

  private Applied apply(Mutation.Put put, Content content, Deadline lease, TimeLimit limit) {
    Manifest manifest =
        parts.write(
            put.key(),
            content,
            lease,
            put.nowMillis(),
            clock.millis() + limit.remaining().toMillis(),
            limit);
    Applied applied;
    try {
      applied = replacement.apply(put.with(manifest.inPlaceOfValue(put.data())), limit);
    } catch (OutcomeUnknownStoreException needsThemPerhaps) {
      throw needsThemPerhaps;
    } catch (StoreException notDone) {
      parts.discard(manifest, limit);
      throw notDone;
    }
    if (applied instanceof Applied.Conflict) {
      parts.discard(manifest, limit);
    }
    return applied;
  }

  /** Moves a deadline beyond what the parts are leased for: the same value, in new parts. */
  Applied renew(Mutation.Touch touch, StoredEntry whole, TimeLimit limit) {
    Content content = Content.of(whole.data().get(ItemAttributes.VALUE));
    if (content == null) {
      return new Applied.Conflict(whole); // Damaged: it is not worth a longer life.
    }
    Mutation.Put put =
        new Mutation.Put(
            touch.key(),
            whole.data(),
            NewDeadline.set(touch.deadline()),
            touch.guard(),
            clock.millis(),
            /* returnPrevious= */ false);
    return apply(put, content, leaseOf(touch.deadline()), limit);
  }
}
