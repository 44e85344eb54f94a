package io.github.dynamodbjcache.cost;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbjcache.codec.KeyEncoder;
import io.github.dynamodbjcache.codec.Serializer;
import io.github.dynamodbjcache.configuration.DynamoDbConfiguration;
import io.github.dynamodbjcache.testing.CacheFixture;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.cache.Cache;
import javax.cache.configuration.MutableCacheEntryListenerConfiguration;
import javax.cache.event.CacheEntryEvent;
import javax.cache.event.CacheEntryUpdatedListener;
import javax.cache.integration.CacheWriter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * "Each key once, each value once per operation, none for what is not read": what the codec does
 * for each operation, counted by the application's own encoder of keys and serializer of values.
 */
@Timeout(60)
class EncodingsTest {

  private static final AtomicInteger KEYS = new AtomicInteger();
  private static final AtomicInteger WRITTEN = new AtomicInteger();
  private static final AtomicInteger READ = new AtomicInteger();

  private CacheFixture fixture;

  @BeforeEach
  void open() {
    fixture = CacheFixture.open();
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void ofOneEntry() {
    Cache<Id, Text> cache = fixture.cache(configuration());
    counted(() -> cache.get(id(1)), 1, 0, 0);
    counted(() -> cache.put(id(1), text(1)), 1, 1, 0);
    counted(() -> cache.get(id(1)), 1, 0, 1);
    counted(() -> cache.containsKey(id(1)), 1, 0, 0);
    counted(() -> cache.putIfAbsent(id(1), text(2)), 1, 1, 0);
    counted(() -> cache.putIfAbsent(id(2), text(2)), 1, 1, 0);
    counted(() -> cache.replace(id(2), text(3)), 1, 1, 0);
    counted(() -> cache.replace(id(2), text(3), text(4)), 1, 1, 1);
    counted(() -> cache.replace(id(2), text(3), text(5)), 1, 0, 1);
    counted(() -> cache.getAndPut(id(2), text(6)), 1, 1, 1);
    counted(() -> cache.getAndReplace(id(2), text(7)), 1, 1, 1);
    counted(() -> cache.remove(id(2), text(8)), 1, 0, 1);
    counted(() -> cache.getAndRemove(id(2)), 1, 0, 1);
    counted(() -> cache.remove(id(2)), 1, 0, 0);
  }

  @Test
  void ofProcessorsAndTheMap() {
    Cache<Id, Text> cache = fixture.cache(configuration());
    cache.put(id(1), text(1));
    counted(() -> cache.invoke(id(1), (entry, arguments) -> entry.exists()), 1, 0, 0);
    counted(() -> cache.invoke(id(1), (entry, arguments) -> entry.getValue()), 1, 0, 1);
    counted(
        () ->
            cache.invoke(
                id(1),
                (entry, arguments) -> {
                  entry.setValue(new Text(entry.getValue().text() + "!"));
                  return null;
                }),
        1,
        1,
        1);
    @SuppressWarnings("unchecked")
    ConcurrentMap<Id, Text> map = cache.unwrap(ConcurrentMap.class);
    counted(() -> map.compute(id(1), (key, old) -> text(2)), 1, 1, 1);
    counted(() -> map.merge(id(3), text(3), (old, given) -> given), 1, 1, 0);
  }

  @Test
  void ofManyEntries() {
    Cache<Id, Text> cache = fixture.cache(configuration());
    counted(() -> cache.putAll(ten()), 10, 10, 0);
    counted(() -> cache.getAll(ten().keySet()), 10, 0, 10);
    counted(() -> cache.forEach(entry -> {}), 10, 0, 10);
    counted(() -> cache.removeAll(ten().keySet()), 10, 0, 0);
  }

  @Test
  void withAListener() {
    Cache<Id, Text> cache = fixture.cache(configuration());
    AtomicInteger heard = new AtomicInteger();
    CacheEntryUpdatedListener<Id, Text> onlyCounts =
        events -> events.forEach(event -> heard.incrementAndGet());
    cache.registerCacheEntryListener(
        new MutableCacheEntryListenerConfiguration<>(() -> onlyCounts, null, true, true));
    cache.put(id(1), text(1));
    counted(() -> cache.getAndPut(id(1), text(2)), 1, 1, 1);
    CacheEntryUpdatedListener<Id, Text> looks = events -> events.forEach(EncodingsTest::look);
    cache.registerCacheEntryListener(
        new MutableCacheEntryListenerConfiguration<>(() -> looks, null, true, true));
    // What the caller gets is the caller's own, and so is what a listener looks at.
    counted(() -> cache.getAndPut(id(1), text(3)), 1, 1, 3);
    counted(() -> cache.put(id(1), text(4)), 1, 1, 2);
    cache.registerCacheEntryListener(
        new MutableCacheEntryListenerConfiguration<>(() -> looks, null, true, true));
    counted(() -> cache.put(id(1), text(5)), 1, 1, 4);
    assertThat(heard).hasValue(4);
  }

  private static void look(CacheEntryEvent<? extends Id, ? extends Text> event) {
    assertThat(event.getOldValue().text()).isNotEqualTo(event.getValue().text());
    assertThat(event.getOldValue()).isSameAs(event.getOldValue());
  }

  @Test
  void withAWriter() {
    Cache<Id, Text> cache =
        fixture.cache(configuration().setCacheWriterFactory(Silent::new).setWriteThrough(true));
    counted(() -> cache.put(id(1), text(1)), 1, 1, 0);
    counted(() -> cache.putAll(ten()), 10, 10, 0);
    counted(() -> cache.putIfAbsent(id(1), text(2)), 1, 0, 0);
    counted(() -> cache.remove(id(1)), 1, 0, 0);
    counted(() -> cache.removeAll(ten().keySet()), 10, 0, 0);
  }

  private static Map<Id, Text> ten() {
    return IntStream.range(0, 10)
        .boxed()
        .collect(
            Collectors.toMap(
                EncodingsTest::id, EncodingsTest::text, (a, b) -> a, LinkedHashMap::new));
  }

  private static void counted(Runnable call, int keys, int written, int read) {
    KEYS.set(0);
    WRITTEN.set(0);
    READ.set(0);
    call.run();
    assertThat(Map.of("keys", KEYS.get(), "written", WRITTEN.get(), "read", READ.get()))
        .isEqualTo(Map.of("keys", keys, "written", written, "read", read));
  }

  private static DynamoDbConfiguration<Id, Text> configuration() {
    DynamoDbConfiguration<Id, Text> configuration = new DynamoDbConfiguration<>();
    configuration.setTypes(Id.class, Text.class);
    return configuration.addKeyEncoder(new IdEncoder()).setSerializer(new TextSerializer());
  }

  private static Id id(int number) {
    return new Id(number);
  }

  private static Text text(int number) {
    return new Text("text " + number);
  }

  record Id(int number) implements Serializable {}

  record Text(String text) implements Serializable {}

  static final class IdEncoder implements KeyEncoder<Id>, Serializable {
    private static final long serialVersionUID = 1L;

    @Override
    public Class<Id> type() {
      return Id.class;
    }

    @Override
    public String tag() {
      return "id";
    }

    @Override
    public String encode(Id key) {
      KEYS.incrementAndGet();
      return Integer.toString(key.number());
    }

    @Override
    public Id decode(String text) {
      return new Id(Integer.parseInt(text));
    }
  }

  static final class TextSerializer implements Serializer, Serializable {
    private static final long serialVersionUID = 1L;

    @Override
    public String format() {
      return "counted";
    }

    @Override
    public byte[] serialize(Object value) {
      WRITTEN.incrementAndGet();
      return ((Text) value).text().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public Object deserialize(byte[] bytes) {
      READ.incrementAndGet();
      return new Text(new String(bytes, StandardCharsets.UTF_8));
    }
  }

  /** Takes everything. */
  static final class Silent implements CacheWriter<Id, Text> {
    @Override
    public void write(Cache.Entry<? extends Id, ? extends Text> entry) {}

    @Override
    public void writeAll(Collection<Cache.Entry<? extends Id, ? extends Text>> entries) {
      entries.clear();
    }

    @Override
    public void delete(Object key) {}

    @Override
    public void deleteAll(Collection<?> keys) {
      keys.clear();
    }
  }
}
