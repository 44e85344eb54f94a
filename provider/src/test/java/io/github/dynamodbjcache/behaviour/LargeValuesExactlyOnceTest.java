package io.github.dynamodbjcache.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbjcache.configuration.DynamoDbConfiguration;
import io.github.dynamodbjcache.configuration.ExactlyOnce;
import io.github.dynamodbjcache.testing.CacheFixture;
import io.github.dynamodbjcache.testing.Items;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import javax.cache.Cache;
import javax.cache.configuration.MutableCacheEntryListenerConfiguration;
import javax.cache.event.CacheEntryEvent;
import javax.cache.event.CacheEntryRemovedListener;
import javax.cache.event.CacheEntryUpdatedListener;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * "Split entries together with exactly-once": whatever replaces or removes a large value leaves no
 * part of it behind, and listeners hear what was there.
 */
@Timeout(120)
class LargeValuesExactlyOnceTest {

  private static final String LARGE = "a".repeat(500_000);
  private static final String OTHER = "b".repeat(600_000);

  private static CacheFixture fixture;

  @BeforeAll
  static void open() {
    fixture = CacheFixture.open();
  }

  @AfterAll
  static void close() {
    fixture.close();
  }

  static Stream<Arguments> operations() {
    return Stream.of(ExactlyOnce.values())
        .flatMap(
            exactlyOnce ->
                Stream.of(
                        operation("put", (cache, key) -> cache.put(key, "small")),
                        operation("put large", (cache, key) -> cache.put(key, OTHER)),
                        operation("getAndPut", (cache, key) -> cache.getAndPut(key, "small")),
                        operation("replace", (cache, key) -> cache.replace(key, "small")),
                        operation("replace if", (cache, key) -> cache.replace(key, LARGE, OTHER)),
                        operation("remove", Cache::remove),
                        operation("remove if", (cache, key) -> cache.remove(key, LARGE)),
                        operation("getAndRemove", Cache::getAndRemove),
                        operation(
                            "invoke",
                            (cache, key) ->
                                cache.invoke(
                                    key,
                                    (entry, arguments) -> {
                                      entry.setValue(entry.getValue() + "!");
                                      return null;
                                    })),
                        operation(
                            "invoke, removing",
                            (cache, key) ->
                                cache.invoke(
                                    key,
                                    (entry, arguments) -> {
                                      entry.remove();
                                      return null;
                                    })))
                    .map(named -> Arguments.of(exactlyOnce, named.name(), named.operation())));
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("operations")
  void noPartsAreLeftBehind(
      ExactlyOnce exactlyOnce, String name, BiConsumer<Cache<String, String>, String> operation) {
    Cache<String, String> cache = cache(exactlyOnce);
    cache.put("k", LARGE);
    operation.accept(cache, "k");
    assertNothingLeftBehind(cache);
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("operations")
  void listenersHearWhatWasThere(
      ExactlyOnce exactlyOnce, String name, BiConsumer<Cache<String, String>, String> operation) {
    Cache<String, String> cache = cache(exactlyOnce);
    cache.put("k", LARGE);
    List<String> old = new CopyOnWriteArrayList<>();
    cache.registerCacheEntryListener(
        new MutableCacheEntryListenerConfiguration<>(() -> new Old(old), null, true, true));
    operation.accept(cache, "k");
    assertThat(old).hasSize(1).allMatch(LARGE::equals);
    assertNothingLeftBehind(cache);
  }

  private static Cache<String, String> cache(ExactlyOnce exactlyOnce) {
    DynamoDbConfiguration<String, String> configuration = new DynamoDbConfiguration<>();
    configuration.setTypes(String.class, String.class);
    return fixture.cache(configuration.setExactlyOnce(exactlyOnce));
  }

  private static void assertNothingLeftBehind(Cache<String, String> cache) {
    Items items = Items.of(fixture.client(), cache.getName());
    assertThat(items.parts()).isEqualTo(items.namedParts());
  }

  private static Named operation(String name, BiConsumer<Cache<String, String>, String> operation) {
    return new Named(name, operation);
  }

  private record Named(String name, BiConsumer<Cache<String, String>, String> operation) {}

  private record Old(List<String> heard)
      implements CacheEntryUpdatedListener<String, String>,
          CacheEntryRemovedListener<String, String> {

    @Override
    public void onUpdated(Iterable<CacheEntryEvent<? extends String, ? extends String>> events) {
      events.forEach(event -> heard.add(event.getOldValue()));
    }

    @Override
    public void onRemoved(Iterable<CacheEntryEvent<? extends String, ? extends String>> events) {
      events.forEach(event -> heard.add(event.getOldValue()));
    }
  }
}
