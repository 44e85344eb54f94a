package io.github.dynamodbjcache.internal.split;

import io.github.dynamodbjcache.internal.codec.item.ItemAttributes;
import io.github.dynamodbjcache.internal.store.Applied;
import io.github.dynamodbjcache.internal.store.Basis;
import io.github.dynamodbjcache.internal.store.Consistency;
import io.github.dynamodbjcache.internal.store.EntryStore;
import io.github.dynamodbjcache.internal.store.Guard;
import io.github.dynamodbjcache.internal.store.Mutation;
import io.github.dynamodbjcache.internal.store.StoredEntry;
import io.github.dynamodbjcache.internal.time.TimeLimit;
import org.jspecify.annotations.Nullable;

/**
 * Puts and deletions of the entry's own item, after which no parts are left behind.
 *
 * <p>A mutation first demands that the item is no manifest: that costs nothing, and nothing has to
 * be read or handed back to know that there are no parts. If there is a manifest, the refusal
 * brings it along; then the mutation is applied to exactly that one, and its parts are deleted.
 */
final class Replacement {

  /** The item is no manifest. */
  private static final Guard.OfItem WHOLE = new Guard.Without(ItemAttributes.MANIFEST);

  private final EntryStore items;
  private final Parts parts;
  private final Assembly assembly;

  Replacement(EntryStore items, Parts parts, Assembly assembly) {
    this.items = items;
    this.parts = parts;
    this.assembly = assembly;
  }

  /** The mutation as it is sent first. */
  static Mutation overWhole(Mutation mutation) {
    return mutation.under(mutation.guard().and(WHOLE));
  }

  Applied apply(Mutation mutation, TimeLimit limit) {
    return settled(mutation, items.apply(overWhole(mutation), limit), limit);
  }

  /**
   * What becomes of a mutation in the end.
   *
   * @param first what became of it as it was sent first
   */
  Applied settled(Mutation mutation, Applied first, TimeLimit limit) {
    Applied applied = first;
    Basis refused = null;
    while (applied instanceof Applied.Conflict conflict) {
      StoredEntry actual = conflict.actual();
      if (actual == null
          || !Manifest.isIn(actual)
          || !Application.fits(mutation, actual)
          // A garbled deadline seems to fit, and the service refuses it each time.
          || actual.basis().equals(refused)) {
        return new Applied.Conflict(whole(actual, limit));
      }
      // First, since its parts may be gone as soon as it is replaced.
      StoredEntry previous = mutation.returnPrevious() ? whole(actual, limit) : null;
      applied = items.apply(overSplit(mutation, actual), limit);
      if (applied instanceof Applied.Done) {
        Manifest replaced = Manifest.of(actual);
        if (replaced != null) {
          parts.discard(replaced, limit);
        }
        return Applied.done(mutation, previous);
      }
      refused = actual.basis();
      applied = afterLostRace(mutation, actual, (Applied.Conflict) applied, limit);
    }
    return applied;
  }

  /** What the mutation meets after another one came first; the same entry if it is refused. */
  private Applied afterLostRace(
      Mutation mutation, StoredEntry met, Applied.Conflict conflict, TimeLimit limit) {
    StoredEntry actual = conflict.actual();
    boolean isSplit = Manifest.isIn(actual);
    if (actual != null && isSplit && !actual.basis().equals(met.basis())) {
      return conflict;
    }
    // Whole by now, gone, or the same with a deadline that does not allow it any more.
    return items.apply(overWhole(mutation), limit);
  }

  private static Mutation overSplit(Mutation mutation, StoredEntry actual) {
    return mutation.under(mutation.guard().and(new Guard.At(actual.basis()))).withoutPrevious();
  }

  private @Nullable StoredEntry whole(@Nullable StoredEntry entry, TimeLimit limit) {
    return assembly.whole(entry, Consistency.STRONG, limit);
  }
}
