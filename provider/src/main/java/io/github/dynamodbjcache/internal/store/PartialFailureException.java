package io.github.dynamodbjcache.internal.store;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Some of several mutations, or reads, did not come through; tells of each key which. */
public final class PartialFailureException extends StoreException {

  private static final long serialVersionUID = 1L;

  private final transient Set<EntryKey> notDone;
  private final transient Set<EntryKey> unknown;
  private final transient Map<EntryKey, Applied> applied;

  /**
   * With the keys that certainly were not done, those of unknown outcome, and what became of the
   * others.
   */
  public PartialFailureException(
      String message,
      Set<EntryKey> notDone,
      Set<EntryKey> unknown,
      Map<EntryKey, Applied> applied,
      @Nullable Throwable cause) {
    super(message, cause);
    this.notDone = Set.copyOf(notDone);
    this.unknown = Set.copyOf(unknown);
    this.applied = Map.copyOf(applied);
  }

  /** With the keys that could not be read; nothing was to be changed. */
  public static PartialFailureException ofReads(
      String message, Set<EntryKey> unread, StoreException cause) {
    return new PartialFailureException(message, unread, Set.of(), Map.of(), cause);
  }

  /** The keys that certainly were not done. */
  public Set<EntryKey> notDone() {
    return notDone;
  }

  /** What became of the mutations that were tried to the end; empty after reads. */
  public Map<EntryKey, Applied> applied() {
    return applied;
  }

  /** The keys that may or may not have been done. */
  public Set<EntryKey> unknown() {
    return unknown;
  }
}
