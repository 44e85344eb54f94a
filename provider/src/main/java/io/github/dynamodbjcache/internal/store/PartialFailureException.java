package io.github.dynamodbjcache.internal.store;

import java.util.HashMap;
import java.util.HashSet;
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

  /**
   * What a failure means that came while a whole table was being emptied: itself if nothing is gone
   * yet, else that a part is done. It tells of no key that the caller has given.
   *
   * @param gone some of what is gone already; the failure may know of more
   */
  public static RuntimeException amidDeletions(
      RuntimeException failure, Map<EntryKey, Applied> gone) {
    Map<EntryKey, Applied> all = new HashMap<>(gone);
    Set<EntryKey> unknown = Set.of();
    Set<EntryKey> notDone = Set.of();
    if (failure instanceof PartialFailureException partial) {
      partial.done().forEach(key -> all.put(key, Applied.PLAINLY));
      unknown = partial.unknown;
      notDone = partial.notDone;
    }
    return all.isEmpty()
        ? failure
        : new PartialFailureException(
            "some entries are gone already, the others are still there; call again to remove them,"
                + " too. What came in between: "
                + failure.getMessage(),
            notDone,
            unknown,
            all,
            failure);
  }

  /** The same of more keys: those that it does not tell of were not tried. */
  public PartialFailureException among(Set<EntryKey> all) {
    Set<EntryKey> left = new HashSet<>(all);
    left.removeAll(done());
    left.removeAll(unknown);
    left.addAll(notDone);
    PartialFailureException told =
        new PartialFailureException(String.valueOf(getMessage()), left, unknown, applied, this);
    for (Throwable suppressed : getSuppressed()) {
      told.addSuppressed(suppressed);
    }
    return told;
  }

  /** The keys that certainly were not done. */
  public Set<EntryKey> notDone() {
    return notDone;
  }

  /** The keys that were done. */
  public Set<EntryKey> done() {
    Set<EntryKey> done = new HashSet<>();
    applied.forEach(
        (key, outcome) -> {
          if (outcome instanceof Applied.Done) {
            done.add(key);
          }
        });
    return done;
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
