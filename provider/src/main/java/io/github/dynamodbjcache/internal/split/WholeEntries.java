package io.github.dynamodbjcache.internal.split;

import io.github.dynamodbjcache.internal.store.Consistency;
import io.github.dynamodbjcache.internal.store.StoredEntry;
import io.github.dynamodbjcache.internal.time.TimeLimit;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A walk that puts each entry together when its turn comes: one is in memory at a time. If that
 * fails, the next call tries the same entry again; one that is gone by then is left out.
 */
final class WholeEntries implements Iterator<StoredEntry> {

  private final Iterator<StoredEntry> entries;
  private final Assembly assembly;
  private final Consistency consistency;
  private final Supplier<TimeLimit> perStep;
  private @Nullable StoredEntry found;
  private @Nullable StoredEntry whole;

  WholeEntries(
      Iterator<StoredEntry> entries,
      Assembly assembly,
      Consistency consistency,
      Supplier<TimeLimit> perStep) {
    this.entries = entries;
    this.assembly = assembly;
    this.consistency = consistency;
    this.perStep = perStep;
  }

  @Override
  public boolean hasNext() {
    while (whole == null && (found != null || entries.hasNext())) {
      if (found == null) {
        found = entries.next();
      }
      whole = Manifest.isIn(found) ? assembly.whole(found, consistency, perStep.get()) : found;
      found = null;
    }
    return whole != null;
  }

  @Override
  public StoredEntry next() {
    if (!hasNext() || whole == null) {
      throw new NoSuchElementException();
    }
    StoredEntry next = whole;
    whole = null;
    return next;
  }
}
