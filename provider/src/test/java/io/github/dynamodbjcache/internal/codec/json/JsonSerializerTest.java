package io.github.dynamodbjcache.internal.codec.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.jsontype.BasicPolymorphicTypeValidator;
import io.github.dynamodbjcache.codec.CodecException;
import io.github.dynamodbjcache.codec.Codecs;
import io.github.dynamodbjcache.internal.codec.java.AllowedClasses;
import io.github.dynamodbjcache.internal.codec.json.jackson2.Jackson2Binding;
import io.github.dynamodbjcache.internal.codec.json.jackson3.Jackson3Binding;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Calendar;
import java.util.Collection;
import java.util.Collections;
import java.util.Currency;
import java.util.Date;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.GregorianCalendar;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.PageImpl;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.SliceImpl;
import org.springframework.data.domain.Sort;

/** "What goes in comes out as it was, or is refused when it goes in", by either Jackson. */
class JsonSerializerTest {

  private static final ClassLoader LOADER = JsonSerializerTest.class.getClassLoader();

  /** The classes of this test and of Spring Data's pages. */
  private static final AllowedClasses ALLOWED =
      new AllowedClasses(
          Codecs.allowing(
              "io.github.dynamodbjcache.internal.codec.json.*",
              "org.springframework.data.domain.*"),
          LOADER);

  enum Jackson {
    TWO {
      @Override
      JsonBinding binding(Class<?> type, AllowedClasses classes) {
        return Jackson2Binding.of(type, classes);
      }
    },
    THREE {
      @Override
      JsonBinding binding(Class<?> type, AllowedClasses classes) {
        return Jackson3Binding.of(type, classes);
      }
    };

    abstract JsonBinding binding(Class<?> type, AllowedClasses classes);

    JsonSerializer of(Class<?> type, AllowedClasses classes) {
      return new JsonSerializer(type, binding(type, classes));
    }

    JsonSerializer untyped() {
      return of(Object.class, ALLOWED);
    }
  }

  record Person(@Nullable String name, @Nullable List<Integer> scores) {}

  record Times(ZonedDateTime zoned, OffsetDateTime offset, OffsetTime time, Date date) {}

  enum Colour {
    RED,
    GREEN {
      @Override
      public String toString() {
        return "a text of its own";
      }
    }
  }

  static class Animal {
    public String name = "n";

    @Override
    public boolean equals(@Nullable Object other) {
      return other != null && other.getClass() == getClass() && ((Animal) other).name.equals(name);
    }

    @Override
    public int hashCode() {
      return name.hashCode();
    }
  }

  static final class Dog extends Animal {
    public int age = 3;
  }

  /** Nothing in its JSON tells it from an animal. */
  static final class Cat extends Animal {}

  interface Figure {}

  record Square(int side) implements Figure {}

  record Farm(
      Animal boss,
      List<Animal> all,
      Object any,
      Map<Long, Animal> byNumber,
      Collection<String> tags,
      Number number,
      Comparable<?> comparable,
      Map<Object, Object> raw,
      Figure figure,
      TimeZone timeZone) {}

  record Numbers(double a, Double b, float c, BigDecimal d, BigInteger e, long f, Object g) {}

  record Pages(Page<Person> page, Pageable pageable, Sort sort) {}

  record Net(
      @Nullable InetAddress address,
      @Nullable URL url,
      @Nullable InetSocketAddress socket,
      @Nullable Set<URL> set,
      @Nullable Map<URL, Integer> map) {}

  static final class Ids extends ArrayList<Long> {
    private static final long serialVersionUID = 1L;
  }

  /** Everything in JSON has one way to come back. */
  private static Stream<Object> values() {
    Ids ids = new Ids();
    ids.add(5L);
    return Stream.of(
        new Person("Ada", List.of(1, 2)),
        new Person(null, null),
        new Person("half a character: \ud800", List.of()),
        times(),
        farm(new Dog(), List.of(1L, "x", 2.5, Double.NaN, -0.0, Colour.RED)),
        farm(new Cat(), new Dog()),
        farm(new Animal(), Map.of("@class", "data", "in", Map.of(Colour.GREEN, 1))),
        new Numbers(1.0, Double.NaN, 1.5f, new BigDecimal("1.00"), BigInteger.TEN.pow(50), 5L, 1.0),
        new Numbers(
            -0.0, -0.0, Float.NEGATIVE_INFINITY, new BigDecimal("1E+3"), BigInteger.ZERO, 0, 1),
        ids,
        new ArrayList<>(List.of(new Person("x", List.of()), 5L, new Cat())),
        new HashMap<>(Map.of("a", new Person("x", List.of()))),
        Map.of(5L, List.of(new Person("y", null))),
        Map.of(LocalDate.of(2020, 1, 2), UUID.fromString("0-0-0-0-1")),
        new TreeMap<>(Map.of("b", 1, "a", 2)),
        new TreeSet<>(Set.of("b", "a")),
        new LinkedHashSet<>(List.of("z", 1L, "a")),
        EnumSet.of(Colour.GREEN),
        EnumSet.noneOf(Colour.class),
        new EnumMap<>(Map.of(Colour.GREEN, 1L)),
        new LinkedHashMap<>(Map.of("a", 1)).keySet(),
        new ArrayList<>(List.of(1, 2, 3)).subList(0, 2),
        Collections.unmodifiableList(Arrays.asList(1, null)),
        Optional.of(new Person("o", null)).stream().toList(),
        new Object[] {"a", 5L, new Object[] {1.5f}},
        new String[] {"x"},
        new long[][] {{1}},
        new Person[] {new Person("q", null)},
        scalars());
  }

  private static Times times() {
    return new Times(
        ZonedDateTime.of(2020, 1, 1, 1, 1, 1, 5, ZoneId.of("Europe/Berlin")),
        OffsetDateTime.of(2020, 1, 1, 1, 1, 1, 5, ZoneOffset.ofHours(3)),
        OffsetTime.of(1, 1, 1, 5, ZoneOffset.ofHours(-3)),
        new java.sql.Timestamp(5));
  }

  private static Farm farm(Animal boss, Object any) {
    return new Farm(
        boss,
        List.of(new Dog(), new Animal(), new Cat()),
        any,
        new HashMap<>(Map.of(5L, new Cat())),
        new LinkedHashSet<>(List.of("z", "a")),
        5L,
        Colour.GREEN,
        new HashMap<>(Map.of(1L, 2L)),
        new Square(2),
        TimeZone.getTimeZone("Europe/Berlin"));
  }

  /** Where nothing declares their classes. */
  private static List<Object> scalars() {
    return List.of(
        (short) 1,
        (byte) 2,
        'x',
        5L,
        5f,
        BigInteger.TEN,
        new BigDecimal("1.50"),
        Year.of(5),
        YearMonth.of(2020, 1),
        ZoneId.of("UTC"),
        ZoneOffset.UTC,
        ZonedDateTime.of(2020, 1, 1, 1, 1, 1, 5, ZoneId.of("UTC")),
        Instant.ofEpochSecond(5, 7),
        LocalDateTime.of(2020, 1, 1, 1, 1),
        Duration.ofMillis(5),
        Integer.class,
        TimeZone.getTimeZone("Europe/Berlin"),
        new Date(5),
        new java.sql.Date(5),
        BitSet.valueOf(new byte[] {5}),
        Locale.GERMANY,
        Currency.getInstance("EUR"),
        UUID.fromString("0-0-0-0-1"));
  }

  private static Stream<Object> pages() {
    Sort sort = Sort.by(Sort.Order.desc("a").ignoreCase(), Sort.Order.asc("b").nullsLast());
    PageRequest request = PageRequest.of(2, 5, sort);
    Page<Person> page = new PageImpl<>(List.of(new Person("a", List.of(1))), request, 100);
    return Stream.of(
        page,
        request,
        sort,
        Sort.unsorted(),
        Pageable.unpaged(),
        new PageImpl<>(List.of(1L)),
        new SliceImpl<>(List.of(List.of(new Person("s", null))), request, true),
        new Pages(page, request, sort),
        new Pages(page, Pageable.unpaged(), sort));
  }

  @ParameterizedTest
  @EnumSource
  void whatIsWrittenComesBackEqual(Jackson jackson) {
    Stream.concat(values(), pages())
        .forEach(
            value ->
                assertThat(back(jackson.untyped(), jackson.untyped(), value))
                    .as(value.getClass() + " " + value)
                    .isEqualTo(value));
  }

  @ParameterizedTest
  @EnumSource
  void whatTheOtherJacksonWroteComesBackEqual(Jackson jackson) {
    JsonSerializer other = (jackson == Jackson.TWO ? Jackson.THREE : Jackson.TWO).untyped();
    Stream.concat(values(), pages())
        .forEach(
            value ->
                assertThat(back(other, jackson.untyped(), value))
                    .as(value.getClass() + " " + value)
                    .isEqualTo(value));
  }

  /** A {@code URL}'s own comparison asks for its host's address. */
  @ParameterizedTest
  @EnumSource
  void addressesComeBackWithoutAskingForAny(Jackson jackson) throws IOException {
    for (byte[] address : List.of(new byte[] {10, 0, 0, 1}, new byte[16])) {
      Net net =
          new Net(
              InetAddress.getByAddress(address), new URL("http://host.invalid/"), null, null, null);
      Net back = (Net) back(jackson.untyped(), jackson.untyped(), net);
      assertThat(back.address()).isEqualTo(net.address());
      assertThat(String.valueOf(back.url())).isEqualTo("http://host.invalid/");
      assertThat(
              back(
                  jackson.untyped(), jackson.untyped(), List.of(InetAddress.getByAddress(address))))
          .isEqualTo(List.of(InetAddress.getByAddress(address)));
    }
    AtomicInteger compared = new AtomicInteger();
    URL asking = new URL(null, "http://host.invalid/", new Asking(compared));
    jackson.untyped().serialize(new Net(null, asking, null, null, null));
    assertThat(compared).hasValue(0);
    URL url = new URL("http://127.0.0.1/");
    refused(jackson, new Net(null, null, null, Set.of(url), null), "java.net.URI");
    refused(jackson, new Net(null, null, null, null, Map.of(url, 1)), "java.net.URI");
    refused(jackson, List.of(url), "java.net.URI");
    refused(
        jackson, new Net(null, null, new InetSocketAddress("127.0.0.1", 80), null, null), "host");
  }

  /** Counts comparisons, in which the JDK's own asks for addresses. */
  private static final class Asking extends URLStreamHandler {
    private final AtomicInteger compared;

    Asking(AtomicInteger compared) {
      this.compared = compared;
    }

    @Override
    protected URLConnection openConnection(URL url) {
      throw new UnsupportedOperationException("nothing is opened");
    }

    @Override
    protected boolean equals(URL one, URL other) {
      compared.incrementAndGet();
      return one.toExternalForm().equals(other.toExternalForm());
    }
  }

  private static Object back(JsonSerializer writer, JsonSerializer reader, Object value) {
    return reader.deserialize(writer.serialize(value));
  }

  @ParameterizedTest
  @EnumSource
  void ofDeclaredTypesTheJsonNamesNoClasses(Jackson jackson) {
    assertThat(jackson.of(Person.class, ALLOWED).text(new Person("Ada", List.of(1))))
        .isEqualTo("{\"name\":\"Ada\",\"scores\":[1]}");
    assertThat(jackson.of(Times.class, ALLOWED).text(times()))
        .contains(
            "2020-01-01T01:01:01.000000005+01:00[Europe/Berlin]",
            "2020-01-01T01:01:01.000000005+03:00")
        .doesNotContain("@class");
    assertThat(jackson.of(Animal.class, ALLOWED).text(new Cat()))
        .isEqualTo("{\"@class\":\"" + Cat.class.getName() + "\",\"name\":\"n\"}");
  }

  /** Neither to be constructed nor to be looked into. */
  static final class Closed {
    private final String text;

    Closed(String text, int length) {
      this.text = text.substring(0, length);
    }

    public String getText() {
      return text;
    }
  }

  static final class Derived {
    private String first = "Ada";

    public String getFirst() {
      return first;
    }

    public void setFirst(String first) {
      this.first = first;
    }

    public String getFull() {
      return first + "!";
    }
  }

  /** Its setter forgets. */
  static final class Forgetful {
    private String text = "kept";

    public String getText() {
      return text;
    }

    public void setText(String ignored) {
      this.text = "forgotten";
    }
  }

  record Holder(@Nullable Closed in, @Nullable Derived derived) {}

  static final class Opaque {
    private final String secret = "secret";

    String secret() {
      return secret;
    }
  }

  record Maybe(Optional<Integer> number) {}

  record Ignoring(String open, @JsonIgnore @Nullable String secret) {}

  @ParameterizedTest
  @EnumSource
  void whatWouldNotComeBackIsRefusedWithTypeAndProperty(Jackson jackson) {
    refused(jackson, new Holder(null, new Derived()), "Holder.derived.full", "Derived", "getter");
    refused(jackson, new Derived(), "Derived.full", "@JsonIgnore");
    refused(jackson, new Forgetful(), "Forgetful.text", "would come back as something else");
    refused(
        jackson, Map.of("user@example.org", new Forgetful()), "would come back as something else");
    refused(jackson, new Opaque(), "Opaque");
    refused(jackson, new HashMap<>(Map.of(new Person("k", null), 1)), "keys", "Person", "java");
    refused(jackson, new HashMap<>(Map.of(1L, 1, "a", 2)), "keys of several classes");
    refused(jackson, new GregorianCalendar(), "GregorianCalendar", "ZonedDateTime");
    refused(jackson, List.of((Calendar) new GregorianCalendar()), "ZonedDateTime");
    refused(jackson, (Runnable) () -> {}, "JsonSerializerTest");
    assertThat(jackson.untyped().text(new Holder(null, null))).contains("null");
    assertThat(back(jackson.untyped(), jackson.untyped(), new Ignoring("o", "secret")))
        .isEqualTo(new Ignoring("o", null));
  }

  private static void refused(Jackson jackson, Object value, String... parts) {
    assertThatThrownBy(() -> jackson.untyped().serialize(value))
        .as(value.getClass().getName())
        .isInstanceOf(CodecException.class)
        .hasMessageContainingAll(parts)
        .hasMessageNotContainingAny("com.fasterxml", "tools.jackson", "secret", "example.org");
  }

  /** Jackson 3 calls constructors by the names of their parameters, 2 only with a module. */
  @Test
  void aClassThatCannotBeConstructedIsNamedWithTheWayOut() {
    assertThatThrownBy(() -> Jackson.TWO.untyped().serialize(new Closed("secret", 6)))
        .hasMessageContainingAll(
            "A " + Closed.class.getName() + " could not be read again from JSON",
            "constructor without parameters",
            "@JsonCreator");
    assertThatThrownBy(
            () -> Jackson.TWO.untyped().serialize(new Holder(new Closed("secret", 6), null)))
        .hasMessageContainingAll("Holder.in", "construct a " + Closed.class.getName());
    assertThatThrownBy(
            () -> Jackson.THREE.untyped().serialize(new Holder(new Closed("secret", 6), null)))
        .isInstanceOf(CodecException.class)
        .hasMessageContainingAll("Holder")
        .hasMessageNotContaining("secret");
    assertThatThrownBy(() -> Jackson.TWO.untyped().serialize(new Maybe(Optional.of(5))))
        .hasMessageContainingAll(
            "Maybe.number", "com.fasterxml.jackson.datatype:jackson-datatype-jdk8");
    assertThat(back(Jackson.THREE.untyped(), Jackson.THREE.untyped(), Optional.of(new Cat())))
        .isEqualTo(Optional.of(new Cat()));
  }

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
  @JsonSubTypes(@JsonSubTypes.Type(value = Circle.class, name = "circle"))
  interface Shape {}

  record Circle(int radius) implements Shape {}

  /** What anybody would warn of. */
  record AnyClass(@JsonTypeInfo(use = JsonTypeInfo.Id.CLASS) Object payload) {}

  @ParameterizedTest
  @EnumSource
  void annotationsSayHowTheyWantTheirTypesNamed(Jackson jackson) {
    assertThat(jackson.of(Shape.class, ALLOWED).text(new Circle(2)))
        .isEqualTo("{\"@type\":\"circle\",\"radius\":2}");
    AnyClass allowed = new AnyClass(new Square(1));
    assertThat(back(jackson.untyped(), jackson.untyped(), allowed)).isEqualTo(allowed);
  }

  /** Leaves its mark if it is ever initialized, constructed, or filled. */
  static final class Gadget {
    static {
      Marks.LEFT.add("initialized");
    }

    public void setCommand(String command) {
      Marks.LEFT.add(command);
    }
  }

  static final class Marks {
    static final List<String> LEFT = new ArrayList<>();
  }

  @ParameterizedTest
  @EnumSource
  void onlyAllowedClassesAreReadWhereverJsonNamesOne(Jackson jackson) {
    AllowedClasses few =
        new AllowedClasses(
            Codecs.allowing(
                Farm.class.getName(),
                AnyClass.class.getName(),
                Animal.class.getName(),
                Net.class.getName()),
            LOADER);
    JsonSerializer untyped = jackson.of(Object.class, few);
    String gadget = JsonSerializerTest.class.getName() + "$Gadget";
    List<String> hostile =
        List.of(
            "{\"@class\":\"GADGET\",\"command\":\"x\"}",
            "{\"command\":\"x\",\"@class\":\"GADGET\"}",
            "[\"GADGET\",{\"command\":\"x\"}]",
            "[\"list\",[{\"@class\":\"GADGET\",\"command\":\"x\"}]]",
            "[\"map(GADGET)\",{\"k\":1}]",
            "[\"set(GADGET)\",[1]]",
            "[\"map\",{\"k\":[\"GADGET\",{}]}]",
            "[\"[LGADGET;\",[{\"command\":\"x\"}]]",
            "[\"optional\",[\"GADGET\",{}]]",
            "[\"java.lang.Class\",\"GADGET\"]",
            "[\"java.util.ArrayList<GADGET>\",[{}]]",
            "{\"@class\":\"FARM\",\"any\":{\"@class\":\"GADGET\",\"command\":\"x\"}}",
            "{\"@class\":\"FARM\",\"boss\":{\"@class\":\"GADGET\",\"command\":\"x\"}}",
            "{\"@class\":\"FARM\",\"boss\":{\"@class\":\"FARM\"}}",
            "{\"@class\":\"FARM\",\"tags\":[\"GADGET\",[]]}",
            "{\"@class\":\"FARM\",\"raw\":[\"map(GADGET)\",{\"k\":1}]}",
            "{\"@class\":\"FARM\",\"number\":[\"GADGET\",1]}",
            "{\"@class\":\"ANY\",\"payload\":{\"@class\":\"GADGET\",\"command\":\"x\"}}",
            "{\"@class\":\"org.springframework.context.support.ClassPathXmlApplicationContext\"}",
            "[\"com.sun.rowset.JdbcRowSetImpl\",{\"dataSourceName\":\"ldap://x\"}]",
            "[\"java.net.URL\",\"http://host.invalid\"]",
            "[\"set\",[[\"java.net.URL\",\"http://host.invalid\"]]]",
            "[\"map(java.net.URL)\",{\"http://host.invalid\":1}]",
            "[\"java.net.InetAddress\",\"host.invalid\"]",
            "[\"java.net.Inet6Address\",\"host.invalid\"]",
            "[\"java.net.InetSocketAddress\",\"host.invalid:80\"]",
            "{\"@class\":\"NET\",\"address\":\"host.invalid\"}",
            "{\"@class\":\"NET\",\"socket\":\"host.invalid:80\"}",
            "{\"@class\":\"NET\",\"set\":[\"http://host.invalid\"]}",
            "{\"@class\":\"NET\",\"map\":{\"http://host.invalid\":1}}",
            "[\"sun.misc.Unsafe\",{}]",
            "{\"@class\":\"no.such.Thing\"}",
            "{\"@class\":\"map(\"}",
            "[\"()\",{}]",
            "{\"@class\":5}",
            "{\"@class\":null}",
            "[[],{}]");
    for (String json : hostile) {
      String text =
          json.replace("GADGET", gadget)
              .replace("FARM", Farm.class.getName())
              .replace("ANY", AnyClass.class.getName())
              .replace("NET", Net.class.getName());
      assertThatThrownBy(() -> untyped.deserialize(text.getBytes(StandardCharsets.UTF_8)))
          .as(text)
          .isInstanceOf(CodecException.class);
    }
    assertThat(Marks.LEFT).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void aClassThatIsNotAllowedIsRefusedWhenWrittenWithTheSetting(Jackson jackson) {
    AllowedClasses farmsOnly = new AllowedClasses(Codecs.allowing(Farm.class.getName()), LOADER);
    assertThatThrownBy(() -> jackson.of(Object.class, farmsOnly).serialize(farm(new Dog(), "any")))
        .isInstanceOf(CodecException.class)
        .hasMessageContainingAll(Dog.class.getName(), "serialization.allow = ", "users");
    assertThatThrownBy(
            () ->
                jackson
                    .of(
                        Object.class,
                        new AllowedClasses(Codecs.allowing(AnyClass.class.getName()), LOADER))
                    .serialize(new AnyClass(new Square(1))))
        .isInstanceOf(CodecException.class);
  }

  @ParameterizedTest
  @EnumSource
  void garbledJsonIsRefusedWithoutShowingIt(Jackson jackson) {
    JsonSerializer people = jackson.of(Person.class, ALLOWED);
    for (String json :
        List.of(
            "",
            "null",
            "{\"name\":\"secret\"",
            "{\"scores\":\"secret\"}",
            "{} {}",
            "[secret]",
            "{\"secret\":1}",
            "[".repeat(100_000))) {
      assertThatThrownBy(() -> people.deserialize(json.getBytes(StandardCharsets.UTF_8)))
          .as(json.substring(0, Math.min(20, json.length())))
          .isInstanceOf(CodecException.class)
          .hasMessageNotContaining("secret");
    }
    assertThatThrownBy(() -> people.deserialize(new byte[] {(byte) 0xff}))
        .isInstanceOf(CodecException.class);
  }

  @Test
  void theApplicationsMapperIsTakenAsItIsWithoutDefaultTyping() {
    ObjectMapper two = new ObjectMapper().findAndRegisterModules();
    tools.jackson.databind.json.JsonMapper three =
        tools.jackson.databind.json.JsonMapper.builder().build();
    for (Object mapper : List.of(two, three)) {
      JsonSerializer serializer = JsonBindings.serializer(Object.class, ALLOWED, mapper);
      ZonedDateTime time = times().zoned();
      for (Object value : List.of(time, new Person("Ada", List.of(1)), farm(new Cat(), 5L))) {
        assertThat(back(serializer, serializer, value)).isEqualTo(value);
      }
    }
    ObjectMapper typing = new ObjectMapper();
    typing.activateDefaultTyping(BasicPolymorphicTypeValidator.builder().build());
    Object typing3 =
        tools.jackson.databind.json.JsonMapper.builder()
            .activateDefaultTyping(
                tools.jackson.databind.jsontype.BasicPolymorphicTypeValidator.builder().build())
            .build();
    for (Object mapper : List.of(typing, typing3)) {
      assertThatThrownBy(() -> JsonBindings.serializer(Object.class, ALLOWED, mapper))
          .isInstanceOf(CodecException.class)
          .hasMessageContaining("default typing");
    }
    assertThatThrownBy(() -> JsonBindings.serializer(Person.class, ALLOWED, "mapper"))
        .isInstanceOf(CodecException.class)
        .hasMessageContaining("JsonMapper");
  }

  /** The companion: a mapper that loses something is noticed by what is written twice. */
  @Test
  void aMapperThatLosesSomethingIsNoticed() {
    Consumer<Object> put =
        value ->
            JsonBindings.serializer(
                    Object.class,
                    ALLOWED,
                    new ObjectMapper()
                        .configure(
                            com.fasterxml.jackson.databind.DeserializationFeature
                                .FAIL_ON_UNKNOWN_PROPERTIES,
                            false))
                .serialize(value);
    put.accept(new Derived());
    assertThatThrownBy(() -> put.accept(new Forgetful()))
        .hasMessageContaining("Forgetful.text would come back as something else");
    assertThat(Objects.requireNonNull(JsonTrees.difference(Map.of("a", 1), Map.of("a", 2))).path())
        .containsExactly("a");
    assertThat(JsonTrees.difference(List.of(1, List.of(2, 3)), List.of(List.of(3, 2), 1))).isNull();
  }
}
