package io.github.dynamodbjcache.internal.own;

import io.github.dynamodbjcache.codec.CodecException;
import io.github.dynamodbjcache.internal.runner.UnreadableEntries;
import io.github.dynamodbjcache.internal.store.Page;
import io.github.dynamodbjcache.internal.store.PartialFailureException;
import io.github.dynamodbjcache.internal.store.StoredEntry;
import io.github.dynamodbjcache.internal.walk.Calls;
import io.github.dynamodbjcache.table.InvalidItemException;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.ListIterator;
import java.util.NoSuchElementException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What is made of the results of a walk, one after the other, while the cache is open. It reads
 * ahead within a page: by one, so that {@code hasNext} is right about items that cannot be read;
 * and by some more, since a call of the cache costs more than what is made of one item. An item
 * that cannot be read fails once, in its turn, or is left out; then comes the next.
 *
 * @param <E> what is made of a result
 */
final class Decoding<E> implements Iterator<E> {

  private static final int AHEAD = 100;

  private final Calls calls;
  private final String operation;
  private final Iterator<List<Page.Found>> pages;
  private final UnreadableEntries.Iteration unreadable;
  private final Function<StoredEntry, E> decoded;
  private final Deque<E> ahead = new ArrayDeque<>();
  private ListIterator<Page.Found> page = Collections.emptyListIterator();

  Decoding(
      Calls calls,
      String operation,
      Iterator<List<Page.Found>> pages,
      UnreadableEntries.Iteration unreadable,
      Function<StoredEntry, E> decoded) {
    this.calls = calls;
    this.operation = operation;
    this.pages = pages;
    this.unreadable = unreadable;
    this.decoded = decoded;
  }

  @Override
  public boolean hasNext() {
    calls.checkOpen();
    while (ahead.isEmpty() && hasResults()) {
      calls.call(operation, this::readAhead);
    }
    return !ahead.isEmpty();
  }

  private boolean hasResults() {
    while (!page.hasNext() && pages.hasNext()) {
      page = pages.next().listIterator();
    }
    return page.hasNext();
  }

  /** As far as all is well: what fails behind something that is well fails in its turn. */
  private int readAhead() {
    while (ahead.size() < AHEAD && page.hasNext()) {
      Page.Found found = page.next();
      try {
        E element = decoded(found);
        if (element != null) {
          ahead.add(element);
        }
      } catch (RuntimeException | Error failure) {
        if (ahead.isEmpty()) {
          throw failure;
        }
        page.previous();
        break;
      }
    }
    return ahead.size();
  }

  private @Nullable E decoded(Page.Found found) {
    try {
      return decoded.apply(found.readable());
    } catch (CodecException | InvalidItemException | PartialFailureException cannotBeRead) {
      unreadable.leaveOut(cannotBeRead);
      return null;
    }
  }

  @Override
  public E next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return ahead.remove();
  }
}
