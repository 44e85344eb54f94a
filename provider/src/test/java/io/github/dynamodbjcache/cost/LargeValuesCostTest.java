package io.github.dynamodbjcache.cost;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbjcache.testing.CacheFixture;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.cache.Cache;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.expiry.CreatedExpiryPolicy;
import javax.cache.expiry.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rows of the README's table of costs that are about values over 399 KiB. */
@Timeout(120)
class LargeValuesCostTest {

  /** Three parts of 384 KiB. */
  private static final String MEBIBYTE = "x".repeat((1 << 20) - 100);

  private static final Map<String, Integer> READ = Map.of("GetItem", 1, "BatchGetItem", 1);

  private static CacheFixture fixture;

  @BeforeAll
  static void open() {
    fixture = CacheFixture.open();
  }

  @AfterAll
  static void close() {
    fixture.close();
  }

  record Row(
      String operation, Consumer<Cache<String, String>> call, Map<String, Integer> requests) {
    @Override
    public String toString() {
      return operation;
    }
  }

  static Stream<Row> rows() {
    return Stream.of(
        new Row("put, new", c -> c.put("absent", MEBIBYTE), Map.of("UpdateItem", 3 + 1)),
        new Row(
            "put, over a small one", c -> c.put("small", MEBIBYTE), Map.of("UpdateItem", 3 + 1)),
        new Row(
            "put, over a split one",
            c -> c.put("split", MEBIBYTE),
            Map.of("UpdateItem", 3 + 2, "BatchWriteItem", 1)),
        new Row(
            "put of a small one over a split one",
            c -> c.put("split", "small"),
            Map.of("UpdateItem", 2, "BatchWriteItem", 1)),
        new Row("get", c -> c.get("split"), READ),
        new Row("containsKey", c -> c.containsKey("split"), READ),
        new Row("getAll", c -> c.getAll(Set.of("split", "small")), Map.of("BatchGetItem", 2)),
        new Row("remove", c -> c.remove("split"), Map.of("DeleteItem", 2, "BatchWriteItem", 1)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void operationCostsWhatItsRowSays(Row row) {
    Cache<String, String> cache = fixture.cache();
    cache.put("split", MEBIBYTE);
    cache.put("small", "small");
    fixture.requests().reset();

    row.call.accept(cache);

    assertThat(fixture.requests().counts()).isEqualTo(row.requests);
  }

  @Test
  void underACreatedPolicyALargePutReadsTheEntryFirst() {
    Cache<String, String> cache =
        fixture.cache(
            new MutableConfiguration<String, String>()
                .setTypes(String.class, String.class)
                .setExpiryPolicyFactory(
                    CreatedExpiryPolicy.factoryOf(new Duration(TimeUnit.MINUTES, 10))));
    fixture.requests().reset();
    cache.put("k", MEBIBYTE);
    assertThat(fixture.requests().counts()).isEqualTo(Map.of("GetItem", 1, "UpdateItem", 3 + 1));
  }
}
