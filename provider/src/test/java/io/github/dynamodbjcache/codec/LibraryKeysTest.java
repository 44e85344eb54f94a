package io.github.dynamodbjcache.codec;

import static io.github.dynamodbjcache.codec.Codecs.k;
import static io.github.dynamodbjcache.codec.Codecs.keyFoundIn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynamodbjcache.internal.codec.CacheCodec;
import io.github.dynamodbjcache.internal.codec.item.ItemAttributes;
import io.micronaut.cache.interceptor.ParametersKey;
import io.quarkus.cache.CompositeCacheKey;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.hibernate.cache.internal.BasicCacheKeyImplementation;
import org.hibernate.cache.internal.CacheKeyImplementation;
import org.hibernate.cache.internal.NaturalIdCacheKey;
import org.hibernate.cache.spi.QueryKey;
import org.jsr107.ri.annotations.DefaultGeneratedCacheKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.cache.interceptor.SimpleKey;
import org.springframework.cache.support.NullValue;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Sort;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** "The keys of known libraries are their class and the fields that equals goes by." */
class LibraryKeysTest {

  private static final String ROLE = "com.acme.Line";
  private static final String INTERNAL = "~fields:org.hibernate.cache.internal.";

  private final CacheCodec<Object, Object> codec =
      codec(SerializationPreset.HIBERNATE, SerializationPreset.SPRING);

  private static CacheCodec<Object, Object> codec(SerializationPreset... presets) {
    AllowList allowed = AllowList.of("lines", List.of(), List.of(presets));
    return CacheCodec.builder(
            Object.class, Object.class, allowed, LibraryKeysTest.class.getClassLoader())
        .build();
  }

  private static Object basic(java.io.Serializable id, int hash) {
    return new BasicCacheKeyImplementation(id, ROLE, hash);
  }

  private static Object composite(int hash, Object... parts) {
    return new CacheKeyImplementation(parts, ROLE, null, hash);
  }

  private static Object naturalId(int hash, Object... values) {
    return new NaturalIdCacheKey(values, ROLE, "tenant", hash);
  }

  private static QueryKey query(int hash, Object... parameters) {
    return new QueryKey(
        "select 1 from t where a=?",
        FrameworkKeys.memento(parameters, hash),
        5,
        null,
        Set.of("recent"));
  }

  /** "Nothing the table holds can hurt the JVM": no set is made of elements that can collide. */
  @Test
  void aSetWithinAKeyIsMadeOfTextsOnly() {
    String lists = "list(string:AaAa),list(string:AaBB),list(string:BBAa),list(string:BBBB)";
    String text =
        "~fields:org.hibernate.cache.spi.QueryKey(string:q,null,null,null,array:java.lang.Object("
            + lists
            + "))";

    assertThatThrownBy(
            () ->
                codec
                    .placeOf(
                        Map.of(ItemAttributes.KEY, AttributeValue.fromS(text)),
                        Map.of(ItemAttributes.TYPE, AttributeValue.fromS("string")))
                    .key())
        .isInstanceOf(UnreadableEntryException.class);
  }

  @Test
  void theTextIsReadableAndTheSameForEver() {
    assertThat(k(codec, basic(42L, 1)))
        .isEqualTo(INTERNAL + "BasicCacheKeyImplementation(string:com.acme.Line,long:42)");
    assertThat(k(codec, composite(1, "x", 7)))
        .isEqualTo(
            INTERNAL
                + "CacheKeyImplementation(string:com.acme.Line,null,"
                + "array:java.lang.Object(string:x,int:7))");
    assertThat(k(codec, naturalId(1, "978-0")))
        .isEqualTo(
            INTERNAL
                + "NaturalIdCacheKey(string:com.acme.Line,string:tenant,"
                + "array:java.lang.Object(string:978-0))");
    assertThat(k(codec, query(1, null, "b")))
        .isEqualTo(
            "~fields:org.hibernate.cache.spi.QueryKey(string:select 1 from t where a=?,"
                + "fields:org.hibernate.query.internal.QueryParameterBindingsImpl"
                + "$ParameterBindingsMementoImpl(array:java.lang.Object(null,string:b)),"
                + "int:5,null,array:java.lang.String(string:recent))");
    assertThat(k(codec, new SimpleKey("a", 1)))
        .isEqualTo(
            "~fields:org.springframework.cache.interceptor.SimpleKey"
                + "(array:java.lang.Object(string:a,int:1))");
  }

  static Stream<Arguments> golden() {
    String array = "array:java.lang.Object";
    String friday = "enum:java.time.DayOfWeek/FRIDAY";
    String data = "fields:org.springframework.data.domain.";
    String sort = "enum:org.springframework.data.domain.Sort$";
    String unsorted = data + "Sort(list())";
    return Stream.of(
        Arguments.of(
            new ParametersKey("a", DayOfWeek.FRIDAY),
            "~fields:io.micronaut.cache.interceptor.ParametersKey("
                + array
                + "(string:a,"
                + friday
                + "))"),
        Arguments.of(
            ParametersKey.ZERO_ARG_KEY,
            "~fields:io.micronaut.cache.interceptor.ParametersKey(" + array + "())"),
        Arguments.of(
            new DefaultGeneratedCacheKey(new Object[] {1}),
            "~fields:org.jsr107.ri.annotations.DefaultGeneratedCacheKey(" + array + "(int:1))"),
        Arguments.of(
            new CompositeCacheKey("a", 1L),
            "~fields:io.quarkus.cache.CompositeCacheKey(" + array + "(string:a,long:1))"),
        Arguments.of(
            PageRequest.of(1, 20), "~" + data + "PageRequest(int:1,int:20," + unsorted + ")"),
        Arguments.of(Pageable.unpaged(), "~" + data + "Unpaged(" + unsorted + ")"),
        Arguments.of(
            Sort.by("name").descending(),
            "~"
                + data
                + "Sort(list("
                + data
                + "Sort$Order("
                + sort
                + "Direction/DESC,string:name,"
                + "boolean:false,"
                + sort
                + "NullHandling/NATIVE)))"),
        Arguments.of(
            Limit.unlimited(),
            "~constant:org.springframework.data.domain.Limit$Unlimited/INSTANCE"));
  }

  @ParameterizedTest
  @MethodSource("golden")
  void keysOfInterceptorsAndRepositoriesAreReadable(Object key, String text) {
    CacheCodec<Object, Object> all =
        CacheCodec.builder(
                Object.class,
                Object.class,
                AllowList.of(
                    "lines", List.of("io.quarkus.cache.*"), List.of(SerializationPreset.values())),
                LibraryKeysTest.class.getClassLoader())
            .build();
    assertThat(k(all, key)).isEqualTo(text);
    assertThat(keyFoundIn(all, key)).isEqualTo(key);
  }

  @Test
  @SuppressWarnings("StringOperationCanBeSimplified") // two objects that are equal
  void cachedHashesAndIdentityDoNotShow() {
    String x = "x";
    String otherX = new String("x");
    // The hash of an enum constant, and so the cached one, differs from JVM to JVM.
    assertThat(k(codec, basic(DayOfWeek.MONDAY, 1)))
        .isEqualTo(k(codec, basic(DayOfWeek.MONDAY, 2)));
    assertThat(k(codec, composite(1, x, x))).isEqualTo(k(codec, composite(2, x, otherX)));
    assertThat(k(codec, naturalId(1, x, x))).isEqualTo(k(codec, naturalId(2, x, otherX)));
    assertThat(k(codec, query(1, x, x))).isEqualTo(k(codec, query(2, x, otherX)));
    assertThat(k(codec, new SimpleKey(x, List.of(x))))
        .isEqualTo(k(codec, new SimpleKey(otherX, new java.util.ArrayList<>(List.of(x)))));
  }

  @Test
  void differentKeysStayApart() {
    List<Object> keys =
        List.of(
            basic(1L, 0),
            basic(1, 0),
            basic("1", 0),
            basic(new BigDecimal("1.0"), 0),
            basic(new BigDecimal("1.00"), 0),
            new BasicCacheKeyImplementation(1L, "com.acme.Order", 0),
            new CacheKeyImplementation(1L, ROLE, null, 0),
            new CacheKeyImplementation(1L, ROLE, "tenant", 0),
            composite(0, "x", "y"),
            composite(0, "y", "x"),
            naturalId(0, "x", "y"),
            query(0, "x"),
            query(0, "y"),
            new QueryKey(
                "select 1 from t where a=?",
                FrameworkKeys.memento(new Object[] {"x"}, 0),
                5,
                10,
                Set.of("recent")),
            new SimpleKey(),
            new SimpleKey("x"),
            new SimpleKey((Object) new String[] {"x"}));

    assertThat(keys.stream().map(key -> k(codec, key))).doesNotHaveDuplicates();
  }

  @Test
  void everyKeyComesBackEqualWithItsHash() {
    for (Object key :
        List.of(
            basic(DayOfWeek.MONDAY, 17),
            new CacheKeyImplementation(1L, ROLE, "tenant", 17),
            composite(17, "x", 7),
            naturalId(17, "x", null),
            query(17, "x", DayOfWeek.MONDAY),
            query(17, "y".repeat(3000)),
            List.of(basic(1L, 17), composite(18, "x"), new SimpleKey("a")),
            Set.of(basic(1L, 17), basic(2L, 18), basic(3L, 19)),
            Map.of(naturalId(17, "x"), basic(2L, 18), naturalId(19, "y"), "z"),
            new SimpleKey("a", 1, null),
            SimpleKey.EMPTY)) {
      assertThat(keyFoundIn(codec, key)).isEqualTo(key).hasSameHashCodeAs(key);
    }
  }

  /** "What k says in full is not asked of h": which a later version could not read. */
  @Test
  void anEntryIsReadByItsFieldsWhateverElseIsStoredOfTheKey() {
    Map<String, AttributeValue> item = codec.data(codec.place(basic(1L, 17)), "v");

    assertThat(item).containsKey(ItemAttributes.FULL_KEY);
    assertThat(codec.value(codec.place(basic(1L, 4)), item)).isEqualTo("v");
    assertThat(
            codec.value(
                codec.place(basic(1L, 4)),
                Codecs.with(item, ItemAttributes.FULL_KEY, AttributeValue.fromS("~java:AAAA"))))
        .isEqualTo("v");
    assertThatThrownBy(() -> codec.placeOf(codec.place(basic(1L, 4)).attributes(), Map.of()).key())
        .isInstanceOf(UnreadableEntryException.class)
        .hasMessageContaining("the attribute \"h\" is missing");
    assertThat(codec.data(codec.place(new SimpleKey("a")), "v"))
        .doesNotContainKey(ItemAttributes.FULL_KEY);
  }

  /** The price of being able to read a key back, in bytes. */
  @Test
  void whatTheTextLeavesOutIsStoredBesideIt() {
    assertThat(codec.data(codec.place(basic(1L, Integer.MIN_VALUE)), "v"))
        .containsEntry(ItemAttributes.FULL_KEY, AttributeValue.fromS("~beside(int:-2147483648)"));
    assertThat(codec.data(codec.place(List.of(composite(5, "x"), query(6, "y"))), "v"))
        .containsEntry(ItemAttributes.FULL_KEY, AttributeValue.fromS("~beside(int:5,int:6)"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"~beside()", "~beside(int:1,int:2)", "~beside(string:a)", "~beside(", "x"})
  void anotherComplementThanOursIsAnUnreadableKeyOnly(String complement) {
    Map<String, AttributeValue> item =
        Codecs.with(
            codec.data(codec.place(basic(1L, 17)), "v"),
            ItemAttributes.FULL_KEY,
            AttributeValue.fromS(complement));

    assertThatThrownBy(() -> codec.placeOf(codec.place(basic(1L, 17)).attributes(), item).key())
        .isInstanceOf(UnreadableEntryException.class);
    assertThat(codec.value(codec.place(basic(1L, 17)), item)).isEqualTo("v");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "~fields:java.lang.Object(int:1)",
        "~fields:org.hibernate.cache.internal.BasicCacheKeyImplementation()",
        "~fields:org.hibernate.cache.internal.BasicCacheKeyImplementation(int:1,int:1,int:1)",
        "~fields:org.hibernate.cache.internal.BasicCacheKeyImplementation(null,null,null)",
        "~fields:org.springframework.cache.interceptor.SimpleKey(int:1,int:2)"
      })
  void aGarbledTextIsAnUnreadableEntry(String text) {
    Map<String, AttributeValue> at = Map.of(ItemAttributes.KEY, AttributeValue.fromS(text));

    assertThatThrownBy(() -> codec.placeOf(at, Map.of()).key())
        .isInstanceOf(UnreadableEntryException.class);
  }

  @Test
  void whatAPresetWouldAllowIsRefusedWithItsName() {
    assertThatThrownBy(() -> codec().place(basic(1L, 0)).attributes())
        .isInstanceOf(CodecException.class)
        .hasMessageContaining(
            "BasicCacheKeyImplementation is not allowed in cache \"lines\". It is one of those that"
                + " a preset allows: set dynamodb-jcache.caches.lines.serialization.presets ="
                + " [hibernate]");
    assertThatThrownBy(
            () ->
                codec(SerializationPreset.HIBERNATE)
                    .data(codec(SerializationPreset.HIBERNATE).place("k"), NullValue.INSTANCE))
        .hasMessageContaining("presets = [hibernate, spring]");
  }

  @Test
  void nullsAndExceptionsOfSpringComeBack() {
    assertThat(Codecs.valueFoundIn(codec, NullValue.INSTANCE)).isSameAs(NullValue.INSTANCE);

    Exception failure = new IllegalStateException("no", new java.io.IOException("why"));
    failure.addSuppressed(new java.util.concurrent.TimeoutException());
    assertThat(Codecs.valueFoundIn(codec, failure))
        .isInstanceOfSatisfying(
            IllegalStateException.class,
            found -> {
              assertThat(found).hasMessage("no").hasRootCauseMessage("why");
              assertThat(found.getStackTrace()).isEqualTo(failure.getStackTrace());
              assertThat(found.getSuppressed()).hasSize(1);
            });
  }

  @Test
  void theClassesOfThePresetsAreThere() {
    for (SerializationPreset preset : SerializationPreset.values()) {
      preset
          .classNames()
          .forEach(
              name ->
                  assertThat(
                          LibraryKeysTest.class
                                  .getClassLoader()
                                  .getResource(name.replace('.', '/') + ".class")
                              != null)
                      .as(name)
                      .isTrue());
    }
  }
}
