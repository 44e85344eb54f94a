package io.github.dynamodbjcache.internal.walk;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An iterator of a cache, over entries or keys: may fail at each step once the cache is closed.
 *
 * @param <K> the type of keys
 * @param <E> what it hands out
 */
final class Walk<K, E> implements Iterator<E> {

  private final Calls calls;
  private final Iterator<E> elements;
  private final Function<E, K> keyOf;
  private final Consumer<K> remover;
  private @Nullable K last;

  Walk(Calls calls, Iterator<E> elements, Function<E, K> keyOf, Consumer<K> remover) {
    this.calls = calls;
    this.elements = elements;
    this.keyOf = keyOf;
    this.remover = remover;
  }

  @Override
  public boolean hasNext() {
    calls.checkOpen();
    return calls.call("iterator", elements::hasNext);
  }

  @Override
  public E next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    E element = calls.call("iterator", elements::next);
    last = keyOf.apply(element);
    return element;
  }

  /** Removes by key what was handed out last, whatever its value is by now. */
  @Override
  public void remove() {
    calls.checkOpen();
    if (last == null) {
      throw new IllegalStateException("next has not been called, or remove has been already");
    }
    K key = last;
    last = null;
    remover.accept(key);
  }
}
