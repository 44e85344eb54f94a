package io.github.dynamodbjcache.internal.map;

import java.util.Spliterator;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A spliterator over what a function makes of another's elements.
 *
 * @param lost the characteristics that they lose by it
 */
record MappedSpliterator<S, T>(Spliterator<S> source, Function<S, T> mapping, int lost)
    implements Spliterator<T> {

  /** By a function that makes different things of different elements. */
  static <S, T> Spliterator<T> oneToOne(Spliterator<S> source, Function<S, T> mapping) {
    return new MappedSpliterator<>(source, mapping, 0);
  }

  /** By one that may make the same of them. */
  static <S, T> Spliterator<T> manyToOne(Spliterator<S> source, Function<S, T> mapping) {
    return new MappedSpliterator<>(source, mapping, DISTINCT);
  }

  @Override
  public boolean tryAdvance(Consumer<? super T> action) {
    return source.tryAdvance(element -> action.accept(mapping.apply(element)));
  }

  @Override
  public @Nullable Spliterator<T> trySplit() {
    Spliterator<S> split = source.trySplit();
    return split == null ? null : new MappedSpliterator<>(split, mapping, lost);
  }

  @Override
  public long estimateSize() {
    return source.estimateSize();
  }

  @Override
  public int characteristics() {
    return source.characteristics() & ~lost;
  }
}
