package io.github.dynamodbjcache.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynamodbjcache.BulkFailureException;
import io.github.dynamodbjcache.DynamoDbCache;
import io.github.dynamodbjcache.configuration.DynamoDbConfiguration;
import io.github.dynamodbjcache.configuration.Unreadable;
import io.github.dynamodbjcache.testing.CacheFixture;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.configuration.FactoryBuilder;
import javax.cache.configuration.MutableCacheEntryListenerConfiguration;
import javax.cache.event.CacheEntryCreatedListener;
import javax.cache.event.CacheEntryRemovedListener;
import javax.cache.event.CacheEntryUpdatedListener;
import javax.cache.expiry.CreatedExpiryPolicy;
import javax.cache.expiry.Duration;
import javax.cache.integration.CacheLoader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * "miss: the entry counts as absent, likewise counted and logged; what is put next replaces it, and
 * iterations leave it out."
 */
class UnreadableAsAbsentTest {

  /** A class that this application's older version had, and that the newer one does not allow. */
  record Former(String text) implements Serializable {
    private static final long serialVersionUID = 1L;
  }

  private final CacheFixture fixture = CacheFixture.open();
  private final String name = fixture.newName();
  private final Cache<String, Object> older =
      fixture
          .newManager()
          .createCache(name, configuration().addAllowedClasses(Former.class.getName()));
  private final Cache<String, Object> cache =
      fixture
          .manager()
          .createCache(
              name, configuration().setUnreadable(Unreadable.MISS).setStatisticsEnabled(true));

  private static DynamoDbConfiguration<String, Object> configuration() {
    return new DynamoDbConfiguration<String, Object>().setTypes(String.class, Object.class);
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  private void storedByTheOlder(String... keys) {
    for (String key : keys) {
      older.put(key, new Former(key));
    }
  }

  @Test
  void byDefaultItIsAnException() {
    storedByTheOlder("k");
    Cache<String, Object> strict = fixture.newManager().createCache(name, configuration());

    assertThatThrownBy(() -> strict.get("k"))
        .isInstanceOf(CacheException.class)
        .hasMessageContaining("Former is not allowed");
    assertThat(strict.containsKey("k")).isTrue();
  }

  @Test
  void readsDoNotFindIt() {
    storedByTheOlder("k");
    cache.put("readable", "v");

    assertThat(cache.get("k")).isNull();
    assertThat(cache.containsKey("k")).isFalse();
    assertThat(cache.getAll(Set.of("k", "readable"))).isEqualTo(Map.of("readable", "v"));
    List<String> walked = new ArrayList<>();
    cache.forEach(entry -> walked.add(entry.getKey()));
    assertThat(walked).containsExactly("readable");
    assertThat(cache.unwrap(DynamoDbCache.class).getSkippedEntryCount()).isBetween(4L, 5L);
    assertThat(older.get("k")).as("left as it is").isEqualTo(new Former("k"));
  }

  @Test
  void whatIsPutReplacesIt() {
    storedByTheOlder("put", "getAndPut", "putIfAbsent", "invoke", "putAll");

    cache.put("put", "v");
    assertThat(cache.getAndPut("getAndPut", "v")).isNull();
    assertThat(cache.putIfAbsent("putIfAbsent", "v")).isTrue();
    boolean existed =
        cache.invoke(
            "invoke",
            (entry, arguments) -> {
              boolean exists = entry.exists();
              entry.setValue("v");
              return exists;
            });
    assertThat(existed).isFalse();
    cache.putAll(Map.of("putAll", "v"));

    assertThat(older)
        .allSatisfy(entry -> assertThat(entry.getValue()).as(entry.getKey()).isEqualTo("v"))
        .hasSize(5);
  }

  @Test
  void comparesAndReplacementsOfAValueFindNothing() {
    storedByTheOlder("k");

    assertThat(cache.replace("k", "old", "new")).isFalse();
    assertThat(cache.remove("k", "old")).isFalse();
    assertThat(cache.getAndReplace("k", "new")).isNull();
    assertThat(older.get("k")).isEqualTo(new Former("k"));
  }

  /** "replace(k,v) and remove(k), which do not read, take it as there." */
  @Test
  void whatDoesNotReadTakesItAsThere() {
    storedByTheOlder("replace", "remove");

    assertThat(cache.replace("replace", "v")).isTrue();
    assertThat(cache.remove("remove")).isTrue();

    assertThat(older.get("replace")).isEqualTo("v");
    assertThat(older.containsKey("remove")).isFalse();
  }

  /** Removed is removed, also for a JVM that can read it. */
  @Test
  void whatIsRemovedIsGone() {
    storedByTheOlder("getAndRemove", "removeAll");

    assertThat(cache.getAndRemove("getAndRemove")).isNull();
    cache.removeAll(Set.of("removeAll"));

    assertThat(older).isEmpty();
  }

  /** "It counts as absent": nobody is told of it, but it goes, as without listeners. */
  @Test
  void removingAllWithAListenerRemovesWhatIsUnreadable() {
    List<String> heard = listening(cache);
    cache.putAll(Map.of("a", "v", "newer", "v", "garbled", "v", "z", "v"));
    spoil();

    cache.removeAll();

    assertThat(heard).containsExactlyInAnyOrder("a", "z");
    assertThat(itemsLeft()).isEmpty();
    assertThat(cache.unwrap(DynamoDbCache.class).getSkippedEntryCount()).isEqualTo(2);
  }

  /** "fail: an exception"; "an item that cannot be read concerns its own key only". */
  @Test
  void byDefaultRemovingAllWithAListenerRemovesTheOthersAndFails() {
    Cache<String, Object> strict = fixture.newManager().createCache(name, configuration());
    List<String> heard = listening(strict);
    strict.putAll(Map.of("a", "v", "newer", "v", "garbled", "v", "z", "v"));
    spoil();

    assertThatThrownBy(strict::removeAll)
        .isInstanceOf(BulkFailureException.class)
        .hasMessageContaining("what cannot be read is still there (entries: 2;")
        .hasMessageContaining("the others are gone");

    assertThat(heard).containsExactlyInAnyOrder("a", "z");
    assertThat(itemsLeft()).containsExactlyInAnyOrder("newer", "garbled");
    assertThatThrownBy(strict::removeAll)
        .isInstanceOf(CacheException.class)
        .isNotInstanceOf(BulkFailureException.class);
  }

  private static List<String> listening(Cache<String, Object> cache) {
    List<String> heard = new ArrayList<>();
    CacheEntryRemovedListener<String, Object> removed =
        events -> events.forEach(event -> heard.add(event.getKey()));
    cache.registerCacheEntryListener(
        new MutableCacheEntryListenerConfiguration<>(() -> removed, null, false, true));
    return heard;
  }

  /** One is of a newer format by now, the revision of the other is none. */
  private void spoil() {
    set("newer", "t", "9:future");
    set("garbled", "w", "not bytes");
  }

  private void set(String key, String attribute, String text) {
    fixture
        .client()
        .updateItem(
            request ->
                request
                    .tableName(name)
                    .key(Map.of("k", AttributeValue.fromS(key)))
                    .updateExpression("SET #a = :text")
                    .expressionAttributeNames(Map.of("#a", attribute))
                    .expressionAttributeValues(Map.of(":text", AttributeValue.fromS(text))));
  }

  private List<String> itemsLeft() {
    return fixture.client().scan(request -> request.tableName(name)).items().stream()
        .map(item -> item.get("k").s())
        .toList();
  }

  /** The replacement is guarded: what another JVM writes meanwhile is not lost. */
  @Test
  void aProcessorSeesWhatAnotherWroteMeanwhile() {
    storedByTheOlder("k");
    List<Boolean> existed = new ArrayList<>();

    cache.invoke(
        "k",
        (entry, arguments) -> {
          existed.add(entry.exists());
          if (existed.size() == 1) {
            older.put("k", "other");
          }
          entry.setValue(entry.getValue() + "+");
          return null;
        });

    assertThat(existed).containsExactly(false, true);
    assertThat(cache.get("k")).isEqualTo("other+");
  }

  @Test
  void theLoaderIsAsked() {
    storedByTheOlder("k", "l");
    Cache<String, Object> loading =
        fixture
            .newManager()
            .createCache(
                name,
                configuration()
                    .setUnreadable(Unreadable.MISS)
                    .setReadThrough(true)
                    .setCacheLoaderFactory(FactoryBuilder.factoryOf(Loader.class)));

    assertThat(loading.get("k")).isEqualTo("loaded k");
    assertThat(loading.getAll(Set.of("l"))).isEqualTo(Map.of("l", "loaded l"));
    assertThat(older.get("k")).isEqualTo("loaded k");
  }

  /** Loads what it is asked for. */
  public static final class Loader implements CacheLoader<String, Object> {
    @Override
    public Object load(String key) {
      return "loaded " + key;
    }

    @Override
    public Map<String, Object> loadAll(Iterable<? extends String> keys) {
      Map<String, Object> loaded = new java.util.HashMap<>();
      keys.forEach(key -> loaded.put(key, load(key)));
      return loaded;
    }
  }

  /** A new entry: created for listeners, with the lifetime of a created one, a miss before it. */
  @Test
  void theReplacementIsACreation() {
    storedByTheOlder("k", "put");
    Cache<String, Object> lasting =
        fixture
            .newManager()
            .createCache(
                name,
                configuration()
                    .setUnreadable(Unreadable.MISS)
                    .setExpiryPolicyFactory(CreatedExpiryPolicy.factoryOf(Duration.ONE_HOUR)));
    List<String> heard = new ArrayList<>();
    CacheEntryCreatedListener<String, Object> created =
        events -> events.forEach(event -> heard.add("created " + event.getKey()));
    CacheEntryUpdatedListener<String, Object> updated =
        events -> events.forEach(event -> heard.add("updated " + event.getKey()));
    CacheEntryRemovedListener<String, Object> removed =
        events -> events.forEach(event -> heard.add("removed " + event.getKey()));
    for (var listener : List.of(created, updated, removed)) {
      lasting.registerCacheEntryListener(
          new MutableCacheEntryListenerConfiguration<>(
              () -> listener, null, /* isOldValueRequired= */ true, /* isSynchronous= */ true));
    }

    assertThat(lasting.putIfAbsent("k", "v")).isTrue();
    lasting.put("put", "v");

    assertThat(heard).containsExactly("created k", "created put");
    fixture.clock().advance(java.time.Duration.ofMinutes(61));
    assertThat(lasting.containsKey("k")).isFalse();
  }
}
