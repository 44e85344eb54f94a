package io.github.dynamodbjcache.guarantee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynamodbjcache.testing.CacheFixture;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import javax.cache.Cache;
import javax.cache.CacheException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * "No DescribeTable on the data path, ever", and no CreateTable: a cache whose table was deleted
 * says so at each call, naming the table, and can be closed and destroyed all the same.
 */
@Timeout(120)
class TableDeletedTest {

  private static CacheFixture fixture;

  @BeforeAll
  static void open() {
    fixture = CacheFixture.open();
  }

  @AfterAll
  static void close() {
    fixture.close();
  }

  @Test
  void everyCallNamesTheTableThatIsGone() {
    Map<String, Consumer<Cache<String, String>>> calls = new LinkedHashMap<>();
    calls.put("get", cache -> cache.get("k"));
    calls.put("containsKey", cache -> cache.containsKey("k"));
    calls.put("getAll", cache -> cache.getAll(Set.of("k", "l")));
    calls.put("put", cache -> cache.put("k", "v"));
    calls.put("putAll", cache -> cache.putAll(Map.of("k", "v", "l", "v")));
    calls.put("putIfAbsent", cache -> cache.putIfAbsent("k", "v"));
    calls.put("replace", cache -> cache.replace("k", "v"));
    calls.put("getAndRemove", cache -> cache.getAndRemove("k"));
    calls.put("remove", cache -> cache.remove("k"));
    calls.put("removeAll(keys)", cache -> cache.removeAll(Set.of("k", "l")));
    calls.put("removeAll", Cache::removeAll);
    calls.put("clear", Cache::clear);
    calls.put("iterator", cache -> cache.iterator().hasNext());
    calls.put("invoke", cache -> cache.invoke("k", (entry, arguments) -> entry.getValue()));
    Cache<String, String> cache = withoutTable();
    fixture.requests().reset();

    calls.forEach(
        (name, call) ->
            assertThatThrownBy(() -> call.accept(cache))
                .as(name)
                .isExactlyInstanceOf(CacheException.class)
                .hasMessageContaining(cache.getName())
                .hasMessageContaining("table"));

    assertThat(fixture.requests().counts()).doesNotContainKeys("CreateTable", "DescribeTable");
  }

  @Test
  void itsCacheCanBeClosedAndDestroyed() {
    Cache<String, String> closed = withoutTable();
    assertThatCode(closed::close).doesNotThrowAnyException();
    Cache<String, String> destroyed = withoutTable();
    assertThatCode(() -> fixture.manager().destroyCache(destroyed.getName()))
        .doesNotThrowAnyException();
  }

  private static Cache<String, String> withoutTable() {
    Cache<String, String> cache = fixture.cache();
    cache.put("k", "v");
    fixture.client().deleteTable(delete -> delete.tableName(cache.getName()));
    return cache;
  }
}
