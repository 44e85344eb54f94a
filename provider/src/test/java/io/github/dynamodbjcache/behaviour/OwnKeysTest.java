package io.github.dynamodbjcache.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbjcache.configuration.DynamoDbConfiguration;
import io.github.dynamodbjcache.configuration.ExactlyOnce;
import io.github.dynamodbjcache.table.ItemKey;
import io.github.dynamodbjcache.table.Mapping;
import io.github.dynamodbjcache.table.Table;
import io.github.dynamodbjcache.testing.CacheFixture;
import io.github.dynamodbjcache.testing.UserTables;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.cache.Cache;
import javax.cache.configuration.MutableCacheEntryListenerConfiguration;
import javax.cache.event.CacheEntryCreatedListener;
import javax.cache.event.CacheEntryEvent;
import javax.cache.event.CacheEntryExpiredListener;
import javax.cache.event.CacheEntryRemovedListener;
import javax.cache.event.CacheEntryUpdatedListener;
import javax.cache.expiry.Duration;
import javax.cache.expiry.TouchedExpiryPolicy;
import javax.cache.integration.CacheLoader;
import javax.cache.integration.CacheWriter;
import javax.cache.processor.EntryProcessorResult;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkBytes;

/**
 * Keys of every kind are the same key by what they are in the table, to everything that JCache has:
 * bulk operations, loaders, writers, listeners, statistics, and callers that contend for one.
 */
@Timeout(120)
class OwnKeysTest {

  private final CacheFixture fixture = CacheFixture.open();
  private final List<String> told = new CopyOnWriteArrayList<>();

  @AfterEach
  void close() {
    fixture.close();
  }

  /** A value. */
  record Text(String text) {}

  /** A key of two components. */
  record Place(BigDecimal era, SdkBytes code) {}

  /**
   * Keys of one kind.
   *
   * @param attributes those of the table
   * @param key makes the key of a number, a new one each time
   */
  record Form<K>(
      String name,
      String[] attributes,
      Class<K> type,
      Mapping<K, Text> mapping,
      IntFunction<K> key) {

    @Override
    public String toString() {
      return name;
    }
  }

  private static byte[] bytes(int number) {
    return new byte[] {(byte) (number - 2), (byte) 0xFF, (byte) number};
  }

  private static BigDecimal notation(int number) {
    return new BigDecimal(number).setScale((int) (System.nanoTime() % 3));
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static List<Form<?>> forms() {
    return List.of(
        new Form<>(
            "bytes",
            new String[] {"id B"},
            byte[].class,
            Mapping.record(Text.class).key("id", byte[].class).timeToLive("until"),
            OwnKeysTest::bytes),
        new Form<>(
            "SdkBytes",
            new String[] {"id B"},
            SdkBytes.class,
            Mapping.record(Text.class).key("id", SdkBytes.class).timeToLive("until"),
            number -> SdkBytes.fromByteArray(bytes(number))),
        new Form<>(
            "numbers",
            new String[] {"id N"},
            BigDecimal.class,
            Mapping.record(Text.class).key("id", BigDecimal.class).timeToLive("until"),
            OwnKeysTest::notation),
        new Form<>(
            "pairs",
            new String[] {"p N", "s B"},
            (Class<ItemKey<BigDecimal, SdkBytes>>) (Class) ItemKey.class,
            Mapping.record(Text.class)
                .key("p", BigDecimal.class, "s", SdkBytes.class)
                .timeToLive("until"),
            number -> new ItemKey<>(notation(7), SdkBytes.fromByteArray(bytes(number)))),
        new Form<>(
            "pairs of bytes",
            new String[] {"p B", "s N"},
            (Class<ItemKey<byte[], Integer>>) (Class) ItemKey.class,
            Mapping.record(Text.class)
                .key("p", byte[].class, "s", Integer.class)
                .timeToLive("until"),
            number -> new ItemKey<>(bytes(number), number)),
        new Form<>(
            "records",
            new String[] {"era N", "code B"},
            Place.class,
            Mapping.record(Text.class).key(Place.class).timeToLive("until"),
            number -> new Place(notation(number), SdkBytes.fromByteArray(bytes(1)))));
  }

  static Stream<Arguments> setups() {
    return forms().stream()
        .flatMap(
            form ->
                Stream.of(ExactlyOnce.NONE, ExactlyOnce.WRITES)
                    .map(once -> Arguments.of(form, once)));
  }

  private <K> DynamoDbConfiguration<K, Text> configuration(Form<K> form, ExactlyOnce once) {
    return new DynamoDbConfiguration<K, Text>()
        .setTypes(form.type(), Text.class)
        .setExactlyOnce(once)
        .setMapping(form.mapping());
  }

  private <K> Cache<K, Text> cache(Form<K> form, DynamoDbConfiguration<K, Text> configuration) {
    String name = UserTables.make(fixture.client(), fixture.newName(), form.attributes());
    return fixture.newManager().createCache(name, configuration);
  }

  private static <K> Set<K> keys(Form<K> form, int... numbers) {
    Set<K> keys = new LinkedHashSet<>();
    IntStream.of(numbers).forEach(number -> keys.add(form.key().apply(number)));
    return keys;
  }

  private static <V> List<V> values(Map<?, V> map) {
    return new ArrayList<>(map.values());
  }

  @ParameterizedTest
  @MethodSource("setups")
  <K> void bulkOperationsFindThem(Form<K> form, ExactlyOnce once) {
    DynamoDbConfiguration<K, Text> configuration = configuration(form, once);
    configuration.setStatisticsEnabled(true);
    Cache<K, Text> cache = cache(form, configuration);
    Map<K, Text> all = new HashMap<>();
    for (int i = 0; i < 5; i++) {
      all.put(form.key().apply(i), new Text("t" + i));
    }
    cache.putAll(all);
    Set<K> asked = keys(form, 1, 2, 9);
    Map<K, Text> found = cache.getAll(asked);
    assertThat(values(found)).containsExactlyInAnyOrder(new Text("t1"), new Text("t2"));
    assertThat(asked).containsAll(found.keySet());
    assertThat(asked.stream().filter(found::containsKey)).hasSize(2);
    Map<K, EntryProcessorResult<String>> processed =
        cache.invokeAll(
            asked,
            (entry, nothing) -> {
              String was = entry.exists() ? entry.getValue().text() : "none";
              entry.setValue(new Text(was + "!"));
              return was;
            });
    assertThat(processed.values().stream().map(EntryProcessorResult::get))
        .containsExactlyInAnyOrder("t1", "t2", "none");
    Set<String> walked = new TreeSet<>();
    cache.forEach(entry -> walked.add(entry.getValue().text()));
    assertThat(walked).containsExactly("none!", "t0", "t1!", "t2!", "t3", "t4");
    cache.removeAll(keys(form, 0, 1, 2));
    assertThat(cache.containsKey(form.key().apply(1))).isFalse();
    assertThat(cache.replace(form.key().apply(3), new Text("t3"), new Text("new"))).isTrue();
    assertThat(cache.getAndRemove(form.key().apply(3))).isEqualTo(new Text("new"));
    Table<K, Text> table = Table.of(cache);
    table.batch(
        batch -> {
          for (int i = 0; i < 3; i++) {
            batch.put(form.key().apply(6), new Text("b" + i));
          }
          batch.delete(form.key().apply(4));
        });
    assertThat(table.map().values()).containsExactlyInAnyOrder(new Text("none!"), new Text("b2"));
    assertThat(table.map().keySet().contains(form.key().apply(6))).isTrue();
    assertThat(table.map().keySet().removeAll(List.of(form.key().apply(6)))).isTrue();
  }

  @ParameterizedTest
  @MethodSource("setups")
  <K> void loadersWritersAndListenersAreGivenThem(Form<K> form, ExactlyOnce once) {
    DynamoDbConfiguration<K, Text> configuration = configuration(form, once);
    configuration
        .setReadThrough(true)
        .setCacheLoaderFactory(() -> new Loading<>())
        .setWriteThrough(true)
        .setCacheWriterFactory(() -> new Writing<>(told))
        .setExpiryPolicyFactory(TouchedExpiryPolicy.factoryOf(Duration.ONE_MINUTE));
    configuration.addCacheEntryListenerConfiguration(
        new MutableCacheEntryListenerConfiguration<>(
            () -> new Listening<K>(told), null, true, true));
    Cache<K, Text> cache = cache(form, configuration);
    assertThat(values(cache.getAll(keys(form, 1, 2))))
        .containsExactly(new Text("loaded"), new Text("loaded"));
    assertThat(told).containsExactly("created loaded", "created loaded");
    told.clear();
    Map<K, Text> some = new HashMap<>();
    keys(form, 2, 3).forEach(key -> some.put(key, new Text("put")));
    cache.putAll(some);
    assertThat(told)
        .containsExactlyInAnyOrder("written", "written", "updated loaded put", "created put");
    told.clear();
    fixture.clock().advance(java.time.Duration.ofSeconds(40));
    cache.get(form.key().apply(1));
    fixture.clock().advance(java.time.Duration.ofSeconds(40));
    assertThat(cache.containsKey(form.key().apply(1))).as("touched").isTrue();
    assertThat(cache.containsKey(form.key().apply(2))).isFalse();
    assertThat(told).containsExactly("expired put");
    told.clear();
    cache.removeAll(keys(form, 1, 3));
    assertThat(told)
        .containsExactlyInAnyOrder("deleted", "deleted", "removed loaded", "expired put");
  }

  @ParameterizedTest
  @MethodSource("setups")
  <K> void whoContendsForOneLosesNothing(Form<K> form, ExactlyOnce once) throws Exception {
    DynamoDbConfiguration<K, Text> configuration = configuration(form, once);
    Cache<K, Text> cache = cache(form, configuration);
    Table.of(cache);
    List<Thread> threads = new ArrayList<>();
    List<Throwable> failures = new CopyOnWriteArrayList<>();
    for (int i = 0; i < 4; i++) {
      Thread thread =
          new Thread(
              () -> {
                for (int j = 0; j < 10; j++) {
                  cache.invoke(
                      form.key().apply(1),
                      (entry, nothing) -> {
                        int was = entry.exists() ? Integer.parseInt(entry.getValue().text()) : 0;
                        entry.setValue(new Text("" + (was + 1)));
                        return null;
                      });
                }
              });
      thread.setUncaughtExceptionHandler((who, failure) -> failures.add(failure));
      threads.add(thread);
      thread.start();
    }
    for (Thread thread : threads) {
      thread.join(TimeUnit.SECONDS.toMillis(60));
    }
    assertThat(failures).isEmpty();
    assertThat(cache.get(form.key().apply(1))).isEqualTo(new Text("40"));
  }

  private static final class Loading<K> implements CacheLoader<K, Text> {
    @Override
    public Text load(K key) {
      return new Text("loaded");
    }

    @Override
    public Map<K, Text> loadAll(Iterable<? extends K> keys) {
      Map<K, Text> loaded = new HashMap<>();
      keys.forEach(key -> loaded.put(key, load(key)));
      return loaded;
    }
  }

  private record Writing<K>(List<String> told) implements CacheWriter<K, Text> {
    @Override
    public void write(Cache.Entry<? extends K, ? extends Text> entry) {
      told.add("written");
    }

    @Override
    public void writeAll(Collection<Cache.Entry<? extends K, ? extends Text>> entries) {
      entries.forEach(this::write);
      entries.clear();
    }

    @Override
    public void delete(Object key) {
      told.add("deleted");
    }

    @Override
    public void deleteAll(Collection<?> keys) {
      keys.forEach(this::delete);
      keys.clear();
    }
  }

  private record Listening<K>(List<String> told)
      implements CacheEntryCreatedListener<K, Text>,
          CacheEntryUpdatedListener<K, Text>,
          CacheEntryRemovedListener<K, Text>,
          CacheEntryExpiredListener<K, Text> {
    @Override
    public void onCreated(Iterable<CacheEntryEvent<? extends K, ? extends Text>> events) {
      events.forEach(event -> told.add("created " + event.getValue().text()));
    }

    @Override
    public void onUpdated(Iterable<CacheEntryEvent<? extends K, ? extends Text>> events) {
      events.forEach(
          event ->
              told.add("updated " + event.getOldValue().text() + " " + event.getValue().text()));
    }

    @Override
    public void onRemoved(Iterable<CacheEntryEvent<? extends K, ? extends Text>> events) {
      events.forEach(event -> told.add("removed " + old(event)));
    }

    @Override
    public void onExpired(Iterable<CacheEntryEvent<? extends K, ? extends Text>> events) {
      events.forEach(event -> told.add("expired " + old(event)));
    }

    private static @Nullable String old(CacheEntryEvent<?, ? extends Text> event) {
      return event.getOldValue() == null ? null : event.getOldValue().text();
    }
  }
}
