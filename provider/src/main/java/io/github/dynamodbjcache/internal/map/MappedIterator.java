package io.github.dynamodbjcache.internal.map;

import java.util.Iterator;
import java.util.function.Function;

/** An iterator over what a function makes of another's elements; removes through that one. */
record MappedIterator<S, T>(Iterator<S> source, Function<S, T> mapping) implements Iterator<T> {

  @Override
  public boolean hasNext() {
    return source.hasNext();
  }

  @Override
  public T next() {
    return mapping.apply(source.next());
  }

  @Override
  public void remove() {
    source.remove();
  }
}
