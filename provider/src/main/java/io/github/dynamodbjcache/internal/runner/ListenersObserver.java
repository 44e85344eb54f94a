package io.github.dynamodbjcache.internal.runner;

import io.github.dynamodbjcache.codec.CodecException;
import io.github.dynamodbjcache.internal.codec.EntryCodec;
import io.github.dynamodbjcache.internal.codec.Place;
import io.github.dynamodbjcache.internal.event.Change;
import io.github.dynamodbjcache.internal.event.Listeners;
import io.github.dynamodbjcache.internal.store.StoredEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Says commits as changes, and tells the listeners. */
public final class ListenersObserver<K, V> implements CommitObserver<K, V> {

  private final Listeners<K, V> listeners;
  private final EntryCodec<K, V> codec;
  private final UnreadableEntries unreadable;

  /** With the listeners, and what decodes the values that they look at. */
  public ListenersObserver(
      Listeners<K, V> listeners, EntryCodec<K, V> codec, UnreadableEntries unreadable) {
    this.listeners = listeners;
    this.codec = codec;
    this.unreadable = unreadable;
  }

  @Override
  public Interest interest() {
    return listeners.isAnybodyThere() ? Interest.PREVIOUS : Interest.NONE;
  }

  /**
   * Of each commit, what it was to the entry. One that does not know what was there was begun
   * before anybody listened: nobody is told of it.
   */
  @Override
  public void committed(List<Commit<K, V>> commits, long nanos) {
    if (!listeners.isAnybodyThere()) {
      return;
    }
    List<Change<K, V>> changes = new ArrayList<>();
    for (Commit<K, V> commit : commits) {
      if (commit.changedEntry() && commit.knowsPrevious()) {
        addChanges(commit, changes);
      }
    }
    listeners.tell(changes);
  }

  private void addChanges(Commit<K, V> commit, List<Change<K, V>> changes) {
    Place<K> place = commit.place();
    StoredEntry previous = commit.previous();
    boolean wasLive = previous != null && previous.isLiveAt(commit.nowMillis());
    Supplier<@Nullable V> oldValue = () -> valueOrNull(place, previous);
    if (previous != null && !wasLive) {
      changes.add(Change.expired(place.key(), oldValue));
    }
    boolean wasThere = wasLive && (commit.found() || isReadable(place, previous));
    Map<String, AttributeValue> data = commit.data();
    if (data == null) {
      if (wasThere) {
        changes.add(Change.removed(place.key(), oldValue));
      }
      return;
    }
    Supplier<V> newValue = () -> codec.value(place, data);
    changes.add(
        wasThere
            ? Change.updated(place.key(), oldValue, newValue)
            : Change.created(place.key(), newValue));
  }

  /** What cannot be read may count as absent: only then it has to be known. */
  private boolean isReadable(Place<K> place, @Nullable StoredEntry previous) {
    return !unreadable.countAsAbsent() || valueOrNull(place, previous) != null;
  }

  /** What cannot be decoded does not undo what was committed. */
  private @Nullable V valueOrNull(Place<K> place, @Nullable StoredEntry entry) {
    try {
      return entry == null ? null : codec.value(place, entry.data());
    } catch (CodecException undecodable) {
      return null;
    }
  }
}
