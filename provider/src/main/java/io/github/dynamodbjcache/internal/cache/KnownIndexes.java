package io.github.dynamodbjcache.internal.cache;

import io.github.dynamodbjcache.internal.table.TableIndex;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The indexes of a table, looked at once: when they are first asked for, unless the table was
 * looked at when it was opened. A look that fails is made again.
 */
final class KnownIndexes implements Supplier<List<TableIndex>> {

  private final Supplier<List<TableIndex>> look;
  private volatile @Nullable List<TableIndex> known;

  KnownIndexes(Supplier<List<TableIndex>> look) {
    this.look = look;
  }

  /** Two threads that ask at once may both look, and see the same. */
  @Override
  public List<TableIndex> get() {
    List<TableIndex> indexes = known;
    if (indexes == null) {
      indexes = look.get();
      known = indexes;
    }
    return indexes;
  }
}
