package io.github.dynamodbjcache.internal.own;

import io.github.dynamodbjcache.BulkFailureException;
import io.github.dynamodbjcache.internal.codec.EntryCodec;
import io.github.dynamodbjcache.internal.operation.Lifetime;
import io.github.dynamodbjcache.internal.runner.BulkRunner;
import io.github.dynamodbjcache.table.BatchReport;
import io.github.dynamodbjcache.table.BatchWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
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

  /**
   * A batch of its own.
   *
   * @param keyOf the key that a value has in it
   * @param progress hears how many writes were done, after each part that was sent
   */
  BatchRun(
      KeyedCalls<K> calls,
      BulkRunner<K, V> bulk,
      EntryCodec<K, V> codec,
      Function<? super V, ? extends K> keyOf,
      LongConsumer progress) {
    this.calls = calls;
    this.bulk = bulk;
    this.progress = progress;
    this.buffer = new Buffer<>(codec, keyOf, this::send);
  }

  /** Lets the block say its writes; what it has not got to send when it throws is dropped. */
  BatchReport<K> of(Consumer<BatchWriter<K, V>> writes) {
    writes.accept(buffer);
    send();
    return new BatchReport<>(written, buffer.replaced(), notDone, unknown);
  }

  private void send() {
    Map<K, V> puts = new LinkedHashMap<>();
    List<K> deletions = new ArrayList<>();
    for (Buffer.Write<K, V> write : buffer.take()) {
      V value = write.value();
      if (value == null) {
        deletions.add(write.key());
      } else {
        puts.put(write.key(), value);
      }
    }
    if (!puts.isEmpty()) {
      counted(puts.keySet(), () -> bulk.putAll(puts, Lifetime.AS_THE_POLICY_SAYS));
    }
    if (!deletions.isEmpty()) {
      counted(deletions, () -> bulk.removeAll(deletions));
    }
    progress.accept(written);
  }

  /** What was done in part is told by the report; what failed as a whole ends the batch. */
  private void counted(Collection<K> keys, Runnable run) {
    long failed = 0;
    try {
      calls.call(
          "batch",
          keys,
          () -> {
            run.run();
            return keys;
          });
    } catch (BulkFailureException inPart) {
      keys.stream().filter(inPart.notDone()::contains).forEach(notDone::add);
      keys.stream().filter(inPart.unknown()::contains).forEach(unknown::add);
      failed = inPart.notDone().size() + (long) inPart.unknown().size();
    }
    written += keys.size() - failed;
  }
}
