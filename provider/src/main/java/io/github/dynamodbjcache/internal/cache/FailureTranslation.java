package io.github.dynamodbjcache.internal.cache;

import io.github.dynamodbjcache.BulkFailureException;
import io.github.dynamodbjcache.codec.CodecException;
import io.github.dynamodbjcache.internal.codec.EntryCodec;
import io.github.dynamodbjcache.internal.runner.ContentionException;
import io.github.dynamodbjcache.internal.store.EntryKey;
import io.github.dynamodbjcache.internal.store.PartialFailureException;
import io.github.dynamodbjcache.internal.store.StoreException;
import io.github.dynamodbjcache.table.InvalidItemException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Puts what went wrong into JCache's words likewise, with the keys that it went wrong with. */
final class FailureTranslation<K, V> {

  private final TableFailures table;
  private final EntryCodec<K, V> codec;

  FailureTranslation(TableFailures table, EntryCodec<K, V> codec) {
    this.table = table.showing(key -> codec.shown(key.attributes()));
    this.codec = codec;
  }

  /** The result of an operation on one key. */
  <R extends @Nullable Object> R translated(String operation, K key, Supplier<R> run) {
    try {
      return run.get();
    } catch (StoreException | CodecException | ContentionException e) {
      // An item that does not fit its mapping tells its key itself.
      String ofKey = e.getCause() instanceof InvalidItemException ? "" : ", key " + shownKey(key);
      throw table.translation(table.where(operation) + ofKey, e);
    } catch (InvalidItemException misfit) {
      throw misfit.in(table.where(operation) + ", key " + shownKey(key));
    }
  }

  /** The result of an operation on those keys. */
  <R extends @Nullable Object> R translated(
      String operation, Collection<? extends K> keys, Supplier<R> run) {
    try {
      return run.get();
    } catch (PartialFailureException e) {
      // Reads that failed since the cache was closed need not tell their keys.
      throw table.isClosed() && e.done().isEmpty()
          ? table.translation(table.where(operation), e)
          : ofKeys(operation, keys, e);
    } catch (StoreException | CodecException | ContentionException e) {
      throw table.translation(table.where(operation), e);
    } catch (InvalidItemException misfit) {
      throw misfit.in(table.where(operation));
    }
  }

  /** Runs an operation on those keys. */
  void translated(String operation, Collection<? extends K> keys, Runnable run) {
    translated(
        operation,
        keys,
        () -> {
          run.run();
          return operation;
        });
  }

  /** For what is done to a cache that has been closed. */
  TableFailures afterClosing() {
    return table.afterClosing();
  }

  /** The result of an operation on the table. */
  <R extends @Nullable Object> R translated(String operation, Supplier<R> run) {
    return table.translated(operation, run);
  }

  /** Runs an operation on the table. */
  void translated(String operation, Runnable run) {
    table.translated(operation, run);
  }

  /** Tells the caller's own key objects. */
  private BulkFailureException ofKeys(
      String operation, Collection<? extends K> keys, PartialFailureException e) {
    Set<K> done = new HashSet<>();
    Set<K> notDone = new HashSet<>();
    Set<K> unknown = new HashSet<>();
    Set<EntryKey> alreadyDone = e.done();
    for (K key : keys) {
      EntryKey at = new EntryKey(codec.place(key).attributes());
      if (e.notDone().contains(at)) {
        notDone.add(key);
      } else if (e.unknown().contains(at)) {
        unknown.add(key);
      } else if (alreadyDone.contains(at)) {
        done.add(key);
      }
    }
    return TableFailures.beside(
        e,
        new BulkFailureException(
            table.message(table.where(operation), e), e, done, notDone, unknown));
  }

  /** The key as messages show it: as it is stored, escaped and shortened. */
  String shownKey(K key) {
    try {
      return codec.shown(codec.place(key).attributes());
    } catch (CodecException | IllegalArgumentException cannotBeEncoded) {
      return "of class " + key.getClass().getName();
    }
  }
}
