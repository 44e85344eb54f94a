package io.github.dynamodbjcache.internal.runner;

import io.github.dynamodbjcache.codec.CodecException;
import io.github.dynamodbjcache.internal.codec.EntryCodec;
import io.github.dynamodbjcache.internal.codec.Place;
import io.github.dynamodbjcache.internal.codec.item.ItemAttributes;
import io.github.dynamodbjcache.internal.event.Change;
import io.github.dynamodbjcache.internal.event.Listeners;
import io.github.dynamodbjcache.internal.store.StoredEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import javax.cache.event.EventType;
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
    if (!listeners.isAnybodyThere()) {
      return Interest.NONE;
    }
    return listeners.listenTo(EventType.EXPIRED) ? Interest.EXPIRED : Interest.PREVIOUS;
  }

  @Override
  public void conflicted() {
    // Nothing has happened yet.
  }

  @Override
  public void lookedInVain(int hits, int misses, long nanos) {
    // Nor here.
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
    Map<String, AttributeValue> data = commit.data();
    Supplier<K> key = keys(place, data != null || previous == null ? data : previous.data());
    Supplier<@Nullable V> oldValue = new Copies<>(() -> valueOrNull(place, previous));
    if (previous != null && !wasLive) {
      changes.add(Change.expired(key, oldValue));
    }
    boolean wasThere = wasLive && (commit.found() || isReadable(place, previous));
    if (data == null) {
      if (wasThere) {
        changes.add(Change.removed(key, oldValue));
      }
      return;
    }
    Supplier<V> newValue = new Copies<>(() -> codec.value(place, data));
    changes.add(wasThere ? Change.updated(key, oldValue, newValue) : Change.created(key, newValue));
  }

  /**
   * The key as the item has it: the caller may change its own as soon as it has it back.
   *
   * @param data of an item of that key; null if there is none, and nothing to tell
   */
  private Supplier<K> keys(Place<K> place, @Nullable Map<String, AttributeValue> data) {
    K callers = place.key();
    if (data == null || ByValue.isImmutable(callers)) {
      return () -> callers;
    }
    // Without the rest: what cannot be read of that is none of the key's.
    AttributeValue complement = data.get(ItemAttributes.FULL_KEY);
    Map<String, AttributeValue> beside =
        complement == null ? Map.of() : Map.of(ItemAttributes.FULL_KEY, complement);
    return new Copies<>(() -> decodedOr(callers, place, beside));
  }

  /** A removed item may lack what its key is made of; then there is only the caller's own. */
  private K decodedOr(K callers, Place<K> place, Map<String, AttributeValue> beside) {
    try {
      return codec.placeOf(place.attributes(), beside).key();
    } catch (CodecException undecodable) {
      return callers;
    }
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
