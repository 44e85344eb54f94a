package io.github.dynamodbjcache.internal.store;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Some of several mutations, or reads, did not come through; tells of each key which. */
public final class PartialFailureException extends StoreException {

  private static final long serialVersionUID = 1L;

  private final transient Set<EntryKey> notDone;
  private final transient Set<EntryKey> unknown;

  /** With the keys that certainly were not done and those of unknown outcome; the others were. */
  public PartialFailureException(
      String message, Set<EntryKey> notDone, Set<EntryKey> unknown, @Nullable Throwable cause) {
    super(message, cause);
    this.notDone = Set.copyOf(notDone);
    this.unknown = Set.copyOf(unknown);
  }

  /** The keys that certainly were not done. */
  public Set<EntryKey> notDone() {
    return notDone;
  }

  /** The keys that may or may not have been done. */
  public Set<EntryKey> unknown() {
    return unknown;
  }
}
