package io.github.dynamodbjcache.internal.own;

import static io.github.dynamodbjcache.internal.store.Consistency.STRONG;

import io.github.dynamodbjcache.DynamoDbCache;
import io.github.dynamodbjcache.codec.CodecException;
import io.github.dynamodbjcache.configuration.Consistency;
import io.github.dynamodbjcache.internal.codec.Place;
import io.github.dynamodbjcache.internal.expression.AttributePath;
import io.github.dynamodbjcache.internal.expression.Predicate;
import io.github.dynamodbjcache.internal.mapping.ItemMapping;
import io.github.dynamodbjcache.internal.mapping.ItemMapping.KeyPart;
import io.github.dynamodbjcache.internal.mapping.ItemUpdate;
import io.github.dynamodbjcache.internal.mapping.Predicates;
import io.github.dynamodbjcache.internal.operation.Operations;
import io.github.dynamodbjcache.internal.operation.Premise;
import io.github.dynamodbjcache.internal.runner.ConditionalRunner.Verdict;
import io.github.dynamodbjcache.internal.store.EntryKey;
import io.github.dynamodbjcache.internal.store.Guard;
import io.github.dynamodbjcache.internal.store.StoreException;
import io.github.dynamodbjcache.internal.store.StoredEntry;
import io.github.dynamodbjcache.table.BatchReport;
import io.github.dynamodbjcache.table.BatchWriter;
import io.github.dynamodbjcache.table.Condition;
import io.github.dynamodbjcache.table.ConditionFailedException;
import io.github.dynamodbjcache.table.Index;
import io.github.dynamodbjcache.table.InvalidItemException;
import io.github.dynamodbjcache.table.Item;
import io.github.dynamodbjcache.table.Outcome;
import io.github.dynamodbjcache.table.Path;
import io.github.dynamodbjcache.table.Selection;
import io.github.dynamodbjcache.table.Table;
import io.github.dynamodbjcache.table.TableInfo;
import io.github.dynamodbjcache.table.Update;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import javax.cache.Cache;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A table over its open cache: says each operation in the words of mapping, runners and store. */
public final class OwnTable<K, V> implements Table<K, V> {

  private final DynamoDbCache<K, V> cache;
  private final OwnParts<K, V> parts;
  private final ItemMapping<K, V> mapping;
  private final Index<K, V> whole;

  /** Over that cache. */
  public OwnTable(DynamoDbCache<K, V> cache, OwnParts<K, V> parts) {
    this.cache = cache;
    this.parts = parts;
    this.mapping = parts.mapping();
    this.whole = OwnIndex.ofTable(parts.reads());
  }

  @Override
  public Cache<K, V> cache() {
    return cache;
  }

  @Override
  @SuppressWarnings("unchecked") // The map of a cache has its types.
  public ConcurrentMap<K, V> map() {
    return cache.unwrap(ConcurrentMap.class);
  }

  @Override
  public Selection<K, V> scan() {
    return whole.scan();
  }

  @Override
  public Selection<K, V> query(@Nullable Object... partition) {
    return whole.query(partition);
  }

  @Override
  public Index<K, V> index(String name) {
    return OwnIndex.named(name, parts.reads(), parts.life().indexes());
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
    return placeOf(value).key();
  }

  private Place<K> placeOf(V value) {
    try {
      return mapping.placeOf(Objects.requireNonNull(value, "value"));
    } catch (InvalidItemException hasNone) {
      throw hasNone.in(
          "table "
              + parts.reads().table()
              + ": a value has to have its key in it, or be put by put(key, value)");
    }
  }

  @Override
  public @Nullable V get(K key, Consistency consistency) {
    return on("get", key, () -> parts.single().run(key, Operations.<V>get(), stored(consistency)));
  }

  @Override
  public Optional<Item> project(K key, Path... paths) {
    List<AttributePath> places = Projected.of(paths).places();
    return on("project", key, () -> Optional.ofNullable(read(key, places)));
  }

  private @Nullable Item read(K key, List<AttributePath> places) {
    Map<String, AttributeValue> found = places.isEmpty() ? whole(key) : places(key, places);
    return found == null ? null : mapping.item(found);
  }

  private @Nullable Map<String, AttributeValue> whole(K key) {
    StoredEntry found = parts.single().look(key, parts.reads().consistency());
    if (found == null) {
      return null;
    }
    Map<String, AttributeValue> attributes = new HashMap<>(found.data());
    attributes.putAll(found.key().attributes());
    return attributes;
  }

  private @Nullable Map<String, AttributeValue> places(K key, List<AttributePath> places) {
    return parts
        .reads()
        .store()
        .project(
            new EntryKey(mapping.place(key).attributes()),
            places,
            parts.reads().consistency(),
            parts.reads().limits().newCall());
  }

  @Override
  public Map<String, @Nullable Object> fields(K key) {
    parts.calls().checkOpen();
    return new FieldsView(new Fields(Objects.requireNonNull(key, "key")), keyAttributes());
  }

  private Set<String> keyAttributes() {
    return mapping.keyParts().stream().map(KeyPart::name).collect(Collectors.toSet());
  }

  /** One item, as its attributes. */
  private final class Fields implements FieldsView.Access {

    private final K key;

    Fields(K key) {
      this.key = key;
    }

    @Override
    public Map<String, @Nullable Object> read() {
      return on("fields", key, () -> attributes(parts.single().look(key, STRONG)));
    }

    @Override
    public Map<String, @Nullable Object> update(UnaryOperator<Update> changes) {
      return on("fields", key, () -> before(changes));
    }

    private Map<String, @Nullable Object> before(UnaryOperator<Update> changes) {
      Verdict verdict =
          verdict(key, update -> changes.apply(update).returningOld(), Premise.PRESENT);
      return verdict.isDone()
          ? told("the update was made", () -> attributes(verdict.entry()))
          : attributes(null);
    }

    private Map<String, @Nullable Object> attributes(@Nullable StoredEntry entry) {
      if (entry == null) {
        throw new ConditionFailedException(
            "table "
                + parts.reads().table()
                + ", key "
                + mapping.place(key)
                + ": there is no item, and a field alone makes none; use put or upsert",
            null);
      }
      Map<String, @Nullable Object> attributes = new HashMap<>();
      entry.key().attributes().forEach((name, value) -> put(name, value, attributes));
      entry.data().forEach((name, value) -> put(name, value, attributes));
      return attributes;
    }

    private void put(String name, AttributeValue value, Map<String, @Nullable Object> attributes) {
      attributes.put(name, mapping.component(name, value));
    }
  }

  @Override
  public Outcome<V> put(K key, V value, Condition onlyIf) {
    Objects.requireNonNull(value, "value");
    Guard demand = demand(key, onlyIf);
    return on(
        "put",
        key,
        () -> {
          Verdict verdict = parts.conditional().put(key, value, demand);
          return verdict.isDone() ? new Outcome.Done<>(value) : refused("put", key, verdict);
        });
  }

  @Override
  public Outcome<V> delete(K key, Condition onlyIf) {
    Guard demand = demand(key, onlyIf);
    return on("delete", key, () -> outcome("delete", key, parts.conditional().delete(key, demand)));
  }

  @Override
  public Condition absent() {
    return new Condition.NoItem();
  }

  @Override
  public Condition unchanged(V read) {
    return new Condition.Unchanged(Objects.requireNonNull(read, "read"));
  }

  private Guard demand(K key, Condition condition) {
    return Objects.requireNonNull(condition, "onlyIf") instanceof Condition.NoItem
        ? Guard.ABSENT
        : matching(Predicates.ofOne(mapping, Objects.requireNonNull(key, "key")).of(condition));
  }

  private static Guard matching(@Nullable Predicate predicate) {
    return predicate == null ? Guard.NONE : Guard.NONE.and(new Guard.Matching(predicate));
  }

  @Override
  public Outcome<V> update(K key, UnaryOperator<Update> changes) {
    return changed("update", key, changes, Premise.PRESENT);
  }

  @Override
  public Outcome<V> upsert(K key, UnaryOperator<Update> changes) {
    return changed("upsert", key, changes, Premise.BLIND);
  }

  private Outcome<V> changed(
      String operation, K key, UnaryOperator<Update> changes, Premise premise) {
    return on(operation, key, () -> outcome(operation, key, verdict(key, changes, premise)));
  }

  private Verdict verdict(K key, UnaryOperator<Update> changes, Premise premise) {
    ItemUpdate update = ItemUpdate.of(mapping, key, changes);
    Guard demand = matching(update.onlyIf());
    try {
      return parts
          .conditional()
          .update(key, update.changes(), premise, demand, update.returningOld());
    } catch (StoreException failure) {
      throw RefusedPlaces.told(failure, update.changes());
    }
  }

  private Outcome<V> outcome(String operation, K key, Verdict verdict) {
    return verdict.isDone()
        ? new Outcome.Done<>(
            told("the " + operation + " was made", () -> value(key, verdict.entry())))
        : refused(operation, key, verdict);
  }

  private Outcome<V> refused(String operation, K key, Verdict verdict) {
    return new Outcome.Refused<>(
        told("the " + operation + " was refused", () -> value(key, verdict.entry())));
  }

  /** What was done or refused is told, also where the item that it answers with does not fit. */
  private static <R extends @Nullable Object> R told(String what, Supplier<R> item) {
    String unfit = what + ", but its item does not fit the mapping";
    try {
      return item.get();
    } catch (InvalidItemException invalid) {
      throw invalid.in(unfit);
    } catch (CodecException unreadable) {
      throw unreadable.getCause() instanceof InvalidItemException invalid
          ? new CodecException(String.valueOf(unreadable.getMessage()), invalid.in(unfit))
          : unreadable;
    }
  }

  private @Nullable V value(K key, @Nullable StoredEntry entry) {
    return entry == null ? null : mapping.value(mapping.place(key), entry.data());
  }

  @Override
  public BatchReport<K> batch(Consumer<BatchWriter<K, V>> writes) {
    return batch(writes, written -> {});
  }

  @Override
  public BatchReport<K> batch(Consumer<BatchWriter<K, V>> writes, LongConsumer progress) {
    Objects.requireNonNull(writes, "writes");
    Objects.requireNonNull(progress, "progress");
    parts.calls().checkOpen();
    return new BatchRun<>(
            parts.calls(),
            parts.bulk(),
            new Buffer.Places<>(mapping::place, this::placeOf),
            progress)
        .of(writes);
  }

  private <R extends @Nullable Object> R on(String operation, K key, Supplier<R> run) {
    parts.calls().checkOpen();
    return parts.calls().call(operation, Objects.requireNonNull(key, "key"), run);
  }

  /** As logs and debuggers show it. */
  @Override
  public String toString() {
    return "Table[" + parts.reads().table() + "]";
  }

  private static io.github.dynamodbjcache.internal.store.Consistency stored(
      Consistency consistency) {
    return io.github.dynamodbjcache.internal.store.Consistency.valueOf(
        Objects.requireNonNull(consistency, "consistency").name());
  }
}
