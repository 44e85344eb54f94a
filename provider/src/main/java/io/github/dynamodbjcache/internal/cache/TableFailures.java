package io.github.dynamodbjcache.internal.cache;

import io.github.dynamodbjcache.BulkFailureException;
import io.github.dynamodbjcache.OutcomeUnknownException;
import io.github.dynamodbjcache.codec.CodecException;
import io.github.dynamodbjcache.internal.codec.item.ShortKey;
import io.github.dynamodbjcache.internal.runner.ContentionException;
import io.github.dynamodbjcache.internal.store.EntryKey;
import io.github.dynamodbjcache.internal.store.OutcomeUnknownStoreException;
import io.github.dynamodbjcache.internal.store.PartialFailureException;
import io.github.dynamodbjcache.internal.store.StoreException;
import io.github.dynamodbjcache.table.InvalidItemException;
import java.util.Collection;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.cache.CacheException;
import org.jspecify.annotations.Nullable;

/**
 * Puts what went wrong with a table into JCache's words: which operation, which cache, what
 * happened and the way out. Failures that are JCache's own pass as they are.
 */
final class TableFailures {

  /** How many keys a message about many shows. */
  private static final int KEYS_SHOWN = 10;

  private final String cacheName;
  private final BooleanSupplier closed;
  private final Function<EntryKey, String> shownKey;

  /** Of a cache whose table is not known yet. */
  TableFailures(String cacheName, BooleanSupplier closed) {
    this(cacheName, closed, key -> ShortKey.ofValues(key.attributes().values()));
  }

  private TableFailures(
      String cacheName, BooleanSupplier closed, Function<EntryKey, String> shownKey) {
    this.cacheName = cacheName;
    this.closed = closed;
    this.shownKey = shownKey;
  }

  /** The same, where it is known how messages show keys. */
  TableFailures showing(Function<EntryKey, String> keys) {
    return new TableFailures(cacheName, closed, keys);
  }

  /** The result of an operation on the table. */
  <R extends @Nullable Object> R translated(String operation, Supplier<R> run) {
    try {
      return run.get();
    } catch (StoreException | CodecException | ContentionException e) {
      throw translation(where(operation), e);
    } catch (InvalidItemException misfit) {
      throw misfit.in(where(operation));
    }
  }

  /** Runs an operation on the table. */
  void translated(String operation, Runnable run) {
    translated(
        operation,
        () -> {
          run.run();
          return operation;
        });
  }

  /** For what is done to a cache that has been closed. */
  TableFailures afterClosing() {
    return new TableFailures(cacheName, () -> false, shownKey);
  }

  boolean isClosed() {
    return closed.getAsBoolean();
  }

  RuntimeException translation(String where, RuntimeException e) {
    if (e instanceof OutcomeUnknownStoreException) {
      return new OutcomeUnknownException(where + ": " + e.getMessage(), e);
    }
    if (e instanceof PartialFailureException partial) {
      return partial(where, partial);
    }
    if (e instanceof CodecException && e.getCause() instanceof InvalidItemException invalid) {
      return beside(e, invalid.in(where));
    }
    // What may have been done is told as such; for the rest it is enough that it was too late.
    if (closed.getAsBoolean()) {
      return new IllegalStateException(where + ": the cache was closed meanwhile", e);
    }
    // What user code threw, a converter for instance, is the cause that the caller looks for.
    return e.getCause() instanceof InvalidItemException misfit
        ? beside(e, misfit.in(where))
        : beside(e, new CacheException(where + ": " + e.getMessage(), e));
  }

  private CacheException partial(String where, PartialFailureException e) {
    if (!e.done().isEmpty()) {
      return ofTheTable(where, e);
    }
    return e.unknown().isEmpty()
        ? new CacheException(message(where, e), e)
        : new OutcomeUnknownException(message(where, e), e);
  }

  /** A part was done of what the caller has given no keys for. */
  private BulkFailureException ofTheTable(String where, PartialFailureException e) {
    String unknown = e.unknown().isEmpty() ? "" : "; may or may not be done: " + shown(e.unknown());
    return beside(
        e,
        new BulkFailureException(
            where + ": " + e.getMessage() + unknown, e, Set.of(), Set.of(), Set.of()));
  }

  /**
   * With what else went wrong, the writer's failure for instance, where the caller looks for it.
   */
  static <T extends RuntimeException> T beside(RuntimeException failure, T translation) {
    for (Throwable suppressed : failure.getSuppressed()) {
      translation.addSuppressed(suppressed);
    }
    return translation;
  }

  String message(String where, PartialFailureException e) {
    return where
        + ": "
        + e.getMessage()
        + "; not done: "
        + shown(e.notDone())
        + "; may or may not be done: "
        + shown(e.unknown());
  }

  String where(String operation) {
    return "cache \"" + cacheName + "\", " + operation;
  }

  private String shown(Set<EntryKey> keys) {
    return keys.size() + shownSome(keys);
  }

  private String shownSome(Collection<EntryKey> keys) {
    if (keys.isEmpty()) {
      return "";
    }
    return keys.stream()
        .limit(KEYS_SHOWN)
        .map(shownKey)
        .collect(Collectors.joining(", ", " (", keys.size() > KEYS_SHOWN ? ", …)" : ")"));
  }
}
