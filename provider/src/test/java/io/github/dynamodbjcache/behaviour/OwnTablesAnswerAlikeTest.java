package io.github.dynamodbjcache.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbjcache.DynamoDbCache;
import io.github.dynamodbjcache.configuration.DynamoDbConfiguration;
import io.github.dynamodbjcache.table.Item;
import io.github.dynamodbjcache.table.Mapping;
import io.github.dynamodbjcache.table.Revisions;
import io.github.dynamodbjcache.testing.CacheFixture;
import io.github.dynamodbjcache.testing.Seed;
import io.github.dynamodbjcache.testing.UserTables;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.cache.Cache;
import javax.cache.configuration.MutableCacheEntryListenerConfiguration;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.event.CacheEntryCreatedListener;
import javax.cache.event.CacheEntryEvent;
import javax.cache.event.CacheEntryExpiredListener;
import javax.cache.event.CacheEntryRemovedListener;
import javax.cache.event.CacheEntryUpdatedListener;
import javax.cache.expiry.CreatedExpiryPolicy;
import javax.cache.expiry.Duration;
import javax.cache.expiry.TouchedExpiryPolicy;
import javax.cache.integration.CacheLoader;
import javax.cache.integration.CacheWriter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * "Everything JCache holds, on these tables": random calls give the same answers, events and calls
 * of writers as on a cache in our own item format, which the TCK holds.
 */
@Timeout(300)
class OwnTablesAnswerAlikeTest {

  private static final int STEPS = 120;
  private static final List<String> KEYS = List.of("a", "b", "c");

  /** A value of one component. */
  public record Text(String text) implements Serializable {}

  /** What a cache is like beside its table. */
  enum Style {
    PLAIN,
    LISTENED,
    READ_THROUGH,
    WRITE_THROUGH,
    EXPIRING,
    TOUCHED
  }

  /** How values are made and shown. */
  record Form<V>(
      String name,
      Class<V> type,
      Mapping.Values<V> values,
      Function<String, V> of,
      Function<V, Object> text) {

    @Override
    public String toString() {
      return name;
    }
  }

  private static final Form<Text> RECORDS =
      new Form<>("records", Text.class, Mapping.record(Text.class), Text::new, Text::text);

  private static final Form<Item> DOCUMENTS =
      new Form<>(
          "documents",
          Item.class,
          Mapping.document(),
          text -> Item.of(Map.of("text", text)),
          item -> item.get("text"));

  /** One of the tables. */
  record Setup(Form<?> form, Revisions revisions, Style style) {}

  static Stream<Setup> setups() {
    List<Revisions> all =
        List.of(Revisions.compared(), Revisions.version("v"), Revisions.hidden("_"));
    return Stream.<Form<?>>of(RECORDS, DOCUMENTS)
        .flatMap(
            form ->
                all.stream()
                    .flatMap(
                        revisions ->
                            Stream.of(Style.values())
                                .map(style -> new Setup(form, revisions, style))));
  }

  @ParameterizedTest
  @MethodSource("setups")
  void randomCallsAnswerAlike(Setup setup) {
    compare(setup.form(), setup);
  }

  private <V> void compare(Form<V> form, Setup setup) {
    Seed seed = Seed.of(getClass());
    try (CacheFixture fixture = CacheFixture.open()) {
      Subject<Text> ours = ours(fixture, setup.style());
      Subject<V> theirs = theirs(fixture, form, setup);
      Random random = seed.random(setup.hashCode());
      List<String> calls = new ArrayList<>(Call.all().keySet());
      for (int step = 0; step < STEPS; step++) {
        String name = calls.get(random.nextInt(calls.size()));
        String key = KEYS.get(random.nextInt(KEYS.size()));
        String one = "v" + random.nextInt(3);
        String other = "v" + random.nextInt(3);
        if (random.nextInt(20) == 0) {
          fixture.clock().advance(java.time.Duration.ofMinutes(40));
        }
        assertThat(theirs.after(name, key, one, other))
            .as("seed %s, step %s of %s: %s(%s, %s, %s)", seed, step, setup, name, key, one, other)
            .isEqualTo(ours.after(name, key, one, other));
      }
    }
  }

  private static Subject<Text> ours(CacheFixture fixture, Style style) {
    Subject<Text> subject = new Subject<>(RECORDS);
    subject.cache =
        fixture.cache(
            subject.in(
                style,
                new MutableConfiguration<String, Text>().setTypes(String.class, Text.class)));
    return subject;
  }

  private static <V> Subject<V> theirs(CacheFixture fixture, Form<V> form, Setup setup) {
    Subject<V> subject = new Subject<>(form);
    String table = UserTables.make(fixture.client(), fixture.newName(), "id S");
    Mapping<String, V> mapping =
        form.values().key("id", String.class).revision(setup.revisions()).timeToLive("expires");
    DynamoDbConfiguration<String, V> configuration =
        new DynamoDbConfiguration<String, V>()
            .setTypes(String.class, form.type())
            .setMapping(mapping);
    subject.in(setup.style(), configuration);
    subject.cache = fixture.manager().createCache(table, configuration);
    return subject;
  }

  /** A cache, and what it told since the last call. */
  private static final class Subject<V> {

    private final Form<V> form;
    private final List<String> told = new CopyOnWriteArrayList<>();
    private Cache<String, V> cache;

    Subject(Form<V> form) {
      this.form = form;
    }

    /** What a call answers, and what else it does. */
    String after(String name, String key, String one, String other) {
      told.clear();
      Object answer;
      try {
        answer = Call.all().get(name).on(this, key, form.of().apply(one), form.of().apply(other));
      } catch (RuntimeException e) {
        answer = e.getClass().getSimpleName();
      }
      return answer + " " + new TreeSet<>(told);
    }

    <C extends MutableConfiguration<String, V>> C in(Style style, C configuration) {
      switch (style) {
        case PLAIN -> {}
        case LISTENED -> listen(configuration);
        case READ_THROUGH ->
            configuration.setReadThrough(true).setCacheLoaderFactory(() -> new Loader<>(this));
        case WRITE_THROUGH ->
            configuration.setWriteThrough(true).setCacheWriterFactory(() -> new Writer<>(this));
        case EXPIRING -> {
          listen(configuration);
          configuration.setExpiryPolicyFactory(CreatedExpiryPolicy.factoryOf(Duration.ONE_HOUR));
        }
        case TOUCHED ->
            configuration.setExpiryPolicyFactory(TouchedExpiryPolicy.factoryOf(Duration.ONE_HOUR));
      }
      return configuration;
    }

    private void listen(MutableConfiguration<String, V> configuration) {
      configuration.addCacheEntryListenerConfiguration(
          new MutableCacheEntryListenerConfiguration<>(
              () -> new Listener<>(this), null, true, true));
    }

    @Nullable Object shown(@Nullable V value) {
      return value == null ? null : form.text().apply(value);
    }

    Map<String, Object> shown(Map<String, V> values) {
      Map<String, Object> shown = new TreeMap<>();
      values.forEach((key, value) -> shown.put(key, shown(value)));
      return shown;
    }

    @SuppressWarnings("unchecked") // unwrap knows nothing of type arguments
    ConcurrentMap<String, V> map() {
      return cache.unwrap(ConcurrentMap.class);
    }
  }

  /** What can be called. */
  private interface Call {

    <V> @Nullable Object on(Subject<V> subject, String key, V one, V other);

    /** By name. */
    static Map<String, Call> all() {
      return ALL;
    }

    Map<String, Call> ALL = calls();

    private static Map<String, Call> calls() {
      Map<String, Call> all = new TreeMap<>();
      all.put("get", new Get());
      all.put("getAll", new GetAll());
      all.put("containsKey", new ContainsKey());
      all.put("put", new Put());
      all.put("getAndPut", new GetAndPut());
      all.put("putAll", new PutAll());
      all.put("putIfAbsent", new PutIfAbsent());
      all.put("remove", new Remove());
      all.put("removeOld", new RemoveOld());
      all.put("getAndRemove", new GetAndRemove());
      all.put("removeAll", new RemoveAll());
      all.put("replace", new Replace());
      all.put("replaceOld", new ReplaceOld());
      all.put("getAndReplace", new GetAndReplace());
      all.put("invokeToSet", new InvokeToSet());
      all.put("invokeToRemove", new InvokeToRemove());
      all.put("invokeToLook", new InvokeToLook());
      all.put("invokeAll", new InvokeAll());
      all.put("iterate", new Iterate());
      all.put("iterateKeys", new IterateKeys());
      all.put("count", new Count());
      all.put("compute", new Compute());
      all.put("computeIfAbsent", new ComputeIfAbsent());
      all.put("merge", new Merge());
      return all;
    }
  }

  private record Get() implements Call {
    @Override
    public <V> @Nullable Object on(Subject<V> subject, String key, V one, V other) {
      return subject.shown(subject.cache.get(key));
    }
  }

  private record GetAll() implements Call {
    @Override
    public <V> Object on(Subject<V> subject, String key, V one, V other) {
      return subject.shown(subject.cache.getAll(Set.copyOf(KEYS)));
    }
  }

  private record ContainsKey() implements Call {
    @Override
    public <V> Object on(Subject<V> subject, String key, V one, V other) {
      return subject.cache.containsKey(key);
    }
  }

  private record Put() implements Call {
    @Override
    public <V> @Nullable Object on(Subject<V> subject, String key, V one, V other) {
      subject.cache.put(key, one);
      return null;
    }
  }

  private record GetAndPut() implements Call {
    @Override
    public <V> @Nullable Object on(Subject<V> subject, String key, V one, V other) {
      return subject.shown(subject.cache.getAndPut(key, one));
    }
  }

  private record PutAll() implements Call {
    @Override
    public <V> @Nullable Object on(Subject<V> subject, String key, V one, V other) {
      subject.cache.putAll(new HashMap<>(Map.of(key, one, "z", other)));
      return null;
    }
  }

  private record PutIfAbsent() implements Call {
    @Override
    public <V> Object on(Subject<V> subject, String key, V one, V other) {
      return subject.cache.putIfAbsent(key, one);
    }
  }

  private record Remove() implements Call {
    @Override
    public <V> Object on(Subject<V> subject, String key, V one, V other) {
      return subject.cache.remove(key);
    }
  }

  private record RemoveOld() implements Call {
    @Override
    public <V> Object on(Subject<V> subject, String key, V one, V other) {
      return subject.cache.remove(key, one);
    }
  }

  private record GetAndRemove() implements Call {
    @Override
    public <V> @Nullable Object on(Subject<V> subject, String key, V one, V other) {
      return subject.shown(subject.cache.getAndRemove(key));
    }
  }

  private record RemoveAll() implements Call {
    @Override
    public <V> @Nullable Object on(Subject<V> subject, String key, V one, V other) {
      subject.cache.removeAll(Set.of(key, "z"));
      return null;
    }
  }

  private record Replace() implements Call {
    @Override
    public <V> Object on(Subject<V> subject, String key, V one, V other) {
      return subject.cache.replace(key, one);
    }
  }

  private record ReplaceOld() implements Call {
    @Override
    public <V> Object on(Subject<V> subject, String key, V one, V other) {
      return subject.cache.replace(key, one, other);
    }
  }

  private record GetAndReplace() implements Call {
    @Override
    public <V> @Nullable Object on(Subject<V> subject, String key, V one, V other) {
      return subject.shown(subject.cache.getAndReplace(key, one));
    }
  }

  private record InvokeToSet() implements Call {
    @Override
    public <V> @Nullable Object on(Subject<V> subject, String key, V one, V other) {
      return subject.cache.invoke(
          key,
          (entry, arguments) -> {
            Object before = entry.exists() ? subject.shown(entry.getValue()) : "none";
            entry.setValue(one);
            return before;
          });
    }
  }

  private record InvokeToRemove() implements Call {
    @Override
    public <V> @Nullable Object on(Subject<V> subject, String key, V one, V other) {
      return subject.cache.invoke(
          key,
          (entry, arguments) -> {
            boolean before = entry.exists();
            entry.remove();
            return before;
          });
    }
  }

  private record InvokeToLook() implements Call {
    @Override
    public <V> @Nullable Object on(Subject<V> subject, String key, V one, V other) {
      return subject.cache.invoke(
          key, (entry, arguments) -> entry.exists() + " " + subject.shown(entry.getValue()));
    }
  }

  private record InvokeAll() implements Call {
    @Override
    public <V> Object on(Subject<V> subject, String key, V one, V other) {
      Map<String, Object> answers = new TreeMap<>();
      subject
          .cache
          .invokeAll(
              new LinkedHashSet<>(KEYS),
              (entry, arguments) -> {
                boolean before = entry.exists();
                entry.setValue(other);
                return before;
              })
          .forEach((each, result) -> answers.put(each, result.get()));
      return answers;
    }
  }

  private record Iterate() implements Call {
    @Override
    public <V> Object on(Subject<V> subject, String key, V one, V other) {
      Map<String, V> all = new HashMap<>();
      subject.cache.forEach(entry -> all.put(entry.getKey(), entry.getValue()));
      return subject.shown(all);
    }
  }

  private record IterateKeys() implements Call {
    @Override
    @SuppressWarnings("unchecked") // unwrap knows nothing of type arguments
    public <V> Object on(Subject<V> subject, String key, V one, V other) {
      Set<String> all = new TreeSet<>();
      ((DynamoDbCache<String, V>) subject.cache.unwrap(DynamoDbCache.class))
          .keys()
          .forEach(all::add);
      return all;
    }
  }

  private record Count() implements Call {
    @Override
    public <V> Object on(Subject<V> subject, String key, V one, V other) {
      return subject.cache.unwrap(DynamoDbCache.class).countEntries()
          + " "
          + subject.cache.unwrap(DynamoDbCache.class).isEmpty();
    }
  }

  private record Compute() implements Call {
    @Override
    public <V> @Nullable Object on(Subject<V> subject, String key, V one, V other) {
      return subject.shown(
          subject.map().compute(key, (each, there) -> one.equals(other) ? null : one));
    }
  }

  private record ComputeIfAbsent() implements Call {
    @Override
    public <V> @Nullable Object on(Subject<V> subject, String key, V one, V other) {
      return subject.shown(subject.map().computeIfAbsent(key, each -> one));
    }
  }

  private record Merge() implements Call {
    @Override
    public <V> @Nullable Object on(Subject<V> subject, String key, V one, V other) {
      return subject.shown(subject.map().merge(key, one, (there, given) -> other));
    }
  }

  private record Listener<V>(Subject<V> subject)
      implements CacheEntryCreatedListener<String, V>,
          CacheEntryUpdatedListener<String, V>,
          CacheEntryRemovedListener<String, V>,
          CacheEntryExpiredListener<String, V> {
    @Override
    public void onCreated(Iterable<CacheEntryEvent<? extends String, ? extends V>> events) {
      tell(events);
    }

    @Override
    public void onUpdated(Iterable<CacheEntryEvent<? extends String, ? extends V>> events) {
      tell(events);
    }

    @Override
    public void onRemoved(Iterable<CacheEntryEvent<? extends String, ? extends V>> events) {
      tell(events);
    }

    @Override
    public void onExpired(Iterable<CacheEntryEvent<? extends String, ? extends V>> events) {
      tell(events);
    }

    private void tell(Iterable<CacheEntryEvent<? extends String, ? extends V>> events) {
      events.forEach(
          event ->
              subject.told.add(
                  event.getEventType()
                      + " "
                      + event.getKey()
                      + " "
                      + subject.shown(event.getOldValue())
                      + " "
                      + subject.shown(event.getValue())));
    }
  }

  private record Loader<V>(Subject<V> subject) implements CacheLoader<String, V> {
    @Override
    public @Nullable V load(String key) {
      subject.told.add("load " + key);
      return key.equals("b") ? null : subject.form.of().apply("loaded " + key);
    }

    @Override
    public Map<String, V> loadAll(Iterable<? extends String> keys) {
      Map<String, V> loaded = new HashMap<>();
      for (String key : keys) {
        V value = load(key);
        if (value != null) {
          loaded.put(key, value);
        }
      }
      return loaded;
    }
  }

  private record Writer<V>(Subject<V> subject) implements CacheWriter<String, V> {
    @Override
    public void write(Cache.Entry<? extends String, ? extends V> entry) {
      subject.told.add("write " + entry.getKey() + " " + subject.shown(entry.getValue()));
    }

    @Override
    public void writeAll(Collection<Cache.Entry<? extends String, ? extends V>> entries) {
      entries.forEach(this::write);
      entries.clear();
    }

    @Override
    public void delete(Object key) {
      subject.told.add("delete " + key);
    }

    @Override
    public void deleteAll(Collection<?> keys) {
      keys.forEach(this::delete);
      keys.clear();
    }
  }
}
