package io.github.dynamodbjcache.internal.own;

import io.github.dynamodbjcache.DynamoDbCache;
import io.github.dynamodbjcache.configuration.Consistency;
import io.github.dynamodbjcache.internal.codec.Place;
import io.github.dynamodbjcache.internal.expression.AttributePath;
import io.github.dynamodbjcache.internal.mapping.ItemMapping;
import io.github.dynamodbjcache.internal.operation.Operations;
import io.github.dynamodbjcache.internal.operation.Premise;
import io.github.dynamodbjcache.internal.runner.ConditionalRunner.Verdict;
import io.github.dynamodbjcache.internal.store.EntryKey;
import io.github.dynamodbjcache.internal.store.Guard;
import io.github.dynamodbjcache.table.BatchReport;
import io.github.dynamodbjcache.table.BatchWriter;
import io.github.dynamodbjcache.table.Condition;
import io.github.dynamodbjcache.table.Index;
import io.github.dynamodbjcache.table.Item;
import io.github.dynamodbjcache.table.Outcome;
import io.github.dynamodbjcache.table.Path;
import io.github.dynamodbjcache.table.Selection;
import io.github.dynamodbjcache.table.Table;
import io.github.dynamodbjcache.table.TableInfo;
import io.github.dynamodbjcache.table.Update;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import javax.cache.Cache;
import org.jspecify.annotations.Nullable;

/** A table over its open cache: says each operation in the words of mapping, runners and store. */
public final class OwnTable<K, V> implements Table<K, V> {

  private final DynamoDbCache<K, V> cache;
  private final OwnParts<K, V> parts;
  private final Index<K, V> whole;

  /** Over that cache. */
  public OwnTable(DynamoDbCache<K, V> cache, OwnParts<K, V> parts) {
    this.cache = cache;
    this.parts = parts;
  }

  @Override
  public Cache<K, V> cache() {
    return cache;
  }

  // The map of a cache has its types.
  @SuppressWarnings("unchecked")
  @Override
  public ConcurrentMap<K, V> map() {
    return cache.unwrap(ConcurrentMap.class);
  }

  @Override
  public TableInfo describe() {
    return parts.calls().call("describe", parts.life()::describe);
  }

  @Override
  public void drop() {
    parts.calls().checkOpen();
    parts.life().drop();
  }

  @Override
  public K keyOf(V value) {
    return parts.mapping().keyOf(Objects.requireNonNull(value, "value"));
  }

  @Override
  public @Nullable V get(K key, Consistency consistency) {
    return on(
        "get",
        key,
        () ->
            parts
                .runners()
                .single()
                .run(key, Operations.<V>get(), parts.runners().consistency(consistency)));
  }

  @Override
  public Outcome<V> put(K key, V value, Condition onlyIf) {
    Objects.requireNonNull(value, "value");
    Guard demand = demand(onlyIf);
    return conditional("put", key, () -> parts.conditional().put(key, value, demand));
  }

  @Override
  public Outcome<V> delete(K key, Condition onlyIf) {
    Guard demand = demand(onlyIf);
    return conditional("delete", key, () -> parts.conditional().delete(key, demand));
  }

  @Override
  public Condition absent() {
    return new Condition.NoItem();
  }

  @Override
  public Condition unchanged(V read) {
    return new Condition.Unchanged(Objects.requireNonNull(read, "read"));
  }

  @Override
  public BatchReport<K> batch(Consumer<BatchWriter<K, V>> writes) {
    return batch(writes, written -> {});
  }

  @Override
  public BatchReport<K> batch(Consumer<BatchWriter<K, V>> writes, LongConsumer progress) {
    parts.calls().checkOpen();
    return new BatchRun<>(
            parts.calls(), parts.runners().bulk(), parts.mapping(), this::keyOf, progress)
        .of(writes);
  }

  private Outcome<V> conditional(String operation, K key, Supplier<Verdict<V>> run) {
    Verdict<V> verdict = on(operation, key, run);
    return verdict.isDone()
        ? new Outcome.Done<>(verdict.value())
        : new Outcome.Refused<>(verdict.value());
  }

  private <R extends @Nullable Object> R on(String operation, K key, Supplier<R> run) {
    parts.calls().checkOpen();
    return parts.calls().call(operation, Objects.requireNonNull(key, "key"), run);
  }
}
