package io.github.dynamodbjcache.guarantee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynamodbjcache.testing.CacheFixture;
import io.github.dynamodbjcache.testing.ChildJvm;
import io.github.dynamodbjcache.testing.Companion;
import io.github.dynamodbjcache.testing.Place;
import io.github.dynamodbjcache.testing.PlantedDefect;
import io.github.dynamodbjcache.testing.TestDynamoDb;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.cache.Cache;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * "The text is the same in every JVM": what one has put under a framework's key, or one of an
 * application with a cached hash, another finds, though enum constants have other hashes there; and
 * the first makes equal keys of what the other has stored.
 */
@Timeout(600)
class KeysOfTwoJvmsTest {

  private final CacheFixture fixture = CacheFixture.open();
  private Cache<Object, String> cache;
  private Cache<Object, String> theirs;

  @BeforeEach
  void open() {
    cache = fixture.cache(OtherKeys.configuration());
    theirs = fixture.cache(OtherKeys.configuration());
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void whatOneJvmHasPutTheOtherFinds() throws Exception {
    everyKeyIsFoundByTheOther(OtherKeys.keys());
  }

  /** The companion: with the cached hash of a key in its text, the other looks elsewhere. */
  @Companion
  void withCachedHashesInTheTextTheCheckFails() throws Exception {
    Object lazy = OtherKeys.keys().get("lazy");
    try (PlantedDefect kept = PlantedDefect.in(Place.CACHED_HASH_IS_PROVEN).answers(false)) {
      assertThat(kept).isNotNull();
      assertThatThrownBy(() -> everyKeyIsFoundByTheOther(Map.of("lazy", lazy)))
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("lazy null");
    }
  }

  private void everyKeyIsFoundByTheOther(Map<String, Object> keys) throws Exception {
    keys.forEach((name, key) -> cache.put(key, name));
    assertThat(cache).as("keys that are one").hasSize(keys.size());

    List<String> arguments = new ArrayList<>();
    arguments.add(TestDynamoDb.endpoint().toString());
    arguments.add(cache.getName());
    arguments.add(theirs.getName());
    arguments.addAll(keys.keySet());
    List<String> lines = ChildJvm.start(OtherKeys.class, arguments).await().lines().toList();

    assertThat(lines.get(0)).doesNotContain(" " + DayOfWeek.FRIDAY.hashCode() + " ");
    assertThat(lines.subList(1, lines.size()))
        .containsExactlyElementsOf(keys.keySet().stream().map(name -> name + " " + name).toList());
    keys.forEach((name, key) -> assertThat(theirs.get(key)).isEqualTo(name));
    Map<String, Object> found = new TreeMap<>();
    theirs.forEach(entry -> found.put(entry.getValue(), entry.getKey()));
    assertThat(found.keySet()).isEqualTo(new TreeSet<>(keys.keySet()));
    // Hibernate compares hashes first, and only it can make them.
    found.keySet().removeIf(name -> name.startsWith("hibernate"));
    found.forEach((name, key) -> assertThat(key).isEqualTo(keys.get(name)));
    // Of a hash in a superclass it cannot be seen how it is made.
    found.remove("eager-derived");
    // Micronaut's own two of these have two hashes.
    found.remove("micronaut-none");
    found.forEach((name, key) -> assertThat(key).hasSameHashCodeAs(keys.get(name)));
  }
}
