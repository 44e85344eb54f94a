package io.github.dynamodbjcache.internal.runner;

import io.github.dynamodbjcache.codec.CodecException;
import io.github.dynamodbjcache.internal.store.Page;
import io.github.dynamodbjcache.internal.store.PartialFailureException;
import io.github.dynamodbjcache.internal.store.StoredEntry;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A walk that reads ahead by one, so that {@code hasNext} is right about entries that expire or
 * cannot be read.
 *
 * @param <T> what is read of an entry
 * @param <E> what is handed out of that
 */
final class Visit<T, E> implements Iterator<E> {

  private final Iterator<Page.Found> entries;
  private final ExpiredOnTheWay<?, ?> expired;
  private final UnreadableEntries.Iteration unreadable;
  private final Function<StoredEntry, T> reading;
  private final Function<T, E> handingOut;
  private @Nullable T next;

  Visit(
      Iterator<Page.Found> entries,
      ExpiredOnTheWay<?, ?> expired,
      UnreadableEntries.Iteration unreadable,
      Function<StoredEntry, T> reading,
      Function<T, E> handingOut) {
    this.entries = entries;
    this.expired = expired;
    this.unreadable = unreadable;
    this.reading = reading;
    this.handingOut = handingOut;
  }

  @Override
  public boolean hasNext() {
    boolean more = true;
    while (next == null && more) {
      more = goOn();
      if (expired.isFull()) {
        expired.remove();
      }
    }
    expired.remove();
    return next != null;
  }

  /** Looks at one entry more; false if there is none. */
  private boolean goOn() {
    try {
      boolean more = entries.hasNext();
      next = more ? read(entries.next()) : null;
      return more;
    } catch (CodecException | PartialFailureException cannotBeRead) {
      unreadable.leaveOut(cannotBeRead);
      return true;
    }
  }

  /** What has expired since its page was fetched is left out like what expired before. */
  private @Nullable T read(Page.Found found) {
    return expired.meets(found) ? null : reading.apply(found.readable());
  }

  @Override
  public E next() {
    if (!hasNext() || next == null) {
      throw new NoSuchElementException();
    }
    T found = next;
    next = null;
    return handingOut.apply(found);
  }
}
