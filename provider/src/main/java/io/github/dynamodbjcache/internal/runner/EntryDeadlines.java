package io.github.dynamodbjcache.internal.runner;

import io.github.dynamodbjcache.internal.codec.EntryCodec;
import io.github.dynamodbjcache.internal.expiry.EntryExpiry;
import io.github.dynamodbjcache.internal.operation.Premise;
import io.github.dynamodbjcache.internal.store.NewDeadline;
import io.github.dynamodbjcache.internal.store.StoredEntry;
import io.github.dynamodbjcache.internal.time.Deadline;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of an entry's deadline when it is written: what the caller said, else the policy.
 */
final class EntryDeadlines {

  private final EntryExpiry expiry;

  /** See {@link EntryCodec#deadlineAttribute}; null if what is written says none. */
  private final @Nullable String attribute;

  private EntryDeadlines(EntryExpiry expiry, @Nullable String attribute) {
    this.expiry = expiry;
    this.attribute = attribute;
  }

  /** Of whole values. */
  static EntryDeadlines ofPuts(CacheParts<?, ?> parts) {
    return new EntryDeadlines(parts.expiry(), parts.codec().deadlineAttribute());
  }

  /** Of single places. */
  static EntryDeadlines ofUpdates(CacheParts<?, ?> parts) {
    return new EntryDeadlines(parts.expiry(), null);
  }

  /** Of an entry that may be there or not; nothing if that has to be known to tell it. */
  Optional<NewDeadline> unread(Premise premise, @Nullable Duration lifetime, long now) {
    return foreseen(lifetime, now).flatMap(foreseen -> unread(premise, foreseen, now));
  }

  private Optional<NewDeadline> unread(Premise premise, EntryExpiry.Foreseen foreseen, long now) {
    Deadline creation = foreseen.creation();
    Deadline update = foreseen.update();
    boolean mayCreate = premise != Premise.PRESENT;
    boolean mayUpdate = premise != Premise.ABSENT;
    if ((mayCreate && creation.hasPassedAt(now))
        || (mayUpdate && update != null && update.hasPassedAt(now))) {
      return Optional.empty();
    }
    if (!mayUpdate || creation.equals(update)) {
      return Optional.of(NewDeadline.set(creation));
    }
    if (isLeftToValues(foreseen)) {
      return Optional.of(NewDeadline.set(Deadline.NEVER));
    }
    if (update == null) {
      return Optional.of(NewDeadline.onCreation(creation));
    }
    return mayCreate ? Optional.empty() : Optional.of(NewDeadline.set(update));
  }

  /** True if no policy says anything, and a value without the attribute is one without deadline. */
  private boolean isLeftToValues(EntryExpiry.Foreseen foreseen) {
    return attribute != null && foreseen.creation().isNever() && foreseen.update() == null;
  }

  private Optional<EntryExpiry.Foreseen> foreseen(@Nullable Duration lifetime, long now) {
    if (lifetime == null) {
      return expiry.foreseen(now);
    }
    Deadline own = Deadline.after(now, lifetime);
    return Optional.of(new EntryExpiry.Foreseen(own, own));
  }

  /** Of a created entry; null if it would have passed already. */
  @Nullable NewDeadline created(@Nullable Duration lifetime, long now) {
    Deadline created = lifetime == null ? expiry.onCreation(now) : Deadline.after(now, lifetime);
    return created.hasPassedAt(now) ? null : NewDeadline.set(created);
  }

  /**
   * Of an updated entry: its own, which an access may move meanwhile, or a new one; or none, where
   * the value could say one. One that somebody has given it since it was read stays.
   */
  NewDeadline updated(@Nullable Duration lifetime, StoredEntry live, long now) {
    Deadline updated = lifetime == null ? expiry.onUpdate(now) : Deadline.after(now, lifetime);
    if (updated != null) {
      return NewDeadline.set(updated);
    }
    if (attribute != null && expiry.foreseen(now).filter(this::isLeftToValues).isPresent()) {
      return live.data().containsKey(attribute)
          ? NewDeadline.set(Deadline.NEVER)
          : NewDeadline.unsaid();
    }
    Deadline current = live.deadline();
    return current.isNever() ? NewDeadline.unsaid() : NewDeadline.onCreation(current);
  }
}
