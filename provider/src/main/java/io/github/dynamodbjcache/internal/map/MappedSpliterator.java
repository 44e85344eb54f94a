package io.github.dynamodbjcache.internal.map;

import java.util.Spliterator;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A spliterator over what a function makes of another's elements. */
record MappedSpliterator<S, T>(Spliterator<S> source, Function<S, T> mapping)
    implements Spliterator<T> {

  @Override
  public boolean tryAdvance(Consumer<? super T> action) {
    return source.tryAdvance(element -> action.accept(mapping.apply(element)));
  }

  @Override
  public @Nullable Spliterator<T> trySplit() {
    Spliterator<S> split = source.trySplit();
    return split == null ? null : new MappedSpliterator<>(split, mapping);
  }

  @Override
  public long estimateSize() {
    return source.estimateSize();
  }

  /** Values of different entries may be equal. */
  @Override
  public int characteristics() {
    return source.characteristics() & ~DISTINCT;
  }
}
