package io.github.dynamodbjcache.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.dynamodbjcache.configuration.Compression;
import io.github.dynamodbjcache.configuration.DynamoDbConfiguration;
import io.github.dynamodbjcache.configuration.JsonStorage;
import io.github.dynamodbjcache.configuration.SerializationFormat;
import io.github.dynamodbjcache.testing.CacheFixture;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.CacheManager;
import javax.cache.configuration.MutableConfiguration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** JSON in the table: what a cache puts there, a person and another program can read. */
@Timeout(60)
class JsonTest {

  private static CacheFixture fixture;

  @BeforeAll
  static void open() {
    fixture = CacheFixture.open();
  }

  @AfterAll
  static void close() {
    fixture.close();
  }

  record Line(String article, int count) {}

  record Order(long number, ZonedDateTime at, List<Line> lines, @Nullable Object note) {}

  private static Order order(@Nullable Object note) {
    return new Order(
        42,
        ZonedDateTime.of(2026, 1, 2, 3, 4, 5, 6, ZoneId.of("Europe/Zurich")),
        List.of(new Line("nail", 100)),
        note);
  }

  private static <V> DynamoDbConfiguration<String, V> json(Class<V> type) {
    return new DynamoDbConfiguration<String, V>()
        .setTypes(String.class, type)
        .setSerializationFormat(SerializationFormat.jackson());
  }

  private static DynamoDbConfiguration<String, Object> untyped() {
    return json(Object.class).addAllowedClasses(JsonTest.class.getName() + "$Order");
  }

  private static AttributeValue stored(Cache<?, ?> cache, String key) {
    return Objects.requireNonNull(
        fixture
            .client()
            .getItem(
                request ->
                    request.tableName(cache.getName()).key(Map.of("k", AttributeValue.fromS(key))))
            .item()
            .get("v"));
  }

  @Test
  void aTypedCacheHoldsTextsThatTheConsoleShows() {
    Cache<String, Order> orders = fixture.cache(json(Order.class));
    orders.put("42", order(null));
    assertThat(stored(orders, "42").s())
        .isEqualTo(
            "{\"number\":42,\"at\":\"2026-01-02T03:04:05.000000006+01:00[Europe/Zurich]\","
                + "\"lines\":[{\"article\":\"nail\",\"count\":100}],\"note\":null}");
    assertThat(orders.get("42")).isEqualTo(order(null));
    assertThat(orders.replace("42", order(null), order("changed"))).isTrue();
    assertThat(orders.get("42")).isEqualTo(order("changed"));
  }

  /** As Spring and Micronaut create them: without types, by the settings alone. */
  @Test
  void anUntypedCacheByTheSettingsAlone() {
    String name = fixture.newName();
    Properties properties = fixture.properties();
    String settings = "dynamodb-jcache.caches." + name + ".serialization.";
    properties.setProperty(settings + "format", "jackson");
    properties.setProperty(settings + "allow.0", JsonTest.class.getName() + "$Order");
    Cache<Object, Object> cache =
        fixture.newManager(properties).createCache(name, new MutableConfiguration<>());

    List<Object> found = new ArrayList<>(List.of(order(5L), Map.of(1L, order("x"))));
    cache.put("orders", found);
    cache.put("one", order(List.of(1L)));

    assertThat(cache.get("orders")).isEqualTo(found);
    assertThat(cache.get("one")).isEqualTo(order(List.of(1L)));
    assertThat(stored(cache, "one").s())
        .startsWith("{\"@class\":\"" + Order.class.getName() + "\",\"number\":42,")
        .endsWith("\"note\":[\"list\",[[\"long\",1]]]}");
  }

  @Test
  void asMapsItCanBeReachedByExpressions() {
    Cache<String, Object> cache = fixture.cache(untyped().setJsonStorage(JsonStorage.MAP));
    cache.put("42", order("note"));
    assertThat(stored(cache, "42").m())
        .containsEntry("number", AttributeValue.fromN("42"))
        .containsEntry("note", AttributeValue.fromS("note"))
        .containsEntry("@class", AttributeValue.fromS(Order.class.getName()));
    assertThat(
            fixture
                .client()
                .scan(
                    request ->
                        request
                            .tableName(cache.getName())
                            .filterExpression("v.#lines[0].article = :article")
                            .expressionAttributeNames(Map.of("#lines", "lines"))
                            .expressionAttributeValues(
                                Map.of(":article", AttributeValue.fromS("nail"))))
                .count())
        .isEqualTo(1);
    assertThat(cache.get("42")).isEqualTo(order("note"));
    assertThat(cache.replace("42", order("note"), order("other"))).isTrue();
  }

  /** DynamoDB's numbers, names and levels are fewer than JSON's. */
  @Test
  void whatMapsDoNotHoldExactlyIsATextAllTheSame() {
    Cache<String, Object> cache = fixture.cache(untyped().setJsonStorage(JsonStorage.MAP));
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("digits", List.of(new BigDecimal("1." + "3".repeat(50))));
    values.put("scale", List.of(new BigDecimal("1.00")));
    values.put("a whole double", List.of(1.0));
    values.put("large", List.of(1e300));
    values.put("an empty name", new HashMap<>(Map.of("", 1)));
    values.put("half a character", List.of("\ud800"));
    values.put("levels", nested(40));
    values.put("size", List.of("x".repeat(300_000)));
    cache.putAll(values);
    values.forEach(
        (key, value) -> {
          assertThat(cache.get(key)).as(key).isEqualTo(value);
          assertThat(stored(cache, key).type()).as(key).isEqualTo(AttributeValue.Type.S);
        });
    List<Object> exact = List.of(1L, 1.5, new BigDecimal("1.25"), Map.of("a", true), nested(10));
    cache.put("exact", exact);
    assertThat(cache.get("exact")).isEqualTo(exact);
    assertThat(stored(cache, "exact").type()).isEqualTo(AttributeValue.Type.L);
  }

  private static Object nested(int levels) {
    Object value = 1;
    for (int i = 0; i < levels; i++) {
      value = new HashMap<>(Map.of("n", value));
    }
    return value;
  }

  @Test
  void whatWasWrittenInAnotherFormStaysReadable() {
    List<DynamoDbConfiguration<String, Object>> forms =
        List.of(
            untyped(),
            untyped().setJsonStorage(JsonStorage.MAP),
            untyped().setCompression(Compression.DEFLATE).setCompressionThreshold(0));
    String name = fixture.newName();
    for (int i = 0; i < forms.size(); i++) {
      fixture.newManager().createCache(name, forms.get(i)).put("k" + i, order(i));
    }
    for (DynamoDbConfiguration<String, Object> form : forms) {
      Cache<String, Object> cache = fixture.newManager().createCache(name, form);
      IntStream.range(0, forms.size())
          .forEach(i -> assertThat(cache.get("k" + i)).isEqualTo(order(i)));
    }
  }

  @Test
  void aLargeValueIsSplitAsATextAndComesBack() {
    Cache<String, Object> cache = fixture.cache(untyped());
    List<Object> large = new ArrayList<>();
    IntStream.range(0, 10_000).forEach(i -> large.add(order("é".repeat(20) + i)));
    cache.put("large", large);
    assertThat(cache.get("large")).isEqualTo(large);
  }

  @Test
  void whatCannotComeBackIsRefusedAndNothingIsWritten() {
    Cache<String, Object> cache = fixture.cache(untyped());
    cache.put("k", order("before"));
    assertThatThrownBy(() -> cache.put("k", new Line("nail", 1)))
        .isInstanceOf(CacheException.class)
        .hasMessageContainingAll(Line.class.getName(), "serialization.allow = ");
    assertThatThrownBy(() -> cache.put("k", order(new Line("nail", 1))))
        .isInstanceOf(CacheException.class)
        .hasMessageContaining(Line.class.getName());
    assertThat(cache.get("k")).isEqualTo(order("before"));
  }

  /** A mapper as the file wants it. */
  public static final class Snakes implements Supplier<JsonMapper> {
    @Override
    public JsonMapper get() {
      return JsonMapper.builder()
          .findAndAddModules()
          .propertyNamingStrategy(PropertyNamingStrategies.UPPER_SNAKE_CASE)
          .build();
    }
  }

  @Test
  void theApplicationsMapperByClassOrInstance() {
    String name = fixture.newName();
    Properties properties = fixture.properties();
    String settings = "dynamodb-jcache.caches." + name + ".serialization.";
    properties.setProperty(settings + "format", "jackson");
    properties.setProperty(settings + "json-mapper", Snakes.class.getName());
    CacheManager manager = fixture.newManager(properties);
    Cache<String, Order> byClass =
        manager.createCache(
            name, new MutableConfiguration<String, Order>().setTypes(String.class, Order.class));
    byClass.put("k", order(null));
    assertThat(stored(byClass, "k").s()).startsWith("{\"NUMBER\":42,");
    assertThat(byClass.get("k")).isEqualTo(order(null));

    Cache<String, Order> byInstance =
        fixture.cache(json(Order.class).setJsonMapper(new Snakes().get()));
    byInstance.put("k", order(null));
    assertThat(byInstance.get("k")).isEqualTo(order(null));

    assertThatThrownBy(() -> fixture.cache(json(Order.class).setJsonMapper("no mapper")))
        .isInstanceOf(CacheException.class)
        .hasMessageContaining("JsonMapper");
  }
}
