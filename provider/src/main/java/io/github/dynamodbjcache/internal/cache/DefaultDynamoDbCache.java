package io.github.dynamodbjcache.internal.cache;

import io.github.dynamodbjcache.DynamoDbCache;
import io.github.dynamodbjcache.DynamoDbMap;
import io.github.dynamodbjcache.DynamoDbStatisticsMXBean;
import io.github.dynamodbjcache.internal.map.MapView;
import io.github.dynamodbjcache.internal.operation.Lifetime;
import io.github.dynamodbjcache.internal.operation.Operation;
import io.github.dynamodbjcache.internal.operation.Operations;
import io.github.dynamodbjcache.internal.own.OwnParts;
import io.github.dynamodbjcache.internal.own.OwnTable;
import io.github.dynamodbjcache.internal.store.Segment;
import io.github.dynamodbjcache.internal.walk.Walks;
import io.github.dynamodbjcache.table.Table;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.Spliterator;
import java.util.function.Supplier;
import javax.cache.CacheManager;
import javax.cache.configuration.CacheEntryListenerConfiguration;
import javax.cache.configuration.Configuration;
import javax.cache.integration.CompletionListener;
import javax.cache.processor.EntryProcessor;
import javax.cache.processor.EntryProcessorResult;
import org.jspecify.annotations.Nullable;

/**
 * The cache that applications see. It checks openness and arguments, names the operation, and puts
 * failures into JCache's words; what operations mean stands in {@link Operations}, how they are run
 * in the runners.
 */
final class DefaultDynamoDbCache<K, V> implements DynamoDbCache<K, V> {

  private static final Duration LEAST_GRACE = Duration.ofMinutes(1);

  private final OpenCache<K, V> open;
  private final Walks<K, V> walks;
  private final DynamoDbMap<K, V> map;
  private final Invocations<K, V> invocations;
  private final Lifetime lifetime;
  private final @Nullable OwnTable<K, V> table;

  DefaultDynamoDbCache(OpenCache<K, V> open) {
    this(open, Lifetime.AS_THE_POLICY_SAYS);
  }

  private DefaultDynamoDbCache(OpenCache<K, V> open, Lifetime lifetime) {
    this.open = open;
    this.lifetime = lifetime;
    this.walks = new Walks<>(open, open.scans(), this::remove);
    this.invocations = new Invocations<>(open, open.single(), lifetime);
    this.map = new MapView<>(this, invocations, open.keyType(), open.valueType());
    OwnParts<K, V> own = open.ownTable();
    this.table = own == null ? null : new OwnTable<>(this, own);
  }

  @Override
  public DynamoDbCache<K, V> withLifetime(Duration duration) {
    if (!duration.equals(ChronoUnit.FOREVER.getDuration())) {
      open.requireLifetimes();
    }
    return new DefaultDynamoDbCache<>(open, Lifetime.of(duration));
  }

  @Override
  @SuppressWarnings("NullAway") // javax.cache is not annotated; null is its word for "absent"
  public V get(K key) {
    return one("get", key, Operations::<V>get);
  }

  @Override
  public Map<K, V> getAll(Set<? extends K> keys) {
    Set<K> checked = checkedKeys(keys);
    return open.call("getAll", checked, () -> open.bulk().getAll(checked, lifetime));
  }

  @Override
  public boolean containsKey(K key) {
    return one("containsKey", key, Operations::<V>containsKey);
  }

  @Override
  public void loadAll(
      Set<? extends K> keys,
      boolean replaceExistingValues,
      @Nullable CompletionListener completionListener) {
    Set<K> checked = checkedKeys(keys);
    CompletionListener listener =
        completionListener == null ? IgnoredCompletion.INSTANCE : completionListener;
    open.call(
        "loadAll", () -> open.loads().loadAll(checked, replaceExistingValues, lifetime, listener));
  }

  @Override
  public void put(K key, V value) {
    one("put", key, () -> Operations.put(checkedValue(value)));
  }

  @Override
  @SuppressWarnings("NullAway") // as in get
  public V getAndPut(K key, V value) {
    return one("getAndPut", key, () -> Operations.getAndPut(checkedValue(value)));
  }

  @Override
  public void putAll(Map<? extends K, ? extends V> map) {
    open.checkOpen();
    Map<K, V> checked = new LinkedHashMap<>();
    map.forEach((key, value) -> checked.put(checkedKey(key), checkedValue(value)));
    open.call("putAll", checked.keySet(), () -> open.bulk().putAll(checked, lifetime));
  }

  @Override
  public boolean putIfAbsent(K key, V value) {
    return one("putIfAbsent", key, () -> Operations.putIfAbsent(checkedValue(value)));
  }

  @Override
  public @Nullable V getAndPutIfAbsent(K key, V value) {
    return one("getAndPutIfAbsent", key, () -> Operations.getAndPutIfAbsent(checkedValue(value)));
  }

  @Override
  public boolean remove(K key) {
    return one("remove", key, Operations::<V>remove);
  }

  @Override
  public boolean remove(K key, V oldValue) {
    return one("remove", key, () -> Operations.remove(checkedValue(oldValue), open.sameValue()));
  }

  @Override
  @SuppressWarnings("NullAway") // as in get
  public V getAndRemove(K key) {
    return one("getAndRemove", key, Operations::<V>getAndRemove);
  }

  @Override
  public boolean replace(K key, V oldValue, V newValue) {
    return one(
        "replace",
        key,
        () -> Operations.replace(checkedValue(oldValue), checkedValue(newValue), open.sameValue()));
  }

  @Override
  public boolean replace(K key, V value) {
    return one("replace", key, () -> Operations.replace(checkedValue(value)));
  }

  @Override
  @SuppressWarnings("NullAway") // as in get
  public V getAndReplace(K key, V value) {
    return one("getAndReplace", key, () -> Operations.getAndReplace(checkedValue(value)));
  }

  @Override
  public void removeAll(Set<? extends K> keys) {
    Set<K> checked = checkedKeys(keys);
    open.call("removeAll", checked, () -> open.bulk().removeAll(checked));
  }

  @Override
  public void removeAll() {
    open.checkOpen();
    open.requireClearing("removeAll()");
    open.call("removeAll", open.scans()::removeAll);
  }

  @Override
  public void clear() {
    open.checkOpen();
    open.requireClearing("clear()");
    open.call("clear", open.scans()::clear);
  }

  @Override
  public <C extends Configuration<K, V>> C getConfiguration(Class<C> type) {
    return open.configurationAs(type);
  }

  @Override
  public <T> T invoke(
      K key, EntryProcessor<K, V, T> entryProcessor, @Nullable Object... arguments) {
    return invocations.invoke(key, entryProcessor, arguments);
  }

  @Override
  public <T> Map<K, EntryProcessorResult<T>> invokeAll(
      Set<? extends K> keys,
      EntryProcessor<K, V, T> entryProcessor,
      @Nullable Object... arguments) {
    return invocations.invokeAll(
        checkedKeys(keys), Objects.requireNonNull(entryProcessor, "entryProcessor"), arguments);
  }

  @Override
  public String getName() {
    return open.name();
  }

  @Override
  public CacheManager getCacheManager() {
    return open.manager();
  }

  @Override
  public void close() {
    open.close();
  }

  @Override
  public boolean isClosed() {
    return open.isClosed();
  }

  @Override
  public <T> T unwrap(Class<T> type) {
    if (type.isInstance(this)) {
      return type.cast(this);
    }
    if (type.isInstance(map)) {
      return type.cast(map);
    }
    if (type.isInstance(table)) {
      return type.cast(table);
    }
    if (type == Table.class) {
      throw new IllegalArgumentException(
          "cache \""
              + open.name()
              + "\" is no table of your own: its items are in the cache's own format. Give it a"
              + " mapping, by items.mapping or setMapping");
    }
    return open.unwrap(type);
  }

  @Override
  public void registerCacheEntryListener(CacheEntryListenerConfiguration<K, V> listener) {
    open.register(Objects.requireNonNull(listener, "cacheEntryListenerConfiguration"));
  }

  @Override
  public void deregisterCacheEntryListener(CacheEntryListenerConfiguration<K, V> listener) {
    open.deregister(Objects.requireNonNull(listener, "cacheEntryListenerConfiguration"));
  }

  @Override
  public Iterator<Entry<K, V>> iterator() {
    return walks.entries(Segment.WHOLE_TABLE);
  }

  @Override
  public Spliterator<Entry<K, V>> spliterator() {
    return walks.entries();
  }

  @Override
  public Iterable<K> keys() {
    return walks.keys();
  }

  @Override
  public long countEntries() {
    open.checkOpen();
    return open.call("countEntries", open.scans()::count);
  }

  @Override
  public boolean isEmpty() {
    open.checkOpen();
    return open.call("isEmpty", open.scans()::isEmpty);
  }

  @Override
  public String getTableName() {
    return open.tableName();
  }

  @Override
  public long estimateItemCount() {
    open.checkOpen();
    return open.call("estimateItemCount", open::estimateItemCount);
  }

  @Override
  public long removeOrphanParts(Duration grace) {
    open.checkOpen();
    if (grace.compareTo(LEAST_GRACE) < 0) {
      throw new IllegalArgumentException(
          "a grace of " + grace + " is too short: the clocks of writers may differ by a minute");
    }
    return open.call("removeOrphanParts", () -> open.removeOrphanParts(grace));
  }

  @Override
  public DynamoDbStatisticsMXBean getRequestStatistics() {
    return open.requestStatistics();
  }

  @Override
  public long getSkippedEntryCount() {
    return open.skippedEntries();
  }

  Class<K> keyType() {
    return open.keyType();
  }

  Class<V> valueType() {
    return open.valueType();
  }

  void enableStatistics(boolean enabled) {
    open.enableStatistics(enabled);
  }

  void enableManagement(boolean enabled) {
    open.enableManagement(enabled);
  }

  /** Closes the cache, then its table goes as its settings say. */
  void destroy() {
    open.close();
    open.failures().afterClosing().translated("destroyCache", open::destroyTable);
  }

  /** Shows the cache's name and table. */
  @Override
  public String toString() {
    return "DynamoDbCache[" + getName() + " in table " + getTableName() + "]";
  }

  private <R extends @Nullable Object> R one(
      String name, K key, Supplier<Operation<V, R>> operation) {
    open.checkOpen();
    K checked = checkedKey(key);
    Operation<V, R> checkedOperation = lifetime.of(operation.get());
    return open.call(name, checked, () -> open.single().run(checked, checkedOperation));
  }

  /** The keys, once each; checked by walking, since immutable sets refuse to look for null. */
  private Set<K> checkedKeys(Collection<? extends K> keys) {
    open.checkOpen();
    List<K> checked = new ArrayList<>(keys.size());
    keys.forEach(key -> checked.add(checkedKey(key)));
    return new HashSet<>(checked);
  }

  private K checkedKey(K key) {
    Objects.requireNonNull(key, "key");
    return open.checkKeyType(key);
  }

  private V checkedValue(V value) {
    Objects.requireNonNull(value, "value");
    return open.checkValueType(value);
  }
}
