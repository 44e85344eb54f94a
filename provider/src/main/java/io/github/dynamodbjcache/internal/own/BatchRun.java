package io.github.dynamodbjcache.internal.own;

import io.github.dynamodbjcache.BulkFailureException;
import io.github.dynamodbjcache.internal.codec.Place;
import io.github.dynamodbjcache.internal.operation.Lifetime;
import io.github.dynamodbjcache.internal.runner.BulkRunner;
import io.github.dynamodbjcache.internal.runner.Put;
import io.github.dynamodbjcache.internal.runner.Targets;
import io.github.dynamodbjcache.internal.store.StoreException;
import io.github.dynamodbjcache.table.BatchReport;
import io.github.dynamodbjcache.table.BatchWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/** One batch: sends what is collected, as often as there is enough of it, and keeps the report. */
final class BatchRun<K, V> {

  private final KeyedCalls<K> calls;
  private final BulkRunner<K, V> bulk;
  private final Buffer<K, V> buffer;
  private final LongConsumer progress;
  private final Set<K> notDone = new HashSet<>();
  private final Set<K> unknown = new HashSet<>();
  private long written;
  private boolean hasEnded;

  /**
   * A batch of its own.
   *
   * @param places where its writes go
   * @param progress hears how many writes were done, after each part that was sent
   */
  BatchRun(
      KeyedCalls<K> calls,
      BulkRunner<K, V> bulk,
      Buffer.Places<K, V> places,
      LongConsumer progress) {
    this.calls = calls;
    this.bulk = bulk;
    this.progress = progress;
    this.buffer = new Buffer<>(places, this::encoded, this::send);
  }

  /** Lets the block say its writes; what it has not got to send when it throws is dropped. */
  BatchReport<K> of(Consumer<BatchWriter<K, V>> writes) {
    try {
      writes.accept(buffer);
      send();
    } finally {
      buffer.end();
    }
    return new BatchReport<>(written, buffer.replaced(), notDone, unknown);
  }

  /** What cannot be stored is refused in the words of the call. */
  private Put<K, V> encoded(Place<K> place, V value) {
    try {
      return bulk.encoded(place, value);
    } catch (RuntimeException unfit) {
      return calls.call(
          "batch",
          place.key(),
          () -> {
            throw unfit;
          });
    }
  }

  private void send() {
    List<Put<K, V>> puts = new ArrayList<>();
    List<K> keys = new ArrayList<>();
    Targets<K> deletions = new Targets<>();
    for (Buffer.Write<K, V> write : buffer.take()) {
      Put<K, V> put = write.put();
      if (put == null) {
        deletions.add(write.target());
      } else {
        puts.add(put);
        keys.add(write.target().key());
      }
    }
    try {
      counted(keys, () -> bulk.putAll(puts, Lifetime.AS_THE_POLICY_SAYS));
    } catch (RuntimeException failure) {
      notDone.addAll(deletions.keys());
      throw failure;
    }
    counted(deletions.keys(), () -> bulk.removeAll(deletions));
    progress.accept(written);
  }

  /**
   * What was done in part is told by the report. What fails as a whole ends the batch: by its
   * exception if nothing was written before, else by the report, and what comes then is not tried.
   * A block may go on after the exception, so the report tells of that, too.
   */
  private void counted(Collection<K> keys, Runnable run) {
    if (keys.isEmpty()) {
      return;
    }
    if (hasEnded) {
      notDone.addAll(keys);
      return;
    }
    try {
      calls.call(
          "batch",
          keys,
          () -> {
            run.run();
            return keys;
          });
      written += keys.size();
    } catch (BulkFailureException inPart) {
      keys.stream().filter(inPart.notDone()::contains).forEach(notDone::add);
      keys.stream().filter(inPart.unknown()::contains).forEach(unknown::add);
      written += keys.size() - inPart.notDone().size() - (long) inPart.unknown().size();
    } catch (RuntimeException asAWhole) {
      boolean isTheTables = asAWhole.getCause() instanceof StoreException;
      boolean isFirst = written + unknown.size() == 0;
      ended(keys, isTheTables ? notDone : unknown);
      if (!isTheTables || isFirst) {
        throw asAWhole;
      }
    }
  }

  private void ended(Collection<K> keys, Set<K> as) {
    as.addAll(keys);
    hasEnded = true;
  }
}
