package io.github.dynamodbjcache.internal.own;

import io.github.dynamodbjcache.codec.CodecException;
import io.github.dynamodbjcache.internal.runner.UnreadableEntries;
import io.github.dynamodbjcache.internal.store.Page;
import io.github.dynamodbjcache.internal.store.PartialFailureException;
import io.github.dynamodbjcache.internal.store.StoredEntry;
import io.github.dynamodbjcache.internal.walk.Calls;
import io.github.dynamodbjcache.table.InvalidItemException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What is made of the results of a walk, one after the other, while the cache is open. It reads
 * ahead by one, so that {@code hasNext} is right about items that cannot be read: such a one fails
 * once, or is left out; then comes the next.
 *
 * @param <E> what is made of a result
 */
final class Decoding<E> implements Iterator<E> {

  private final Calls calls;
  private final String operation;
  private final Iterator<Page.Found> results;
  private final UnreadableEntries.Iteration unreadable;
  private final Function<StoredEntry, E> decoded;
  private @Nullable E next;

  Decoding(
      Calls calls,
      String operation,
      Iterator<Page.Found> results,
      UnreadableEntries.Iteration unreadable,
      Function<StoredEntry, E> decoded) {
    this.calls = calls;
    this.operation = operation;
    this.results = results;
    this.unreadable = unreadable;
    this.decoded = decoded;
  }

  @Override
  public boolean hasNext() {
    calls.checkOpen();
    while (next == null && results.hasNext()) {
      Page.Found found = results.next();
      next = calls.call(operation, () -> decoded(found));
    }
    return next != null;
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
    if (!hasNext() || next == null) {
      throw new NoSuchElementException();
    }
    E decodedNext = next;
    next = null;
    return decodedNext;
  }
}
