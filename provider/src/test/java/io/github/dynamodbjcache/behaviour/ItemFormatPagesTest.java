package io.github.dynamodbjcache.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynamodbjcache.codec.UnreadableEntryException;
import io.github.dynamodbjcache.configuration.DynamoDbConfiguration;
import io.github.dynamodbjcache.configuration.SerializationFormat;
import io.github.dynamodbjcache.testing.CacheFixture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.expiry.CreatedExpiryPolicy;
import javax.cache.expiry.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * docs/item-format.md and docs/item-format-internals.md: what they show is what is in the table.
 */
@Timeout(60)
class ItemFormatPagesTest {

  private static final String SEEN = page("item-format.md");
  private static final String MADE = page("item-format-internals.md");

  private static CacheFixture fixture;

  @BeforeAll
  static void open() {
    fixture = CacheFixture.open();
  }

  @AfterAll
  static void close() {
    fixture.close();
  }

  enum Colour {
    RED
  }

  record Order(long number) {}

  private static String page(String name) {
    try {
      return Files.readString(Path.of("..", "docs", name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, AttributeValue> item(Cache<?, ?> cache, String key) {
    return fixture
        .client()
        .getItem(
            request ->
                request
                    .tableName(cache.getName())
                    .consistentRead(true)
                    .key(Map.of("k", AttributeValue.fromS(key))))
        .item();
  }

  private static Set<String> keys(Cache<?, ?> cache) {
    return fixture.client().scan(request -> request.tableName(cache.getName())).items().stream()
        .map(item -> Objects.requireNonNull(item.get("k")).s())
        .collect(Collectors.toSet());
  }

  private static Set<String> namesOf(String page, String heading) {
    String section = page.substring(page.indexOf(heading));
    String table = section.substring(0, section.indexOf("\n\n", section.indexOf("|---")));
    return Pattern.compile("(?m)^\\| ([^|]*) \\|")
        .matcher(table)
        .results()
        .flatMap(row -> Pattern.compile("`([a-z0-9]+)`").matcher(row.group(1)).results())
        .map(name -> name.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void theAttributesAreAllNamed() {
    Cache<Object, Object> cache =
        fixture.cache(
            new MutableConfiguration<>()
                .setExpiryPolicyFactory(
                    CreatedExpiryPolicy.factoryOf(new Duration(TimeUnit.HOURS, 1))));
    cache.put("whole", 1);
    cache.put("x".repeat(3_000), 1);
    cache.put("large", "x".repeat(500_000));
    Set<String> found =
        fixture.client().scan(request -> request.tableName(cache.getName())).items().stream()
            .filter(item -> !Objects.requireNonNull(item.get("k")).s().startsWith("~part:"))
            .flatMap(item -> item.keySet().stream())
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(namesOf(SEEN, "## Attributes")).isEqualTo(withoutTheMiddle(found));
    assertThat(namesOf(MADE, "## Revisions")).containsExactly("p1", "p5", "w");

    Map<String, AttributeValue> manifest =
        Objects.requireNonNull(item(cache, "large").get("m")).m();
    assertThat(namesOf(MADE, "## Split entries")).isEqualTo(new TreeSet<>(manifest.keySet()));
    Map<String, AttributeValue> part =
        fixture.client().scan(request -> request.tableName(cache.getName())).items().stream()
            .filter(item -> Objects.requireNonNull(item.get("k")).s().startsWith("~part:"))
            .findAny()
            .orElseThrow();
    String parts = MADE.substring(MADE.indexOf("Each part is an item"));
    assertThat(namesOf(parts, "Each part")).isEqualTo(withoutTheMiddle(part.keySet()));
  }

  /** Of "p1 … p5", the pages name two. */
  private static Set<String> withoutTheMiddle(Set<String> names) {
    Set<String> named = new TreeSet<>(names);
    named.removeAll(Set.of("p2", "p3", "p4"));
    return named;
  }

  @Test
  void theKeysLieWhereThePageSays() {
    Map<String, Object> samples = new LinkedHashMap<>();
    samples.put("\"user:42\"", "user:42");
    samples.put("\"\"", "");
    samples.put("42", 42);
    samples.put("42L", 42L);
    samples.put("new BigDecimal(\"1.0\")", new BigDecimal("1.0"));
    samples.put("\"1.00\"", new BigDecimal("1.00"));
    samples.put("List.of(1, \"a\")", List.of(1, "a"));
    samples.put("Arrays.asList(1, \"a\")", Arrays.asList(1, "a"));
    Matcher rows =
        Pattern.compile("(?m)^\\| ((?:`[^`]+`(?:, )?)+) \\| ((?:`[^`]+`(?:, )?)+) \\|$")
            .matcher(SEEN.substring(SEEN.indexOf("## Keys"), SEEN.indexOf("## Values")));
    Set<String> shown = new TreeSet<>();
    while (rows.find()) {
      List<String> expressions = quoted(rows.group(1));
      List<String> texts = quoted(rows.group(2));
      for (int i = 0; i < expressions.size(); i++) {
        Object key = samples.get(expressions.get(i));
        if (key == null) {
          continue;
        }
        shown.add(expressions.get(i));
        Cache<Object, Object> cache = fixture.cache(new MutableConfiguration<>());
        cache.put(key, "value");
        assertThat(keys(cache))
            .as(expressions.get(i))
            .containsExactly(texts.get(Math.min(i, texts.size() - 1)));
      }
    }
    assertThat(shown).isEqualTo(new TreeSet<>(samples.keySet()));
  }

  private static List<String> quoted(String cell) {
    return Pattern.compile("`([^`]+)`").matcher(cell).results().map(m -> m.group(1)).toList();
  }

  @Test
  void jsonLooksAsThePageShows() {
    Map<String, Object> samples = new LinkedHashMap<>();
    samples.put("{\"@class\":\"com.acme.Order\",\"number\":42,…}", new Order(42));
    samples.put("[\"long\",42]", List.of(42L));
    samples.put("[\"decimal\",1.00]", List.of(new BigDecimal("1.00")));
    samples.put("[\"uuid\",\"…\"]", List.of(UUID.fromString("0-0-0-0-1")));
    samples.put("[\"list\",[…]]", new ArrayList<>());
    samples.put("[\"set\",[…]]", Collections.newSetFromMap(new HashMap<>()));
    samples.put("[\"sorted-set\",[…]]", new TreeSet<>());
    samples.put("[\"queue\",[…]]", new ArrayDeque<>());
    samples.put("[\"enum-set(com.acme.Colour)\",[…]]", EnumSet.of(Colour.RED));
    samples.put("[\"map\",{…}]", new HashMap<>(Map.of("a", 1)));
    samples.put("[\"map(long)\",{\"1\":…}]", new HashMap<>(Map.of(1L, 1)));
    samples.put("[\"sorted-map\",{…}]", new TreeMap<>(Map.of("a", 1)));
    samples.put("[\"optional\",…]", List.of(Optional.of(1)));
    Cache<String, Object> cache =
        fixture.cache(
            new DynamoDbConfiguration<String, Object>()
                .setTypes(String.class, Object.class)
                .setSerializationFormat(SerializationFormat.jackson())
                .addAllowedClasses(
                    ItemFormatPagesTest.class.getName() + "$Order",
                    ItemFormatPagesTest.class.getName() + "$Colour"));
    samples.forEach(
        (shown, value) -> {
          assertThat(SEEN).contains('`' + shown + '`');
          cache.put("k", value);
          String json = Objects.requireNonNull(item(cache, "k").get("v")).s();
          String pattern =
              Arrays.stream(
                      shown
                          .replace("com.acme.", ItemFormatPagesTest.class.getName() + "$")
                          .replace(",…}", "…}")
                          .split("…"))
                  .map(Pattern::quote)
                  .collect(Collectors.joining(".*"));
          assertThat(json).containsPattern(pattern);
          assertThat(cache.get("k")).isNotNull();
        });
  }

  @Test
  void whatMayBeChangedByHandIsReadAtOnce() {
    Cache<String, Object> cache =
        fixture.cache(
            new MutableConfiguration<String, Object>().setTypes(String.class, Object.class));
    cache.put("number", 1);
    cache.put("bytes", new ArrayList<>(List.of(1)));
    byHand(cache, "number", AttributeValue.fromN("2"));
    assertThat(cache.get("number")).isEqualTo(2);
    byHand(cache, "bytes", AttributeValue.fromB(SdkBytes.fromByteArray(new byte[20])));
    assertThatThrownBy(() -> cache.get("bytes"))
        .isInstanceOf(CacheException.class)
        .hasStackTraceContaining(UnreadableEntryException.class.getSimpleName())
        .hasMessageContaining("checksum");
    fixture
        .client()
        .deleteItem(
            request ->
                request
                    .tableName(cache.getName())
                    .key(Map.of("k", AttributeValue.fromS("number"))));
    assertThat(cache.containsKey("number")).isFalse();
  }

  /** As the page says: with a new revision, so that who has read the entry before notices. */
  private static void byHand(Cache<?, ?> cache, String key, AttributeValue value) {
    AttributeValue revision = AttributeValue.fromB(SdkBytes.fromByteArray(new byte[16]));
    fixture
        .client()
        .updateItem(
            request ->
                request
                    .tableName(cache.getName())
                    .key(Map.of("k", AttributeValue.fromS(key)))
                    .updateExpression("SET v = :v, w = :w")
                    .expressionAttributeValues(Map.of(":v", value, ":w", revision)));
  }
}
