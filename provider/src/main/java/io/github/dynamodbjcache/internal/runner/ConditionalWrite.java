package io.github.dynamodbjcache.internal.runner;

import io.github.dynamodbjcache.internal.expression.Change;
import io.github.dynamodbjcache.internal.operation.Operation;
import io.github.dynamodbjcache.internal.operation.Operations;
import io.github.dynamodbjcache.internal.operation.Premise;
import io.github.dynamodbjcache.internal.store.Guard;
import io.github.dynamodbjcache.internal.store.Mutation;
import io.github.dynamodbjcache.internal.store.NewDeadline;
import io.github.dynamodbjcache.internal.store.StoredEntry;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A write that DynamoDB decides on or makes, as the mutations that say it: without knowing what is
 * there, and on what was found.
 *
 * @param <V> the type of values
 */
sealed interface ConditionalWrite<V> {

  /** What it is to observers. */
  Operation<V, @Nullable Void> operation();

  /** The mutation, whatever is there; nothing if it depends on that. */
  Optional<Mutation> unread(long now);

  /**
   * The mutation on what was found.
   *
   * @param live the live entry; null if there is none
   * @param asFound that what was found is still so
   * @return null if what is demanded cannot hold of it
   */
  @Nullable Mutation onFound(@Nullable StoredEntry live, Guard asFound, long now);

  /** True if it leaves nothing of an expired item; else that has to go before. */
  default boolean replacesExpired() {
    return true;
  }

  /** True if that mutation stores what it should, and does not only look whether it might. */
  default boolean isStored(@Nullable Mutation mutation) {
    return !(mutation instanceof Mutation.Delete);
  }

  /** The entry that the caller is told of what was done; null for none. */
  @Nullable StoredEntry told(Commit<?, V> commit);

  /** That guard, and what is demanded of the item beside it. */
  private static Guard with(Guard guard, Guard demand) {
    Guard all = guard;
    for (Guard.OfItem ofItem : demand.ofItem()) {
      all = all.and(ofItem);
    }
    return all;
  }

  /** Puts a value. */
  record Put<K, V>(
      CacheParts<K, V> parts, EntryDeadlines deadlines, Target<K> target, V value, Guard demand)
      implements ConditionalWrite<V> {

    @Override
    public Operation<V, @Nullable Void> operation() {
      return Operations.put(value);
    }

    @Override
    public Optional<Mutation> unread(long now) {
      return deadlines
          .unread(isCreation() ? Premise.ABSENT : Premise.BLIND, null, now)
          .map(deadline -> put(deadline, demand, now));
    }

    @Override
    public @Nullable Mutation onFound(@Nullable StoredEntry live, Guard asFound, long now) {
      if (live != null && isCreation()) {
        return null;
      }
      Guard guard = with(asFound, demand);
      NewDeadline deadline =
          live == null ? deadlines.created(null, now) : deadlines.updated(null, live, now);
      // What has no lifetime is not stored, but what is demanded has to hold all the same.
      return deadline == null
          ? new Mutation.Delete(target.at(), guard, now, /* returnPrevious= */ false)
          : put(deadline, guard, now);
    }

    @Override
    public @Nullable StoredEntry told(Commit<?, V> commit) {
      return null;
    }

    private boolean isCreation() {
      return demand.ofEntry() instanceof Guard.Absent;
    }

    private Mutation put(NewDeadline deadline, Guard guard, long now) {
      return new Mutation.Put(
          target.at(),
          target.data(parts.codec(), value),
          deadline,
          guard,
          now,
          parts.observers().wantPrevious());
    }
  }

  /** Deletes what is there. */
  record Delete<K, V>(Target<K> target, Guard demand) implements ConditionalWrite<V> {

    @Override
    public Operation<V, @Nullable Void> operation() {
      return Operations.discard();
    }

    @Override
    public Optional<Mutation> unread(long now) {
      return Optional.of(new Mutation.Delete(target.at(), demand, now, /* returnPrevious= */ true));
    }

    @Override
    public Mutation onFound(@Nullable StoredEntry live, Guard asFound, long now) {
      return new Mutation.Delete(
          target.at(), with(asFound, demand), now, /* returnPrevious= */ true);
    }

    @Override
    public boolean isStored(@Nullable Mutation mutation) {
      return true;
    }

    @Override
    public @Nullable StoredEntry told(Commit<?, V> commit) {
      return commit.previous();
    }
  }

  /** Changes places in the item. */
  record Update<K, V>(
      CacheParts<K, V> parts,
      EntryDeadlines deadlines,
      Target<K> target,
      List<Change> changes,
      Premise premise,
      Guard demand,
      boolean returnOld)
      implements ConditionalWrite<V> {

    @Override
    public Operation<V, @Nullable Void> operation() {
      return Operations.change();
    }

    /** Who wants to hear what was there, and what is there now, has it read first. */
    @Override
    public Optional<Mutation> unread(long now) {
      if (parts.observers().wantPrevious()) {
        return Optional.empty();
      }
      Guard guard = with(premise == Premise.PRESENT ? Guard.PRESENT : Guard.NONE, demand);
      return deadlines
          .unread(premise, null, now)
          .map(deadline -> update(deadline, guard, now, returnOld));
    }

    @Override
    public @Nullable Mutation onFound(@Nullable StoredEntry live, Guard asFound, long now) {
      NewDeadline deadline;
      if (live != null) {
        deadline = deadlines.updated(null, live, now);
      } else if (premise == Premise.PRESENT) {
        return null;
      } else {
        deadline = deadlines.created(null, now);
      }
      Guard guard = with(asFound, demand);
      return deadline == null
          ? new Mutation.Delete(target.at(), guard, now, /* returnPrevious= */ false)
          : update(deadline, guard, now, /* returnPrevious= */ false);
    }

    @Override
    public boolean replacesExpired() {
      return false;
    }

    @Override
    public @Nullable StoredEntry told(Commit<?, V> commit) {
      return returnOld ? commit.previous() : commit.done().after();
    }

    private Mutation update(NewDeadline deadline, Guard guard, long now, boolean returnPrevious) {
      return new Mutation.Update(target.at(), changes, deadline, guard, now, returnPrevious);
    }
  }
}
