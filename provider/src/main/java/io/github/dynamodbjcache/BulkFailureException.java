package io.github.dynamodbjcache;

import java.util.Set;
import javax.cache.CacheException;
import org.jspecify.annotations.Nullable;

/**
 * An operation on several entries came through for some of them, or may have: {@code putAll},
 * {@code removeAll(keys)}, {@code getAll}, {@code loadAll}. It tells of each key which, with the
 * key objects that the caller gave. Where nothing at all was done, they throw a plain {@link
 * CacheException}.
 *
 * <p>{@code clear()} and {@code removeAll()} throw it, too, if they fail when some entries are gone
 * already: they are given no keys, so the three sets are empty. Calling again does the rest.
 *
 * <p>Keys that the {@code CacheWriter} kept back were not done; its failure is suppressed. Keys in
 * none of the three sets needed nothing: {@code getAll} has read them, or {@code loadAll} had
 * nothing to put there. The sets are immutable, and empty after the exception was deserialized.
 */
public final class BulkFailureException extends CacheException {

  private static final long serialVersionUID = 1L;

  private final transient @Nullable Set<?> done;
  private final transient @Nullable Set<?> notDone;
  private final transient @Nullable Set<?> unknown;

  /** With the operation, the cache, how many keys failed and why, and the keys. */
  public BulkFailureException(
      String message, @Nullable Throwable cause, Set<?> done, Set<?> notDone, Set<?> unknown) {
    super(message, cause);
    this.done = Set.copyOf(done);
    this.notDone = Set.copyOf(notDone);
    this.unknown = Set.copyOf(unknown);
  }

  /** The keys whose entries were written or removed; after {@code getAll}, none. */
  public Set<?> done() {
    return orEmpty(done);
  }

  /** The keys whose entries certainly were not changed; after {@code getAll}, not read. */
  public Set<?> notDone() {
    return orEmpty(notDone);
  }

  /** The keys whose entries may or may not have been changed; read them and decide. */
  public Set<?> unknown() {
    return orEmpty(unknown);
  }

  private static Set<?> orEmpty(@Nullable Set<?> keys) {
    return keys == null ? Set.of() : keys;
  }
}
