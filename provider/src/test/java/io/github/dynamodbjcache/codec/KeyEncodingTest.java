package io.github.dynamodbjcache.codec;

import static io.github.dynamodbjcache.codec.Codecs.k;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynamodbjcache.internal.codec.CacheCodec;
import io.github.dynamodbjcache.internal.codec.Place;
import io.github.dynamodbjcache.internal.codec.item.ItemAttributes;
import io.github.dynamodbjcache.internal.codec.value.Scalars;
import java.io.Serializable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URL;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.util.AbstractMap.SimpleEntry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Calendar;
import java.util.Collections;
import java.util.Currency;
import java.util.Date;
import java.util.EnumSet;
import java.util.GregorianCalendar;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TimeZone;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Equal keys have equal partition keys, others have different ones, and both for ever. */
class KeyEncodingTest {

  private final CacheCodec<Object, Object> codec = Codecs.open();

  record Point(int x, @Nullable Object label) {}

  /** A composite id, as frameworks make them: serial form differs if both parts are one object. */
  static final class Pair implements Serializable {
    private static final long serialVersionUID = 1L;
    private final Object first;
    private final Object second;
    private int hash;

    Pair(Object first, Object second) {
      this.first = first;
      this.second = second;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Pair pair
          && Objects.deepEquals(first, pair.first)
          && Objects.deepEquals(second, pair.second);
    }

    @Override
    public int hashCode() {
      if (hash == 0) {
        hash = Arrays.deepHashCode(new Object[] {first, second});
      }
      return hash;
    }
  }

  static final class Order {
    private final String number;

    Order(String number) {
      this.number = number;
    }
  }

  private static final class OrderEncoder implements KeyEncoder<Order> {
    @Override
    public Class<Order> type() {
      return Order.class;
    }

    @Override
    public String tag() {
      return "order";
    }

    @Override
    public String encode(Order key) {
      return key.number;
    }

    @Override
    public Order decode(String text) {
      return new Order(text);
    }
  }

  /** What was released is where entries lie: a change of a line here loses users' entries. */
  @SuppressWarnings("JavaUtilDate") // keys of that class are what is tested
  static Stream<Arguments> golden() {
    return Stream.of(
        Arguments.of("user:42", "user:42"),
        Arguments.of("", "~string:"),
        Arguments.of("~a,(b)\\", "~string:~a\\,\\(b\\)\\\\"),
        Arguments.of("a\ud800", "~string:a\\ud800"),
        Arguments.of(42, "~int:42"),
        Arguments.of(42L, "~long:42"),
        Arguments.of((short) 42, "~short:42"),
        Arguments.of((byte) 42, "~byte:42"),
        Arguments.of('x', "~char:x"),
        Arguments.of(true, "~boolean:true"),
        Arguments.of(1.5, "~double:0x1.8p0"),
        Arguments.of(-0.0, "~double:-0x0.0p0"),
        Arguments.of(Float.NaN, "~float:NaN"),
        Arguments.of(BigInteger.TEN, "~bigint:10"),
        Arguments.of(new BigDecimal("1.00"), "~decimal:1.00"),
        Arguments.of(new UUID(1, 2), "~uuid:00000000-0000-0001-0000-000000000002"),
        Arguments.of(Instant.EPOCH, "~instant:1970-01-01T00:00:00Z"),
        Arguments.of(LocalDate.of(2026, 2, 3), "~local-date:2026-02-03"),
        Arguments.of(Duration.ofSeconds(90), "~duration:PT1M30S"),
        Arguments.of(Year.of(5), "~year:5"),
        Arguments.of(YearMonth.of(2026, 2), "~year-month:2026/2"),
        Arguments.of(new Date(7), "~date:7"),
        Arguments.of(new java.sql.Timestamp(7), "~sql-timestamp:0/7000000"),
        Arguments.of(DayOfWeek.MONDAY, "~enum:java.time.DayOfWeek/MONDAY"),
        Arguments.of(Colour.GREEN, "~enum:io.github.dynamodbjcache.codec.Colour/GREEN"),
        Arguments.of(
            ApplicationKeys.Sign.PLUS,
            "~enum:io.github.dynamodbjcache.codec.ApplicationKeys$Sign/PLUS"),
        Arguments.of(
            ApplicationKeys.Suit.SPADES,
            "~constant:io.github.dynamodbjcache.codec.ApplicationKeys$Suit/SPADES"),
        Arguments.of(String.class, "~class:java.lang.String"),
        Arguments.of(URI.create("HTTP://A/%c3"), "~uri:http://a/%C3"),
        Arguments.of(Locale.GERMANY, "~locale:de-DE"),
        Arguments.of(Currency.getInstance("EUR"), "~currency:EUR"),
        Arguments.of(new byte[] {1, -1}, "~bytes:Af8"),
        Arguments.of(new int[] {1, 2}, "~array:int(int:1,int:2)"),
        Arguments.of(new Object[] {"a", null}, "~array:java.lang.Object(string:a,null)"),
        Arguments.of(List.of(1, "a,b"), "~list(int:1,string:a\\,b)"),
        Arguments.of(List.of(), "~list()"),
        Arguments.of(Set.of(2, 1), "~set(int:1,int:2)"),
        Arguments.of(Map.of("b", 1, "a", 2), "~map(string:a,int:2,string:b,int:1)"),
        Arguments.of(Map.entry("a", 1), "~entry(string:a,int:1)"),
        Arguments.of(Optional.of(1), "~optional(int:1)"),
        Arguments.of(Optional.empty(), "~optional()"),
        Arguments.of(
            new Point(1, null),
            "~record:io.github.dynamodbjcache.codec.KeyEncodingTest$Point(int:1,null)"),
        Arguments.of(
            new Pair("x", List.of(1)),
            "~object:io.github.dynamodbjcache.codec.KeyEncodingTest$Pair/SPT-5_yoYeq-aJA5zFrQ8UTe3gFRUAh_pMYtwlMPOqs"),
        Arguments.of("k".repeat(2049), "~hash:OsKK4rwoCBc5VLC6slpI6G4dqGg4RLMRgm2HJcneVBE"));
  }

  @ParameterizedTest
  @MethodSource("golden")
  void isTheSameInEveryVersion(Object key, String text) {
    assertThat(k(codec, key)).isEqualTo(text);
  }

  @Test
  void keysOfDifferentTypesOrContentAreDifferent() {
    assertThat(Samples.scalars().stream().map(key -> k(codec, key)))
        .hasSize(Samples.scalars().size())
        .doesNotHaveDuplicates();
  }

  @Test
  void everyKeyComesBackEqual() {
    List<Object> keys = new ArrayList<>(Samples.scalars());
    keys.addAll(
        List.of(
            List.of(1, List.of()),
            Set.of("a", 1),
            new TreeMap<>(Map.of("b", 1, "a", List.of(2))),
            Map.entry(1, 2),
            Optional.of("x"),
            new Point(1, new Point(2, "()")),
            new Pair("x", Set.of(1)),
            List.of(new Pair(1, 2), new Point(3, new Pair("a", "b"))),
            "long".repeat(1000),
            Samples.scalars()));
    for (Object key : keys) {
      assertThat(Codecs.keyFoundIn(codec, key)).as(k(codec, key)).isEqualTo(key);
      assertThat(codec.value(codec.place(key), codec.data(codec.place(key), "value")))
          .isEqualTo("value");
    }
  }

  @Test
  void arraysComeBackWithTheirClassAndContent() {
    for (Object key :
        List.of(new byte[] {1}, new int[][] {{1}, {2, 3}}, new Object[] {"a", 1}, new Colour[0])) {
      Object found = Codecs.keyFoundIn(codec, key);
      assertThat(found).hasSameClassAs(key);
      assertThat(Objects.deepEquals(found, key)).isTrue();
    }
  }

  @Test
  @SuppressWarnings("JdkObsolete") // keys of that class are what is tested
  void collectionsOfEqualContentAreOneKeyWhateverTheirClass() {
    List<Integer> list = List.of(1, 2);
    assertThat(
            Stream.of(
                    list,
                    new ArrayList<>(list),
                    new LinkedList<>(list),
                    Arrays.asList(1, 2),
                    new ArrayList<>(List.of(0, 1, 2)).subList(1, 3),
                    Collections.unmodifiableList(list))
                .map(key -> k(codec, key)))
        .containsOnly("~list(int:1,int:2)");
    assertThat(
            Stream.of(
                    Set.of(Colour.RED, Colour.GREEN),
                    EnumSet.allOf(Colour.class),
                    new TreeSet<>(Arrays.asList(Colour.values())))
                .map(key -> k(codec, key))
                .distinct())
        .hasSize(1);
    assertThat(k(codec, new SimpleEntry<>("a", 1))).isEqualTo(k(codec, Map.entry("a", 1)));
    assertThat(k(codec, List.of(1))).isNotEqualTo(k(codec, Set.of(1)));
  }

  @Test
  @SuppressWarnings("StringOperationCanBeSimplified") // equal strings that are two objects
  void identityInsideAKeyDoesNotShow() {
    String x = "x";
    String otherX = new String("x");
    assertSameKey(new Pair(x, x), new Pair(x, otherX));
    assertSameKey(new Pair(new Pair(x, x), x), new Pair(new Pair(x, otherX), otherX));
    Pair shared = new Pair(1, 2);
    assertSameKey(new Pair(shared, shared), new Pair(new Pair(1, 2), new Pair(1, 2)));
    assertSameKey(
        new Pair(new Object[] {x, x, 1000}, 1000), new Pair(new Object[] {x, otherX, 1000}, 1000));
    assertSameKey(List.of(x, x), Arrays.asList(x, otherX));
    assertSameKey(new Point(1, List.of(x, x)), new Point(1, List.of(x, otherX)));
  }

  @Test
  void capacityOrderAndClassOfCollectionsInsideAKeyDoNotShow() {
    Set<String> small = new HashSet<>(List.of("Aa", "BB", "c"));
    Set<String> large = new HashSet<>(1000);
    large.addAll(List.of("c", "BB", "Aa"));
    assertSameKey(new Pair(small, 1), new Pair(large, 1));
    Map<String, Object> map = new HashMap<>(Map.of("Aa", 1, "BB", 2));
    Map<String, Object> ordered = new LinkedHashMap<>();
    ordered.put("BB", 2);
    ordered.put("Aa", 1);
    assertSameKey(new Pair(map, 1), new Pair(ordered, 1));
    assertSameKey(new Pair(map, 1), new Pair(Map.copyOf(map), 1));
    assertSameKey(new Pair(List.of(1, 2), 1), new Pair(new ArrayList<>(List.of(1, 2)), 1));
    assertSameKey(
        new Pair(EnumSet.of(Colour.RED), 1), new Pair(new HashSet<>(Set.of(Colour.RED)), 1));
  }

  @Test
  void aHashThatIsFilledOnFirstUseDoesNotShow() {
    Pair used = new Pair("a", new Pair("b", "c"));
    assertThat(used.hashCode()).isNotZero();
    assertSameKey(used, new Pair("a", new Pair("b", "c")));
  }

  @Test
  void aHashThatIsAnotherInEveryJvmDoesNotShow() {
    assertThat(k(codec, new ApplicationKeys.Lazy("x", DayOfWeek.FRIDAY)))
        .isEqualTo(
            "~object:io.github.dynamodbjcache.codec.ApplicationKeys$Lazy/"
                + "cZUa7fc4rKcPWQ2rhk7E15eFgPqqTABYBARZL3iWbUI");
  }

  @Test
  @SuppressWarnings("StringOperationCanBeSimplified") // equal strings that are two objects
  void identityBesideACachedHashDoesNotShow() {
    String x = "x";
    String otherX = new String("x");
    DayOfWeek day = DayOfWeek.FRIDAY;
    assertSameKey(new ApplicationKeys.Eager(x, x, day), new ApplicationKeys.Eager(x, otherX, day));
    assertSameKey(
        new ApplicationKeys.Lazy(x, List.of(x, day)),
        new ApplicationKeys.Lazy(x, new ArrayList<>(List.of(otherX, day))));
    assertSameKey(
        new ApplicationKeys.Comparing(new Object[] {List.of(x), List.of(x), day}),
        new ApplicationKeys.Comparing(new Object[] {List.of(x), Arrays.asList(otherX), day}));
    ApplicationKeys.Eager part = new ApplicationKeys.Eager(day);
    assertSameKey(
        new ApplicationKeys.Twins(part, part),
        new ApplicationKeys.Twins(part, new ApplicationKeys.Eager(day)));
  }

  /** Of which nobody can see whether it is a hash, and which can be nothing else. */
  @Test
  void aHashThatCannotBeLeftOutIsRefusedWithTheWayOut() {
    assertThatThrownBy(() -> k(codec, MadeKey.of("secret", DayOfWeek.FRIDAY)))
        .isInstanceOf(CodecException.class)
        .hasMessageContainingAll("MadeKey", "\"hash\"", "transient", "record", "KeyEncoder")
        .hasMessageNotContaining("secret");
    assertSameKey(MadeKey.of("a", "b"), MadeKey.of("a", "b"));
  }

  /** Made by nothing that could be called with its fields, and compared by its hash first. */
  static final class MadeKey implements Serializable {
    private static final long serialVersionUID = 1L;
    private final List<Object> parts;
    private final int hash;

    private MadeKey(Stream<Object> parts) {
      this.parts = new ArrayList<>(parts.toList());
      this.hash = this.parts.hashCode();
    }

    static MadeKey of(Object... parts) {
      return new MadeKey(Stream.of(parts));
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof MadeKey that && hash == that.hash && parts.equals(that.parts);
    }

    @Override
    public int hashCode() {
      return hash;
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "~constant:java.lang.Integer/MAX_VALUE",
        "~constant:java.lang.String/CASE_INSENSITIVE_ORDER",
        "~constant:io.github.dynamodbjcache.codec.ApplicationKeys/DAY",
        "~constant:io.github.dynamodbjcache.codec.ApplicationKeys$Suit/name",
        "~constant:io.github.dynamodbjcache.codec.ApplicationKeys$Suit/CLUBS",
        "~constant:io.github.dynamodbjcache.guarantee.OtherKeys/FIRST_NAME",
        "~constant:",
        "~constant:/"
      })
  void whatIsNoConstantIsAnUnreadableKey(String text) {
    assertThatThrownBy(
            () ->
                codec.placeOf(
                    Map.of("k", AttributeValue.fromS(text)),
                    Map.of("t", AttributeValue.fromS("string"))))
        .isInstanceOf(UnreadableEntryException.class);
  }

  @Test
  void differentContentOfSerializableKeysShows() {
    assertThat(
            Stream.of(
                    new Pair("x", "y"),
                    new Pair("y", "x"),
                    new Pair(1, "y"),
                    new Pair(1L, "y"),
                    new Pair(List.of(1), "y"),
                    new Pair(Set.of(1), "y"),
                    new Pair("string:x", "y"))
                .map(key -> k(codec, key)))
        .doesNotHaveDuplicates();
  }

  @Test
  void urisAreEqualWhateverTheCaseOfSchemeHostAndEscapes() {
    assertSameKey(URI.create("HTTP://u@Host:80/P%c3?Q#F"), URI.create("http://u@host:80/P%C3?Q#F"));
    assertSameKey(URI.create("MAILTO:a%c3"), URI.create("mailto:a%C3"));
  }

  @Test
  @SuppressWarnings("JavaUtilDate") // keys of that class are what is tested
  void datesWithOneTimeAreOneKeyAndComeBackAsDeclared() {
    assertSameKey(new Date(5), new java.sql.Date(5));
    assertThat(k(codec, new java.sql.Timestamp(5))).isNotEqualTo(k(codec, new Date(5)));
    CacheCodec<java.sql.Date, String> typed =
        CacheCodec.builder(
                java.sql.Date.class, String.class, Codecs.allowing(), Codecs.class.getClassLoader())
            .build();
    java.sql.Date key = new java.sql.Date(5);
    assertThat(
            typed.placeOf(typed.place(key).attributes(), typed.data(typed.place(key), "v")).key())
        .isExactlyInstanceOf(java.sql.Date.class)
        .isEqualTo(key);
  }

  @Test
  void registeredEncodersComeFirstAlsoInside() {
    CacheCodec<Object, Object> custom =
        Codecs.builder("io.github.dynamodbjcache.codec.*").keyEncoder(new OrderEncoder()).build();
    assertThat(k(custom, new Order("a,b"))).isEqualTo("~x-order:a\\,b");
    assertThat(k(custom, List.of(new Order("7")))).isEqualTo("~list(x-order:7)");
    assertThat(k(custom, new Point(1, new Order("7")))).endsWith("(int:1,x-order:7)");
    assertThat(Codecs.keyFoundIn(custom, new Order("a,b")))
        .isInstanceOfSatisfying(Order.class, order -> assertThat(order.number).isEqualTo("a,b"));
  }

  @Test
  void aKeyOfNoUsableClassIsRefusedWithTheWayOut() {
    assertThatThrownBy(() -> k(codec, new Order("secret")))
        .isInstanceOf(CodecException.class)
        .hasMessageContainingAll("Order", "Serializable", "KeyEncoder")
        .hasMessageNotContaining("secret");
    List<Object> itself = new ArrayList<>();
    itself.add(itself);
    assertThatThrownBy(() -> k(codec, itself))
        .isInstanceOf(CodecException.class)
        .hasMessageContainingAll("ArrayList", "holds itself");
  }

  @Test
  void aClassThatIsNotAllowedIsRefusedWithTheSetting() {
    CacheCodec<Object, Object> closed = Codecs.builder().build();
    for (Object key : List.of(new Point(1, 2), Colour.GREEN, new Pair(1, 2), Colour.class)) {
      assertThatThrownBy(() -> k(closed, List.of(key)))
          .isInstanceOf(CodecException.class)
          .hasMessageContaining("dynamodb-jcache.caches.users.serialization.allow = [\"io.github.");
    }
  }

  private void assertSameKey(Object a, Object b) {
    assertThat(a).isEqualTo(b);
    assertThat(k(codec, a)).isEqualTo(k(codec, b));
  }

  /** An address knows a host's name beside; a calendar, which of its fields were asked for. */
  @Test
  void equalValuesOfTheJdkThatSerializeDifferentlyAreOneKey() throws Exception {
    byte[] ip = {127, 0, 0, 1};
    byte[] ip6 = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};
    GregorianCalendar asked = new GregorianCalendar(2026, 1, 3);
    asked.get(Calendar.DAY_OF_WEEK);
    List<List<Object>> equal =
        List.of(
            List.of(InetAddress.getByAddress("localhost", ip), InetAddress.getByAddress(ip)),
            List.of(
                Inet6Address.getByAddress("h", ip6, 3), Inet6Address.getByAddress(null, ip6, -1)),
            List.of(
                new InetSocketAddress(InetAddress.getByAddress("a", ip), 1),
                new InetSocketAddress(InetAddress.getByAddress(ip), 1)),
            List.of(
                InetSocketAddress.createUnresolved("A", 1),
                InetSocketAddress.createUnresolved("a", 1)),
            List.of(new GregorianCalendar(2026, 1, 3), asked));
    CacheCodec<Object, Object> codec = Codecs.open();
    Set<String> places = new HashSet<>();
    for (List<Object> keys : equal) {
      assertThat(keys.get(0)).isEqualTo(keys.get(1));
      assertThat(Codecs.k(codec, keys.get(0))).isEqualTo(Codecs.k(codec, keys.get(1)));
      assertThat(Codecs.keyFoundIn(codec, keys.get(0))).isEqualTo(keys.get(0));
      places.add(Codecs.k(codec, keys.get(0)));
    }
    places.add(Codecs.k(codec, InetAddress.getByAddress(new byte[] {127, 0, 0, 2})));
    places.add(Codecs.k(codec, InetSocketAddress.createUnresolved("a", 2)));
    places.add(Codecs.k(codec, new GregorianCalendar(TimeZone.getTimeZone("Asia/Tokyo"))));
    assertThat(places).hasSize(equal.size() + 3);
  }

  /** Its hash is its host's address, which is asked for. */
  @Test
  void aUrlIsNoKey() throws Exception {
    URL url = new URL("http://no-such-host.invalid/");
    for (Object key : List.of(url, List.of(url), Optional.of(url))) {
      assertThatThrownBy(() -> Codecs.k(Codecs.open(), key))
          .isInstanceOf(CodecException.class)
          .hasMessageContainingAll("java.net.URL", "java.net.URI");
    }
  }

  @Test
  void aUrlThatSomebodyHasPlantedAsAKeyIsRefused() throws Exception {
    byte[] bytes = Codecs.java().serialize(List.of(new URL("http://no-such-host.invalid/")));
    CacheCodec<Object, Object> codec = Codecs.open();
    Place<Object> harmless = codec.place(new Pair(1, 2));
    Map<String, AttributeValue> planted =
        Codecs.with(
            codec.data(harmless, 1),
            ItemAttributes.FULL_KEY,
            AttributeValue.fromS("~java:" + Scalars.base64(bytes)));
    assertThatThrownBy(() -> codec.placeOf(harmless.attributes(), planted))
        .hasStackTraceContaining("would hash a java.net.URL");
  }
}
