package io.github.dynamodbjcache.behaviour;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.INTEGER;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.annotation.JsonValue;
import io.github.dynamodbjcache.codec.UnreadableEntryException;
import io.github.dynamodbjcache.configuration.DynamoDbConfiguration;
import io.github.dynamodbjcache.configuration.JsonStorage;
import io.github.dynamodbjcache.configuration.SerializationFormat;
import io.github.dynamodbjcache.testing.CacheFixture;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.cache.Cache;
import javax.cache.CacheException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * "What goes in comes out as it was, or is refused when it goes in; only allowed classes are ever
 * read", of values whose JSON looks right and is not.
 */
@Timeout(60)
class JsonPromiseTest {

  private static CacheFixture fixture;

  @BeforeAll
  static void open() {
    fixture = CacheFixture.open();
  }

  @AfterAll
  static void close() {
    fixture.close();
  }

  enum Jackson {
    TWO {
      @Override
      Object mapper() {
        return new com.fasterxml.jackson.databind.ObjectMapper();
      }
    },
    THREE {
      @Override
      Object mapper() {
        return tools.jackson.databind.json.JsonMapper.builder().build();
      }
    };

    abstract Object mapper();

    <V> Cache<String, V> cache(Class<V> type, JsonStorage storage) {
      return fixture.cache(
          new DynamoDbConfiguration<String, V>()
              .setTypes(String.class, type)
              .setSerializationFormat(SerializationFormat.jackson())
              .setJsonStorage(storage)
              .addAllowedClasses(JsonPromiseTest.class.getName() + "$Special")
              .setJsonMapper(mapper()));
    }

    <V> Cache<String, V> cache(Class<V> type) {
      return cache(type, JsonStorage.TEXT);
    }
  }

  /** Nobody wrote a getter for the password. */
  static final class Account {
    public @Nullable String name;
    private @Nullable String password;

    Account() {}

    Account(String name, @Nullable String password) {
      this.name = name;
      this.password = password;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Account account
          && Objects.equals(name, account.name)
          && Objects.equals(password, account.password);
    }

    @Override
    public int hashCode() {
      return Objects.hash(name, password);
    }
  }

  record Holder(List<Account> accounts, byte[] content) {}

  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  record Sparse(@Nullable List<String> tags) {}

  /** As Jackson makes it of null. */
  record Perhaps(@Nullable Optional<Integer> number) {}

  static class Open {
    final Map<String, Object> more = new LinkedHashMap<>();

    @JsonAnyGetter
    Map<String, Object> more() {
      return more;
    }

    @JsonAnySetter
    void put(String name, Object value) {
      more.put(name, value);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other != null && other.getClass() == getClass() && ((Open) other).more.equals(more);
    }

    @Override
    public int hashCode() {
      return more.hashCode();
    }
  }

  static final class Special extends Open {}

  /** A list with a title. */
  static final class Titled extends ArrayList<Long> {
    private static final long serialVersionUID = 1L;
    String title = "";

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Titled titled && super.equals(titled) && title.equals(titled.title);
    }

    @Override
    public int hashCode() {
      return super.hashCode();
    }
  }

  record Numbers(ArrayList<Long> all) {}

  /** Its JSON does not tell 5 from 5L. */
  static class Any {
    private final Object value;

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    Any(Object value) {
      this.value = value;
    }

    @JsonValue
    Object value() {
      return value;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Any any && any.value.equals(value);
    }

    @Override
    public int hashCode() {
      return value.hashCode();
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatJsonDoesNotHaveIsRefusedWithClassAndProperty(Jackson jackson) {
    refused(jackson, Account.class, new Account("Ada", "secret"), "Account.password", "getter");
    refused(
        jackson,
        Holder.class,
        new Holder(List.of(new Account("Ada", "secret")), new byte[0]),
        "Account.password");
    refused(jackson, Sparse.class, new Sparse(List.of()), "Sparse.tags", "left out");
    refused(jackson, Any.class, new Any(5L), "Any.value");
    Titled titled = new Titled();
    titled.add(5L);
    titled.title = "secret";
    refused(jackson, Titled.class, titled, "Titled.title");
    refused(jackson, Numbers.class, new Numbers(titled), "Numbers.all");
    if (jackson == Jackson.THREE) {
      refused(jackson, Perhaps.class, new Perhaps(null), "Perhaps.number", "null");
    }
  }

  /** Data that looks like the name of a class must not become one. */
  @ParameterizedTest
  @EnumSource
  void aPropertyOfThatNameDoesNotChangeTheClass(Jackson jackson) {
    Cache<String, Open> cache = jackson.cache(Open.class);
    Open open = new Open();
    open.more.put("@class", Special.class.getName());
    assertThatThrownBy(() -> cache.put("k", open))
        .isInstanceOf(CacheException.class)
        .hasMessageContaining("Open");
    Special special = new Special();
    special.more.put("@class", Open.class.getName());
    cache.put("k", special);
    assertThat(cache.get("k")).isEqualTo(special);
  }

  private static <V> void refused(Jackson jackson, Class<V> type, V value, String... parts) {
    Cache<String, V> cache = jackson.cache(type);
    assertThatThrownBy(() -> cache.put("k", value))
        .isInstanceOf(CacheException.class)
        .hasMessageContainingAll(parts)
        .hasMessageContaining("could not be read again")
        .hasMessageNotContaining("secret");
    assertThat(cache.containsKey("k")).isFalse();
  }

  record Ignoring(String open, @JsonIgnore @Nullable String secret) {}

  record WriteOnly(
      String open,
      @JsonProperty(access = JsonProperty.Access.WRITE_ONLY) @Nullable String secret) {}

  static final class NoEquals {
    public List<byte[]> content = new ArrayList<>();
  }

  /** Where equality is not asked for, or cannot be told, nothing is refused. */
  @ParameterizedTest
  @EnumSource
  void whatAnnotationsLeaveOutAndArraysAreWritten(Jackson jackson) {
    Cache<String, Ignoring> ignoring = jackson.cache(Ignoring.class);
    ignoring.put("k", new Ignoring("o", "secret"));
    assertThat(ignoring.get("k")).isEqualTo(new Ignoring("o", null));

    Cache<String, WriteOnly> writeOnly = jackson.cache(WriteOnly.class);
    writeOnly.put("k", new WriteOnly("o", "secret"));
    assertThat(writeOnly.get("k")).isEqualTo(new WriteOnly("o", null));

    Cache<String, Holder> holders = jackson.cache(Holder.class);
    holders.put("k", new Holder(List.of(new Account("Ada", null)), new byte[] {1}));
    assertThat(holders.get("k").content()).isEqualTo(new byte[] {1});

    Cache<String, NoEquals> plain = jackson.cache(NoEquals.class);
    NoEquals value = new NoEquals();
    value.content.add(new byte[] {2});
    plain.put("k", value);
    assertThat(plain.get("k").content.get(0)).isEqualTo(new byte[] {2});
  }

  record UserId(@JsonValue long id) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    UserId {}
  }

  record Mail(@JsonValue String address) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    Mail {}
  }

  record Zero(double number, List<Float> more) {}

  static final class Zeros {
    public double number = -0.0;
  }

  /** DynamoDB has no sign of zero, and an attribute that is a text or a number is no JSON. */
  @ParameterizedTest
  @EnumSource
  void asMapsOnlyWhatMapsAndListsHoldExactly(Jackson jackson) {
    comesBack(jackson, UserId.class, new UserId(5), AttributeValue.Type.S);
    comesBack(jackson, Mail.class, new Mail("a@example.org"), AttributeValue.Type.S);
    comesBack(jackson, Zero.class, new Zero(-0.0, List.of()), AttributeValue.Type.S);
    comesBack(jackson, Zero.class, new Zero(1, List.of(-0f)), AttributeValue.Type.S);
    comesBack(jackson, Zero.class, new Zero(-0.5, List.of(0f)), AttributeValue.Type.M);
    Cache<String, Zeros> zeros = jackson.cache(Zeros.class, JsonStorage.MAP);
    zeros.put("k", new Zeros());
    assertThat(zeros.get("k").number).isEqualTo(-0.0);
  }

  private static <V> void comesBack(
      Jackson jackson, Class<V> type, V value, AttributeValue.Type as) {
    Cache<String, V> cache = jackson.cache(type, JsonStorage.MAP);
    cache.put("k", value);
    assertThat(cache.get("k")).isEqualTo(value);
    assertThat(stored(cache).type()).isEqualTo(as);
  }

  private static AttributeValue stored(Cache<?, ?> cache) {
    return Objects.requireNonNull(item(cache).get("v"));
  }

  private static Map<String, AttributeValue> item(Cache<?, ?> cache) {
    return fixture
        .client()
        .getItem(
            request ->
                request.tableName(cache.getName()).key(Map.of("k", AttributeValue.fromS("k"))))
        .item();
  }

  record AnyClass(@JsonTypeInfo(use = JsonTypeInfo.Id.CLASS) @Nullable Object payload) {}

  record AnyMinimal(@JsonTypeInfo(use = JsonTypeInfo.Id.MINIMAL_CLASS) @Nullable Object payload) {}

  record ByClass(@Nullable Map<Class<?>, String> map) {}

  /** Leaves its mark if it is ever initialized, constructed, or filled. */
  static final class Gadget {
    static {
      Marks.LEFT.add("initialized");
    }

    Gadget() {
      Marks.LEFT.add("constructed");
    }

    public void setCommand(String command) {
      Marks.LEFT.add(command);
    }
  }

  static final class Marks {
    static final List<String> LEFT = Collections.synchronizedList(new ArrayList<>());
  }

  @ParameterizedTest
  @EnumSource
  void noClassIsEvenInitializedThatIsNotAllowed(Jackson jackson) {
    for (String json :
        List.of(
            "{'payload':{'@class':'GADGET','command':'x'}}",
            "{'payload':['java.util.ArrayList<GADGET>',[{'command':'x'}]]}",
            "{'payload':{'@class':'java.util.HashMap<java.lang.String,GADGET>','a':{}}}",
            "{'payload':{'@class':'java.util.HashMap<java.lang.String,java.util.List<GADGET>>'}}",
            "{'payload':['java.util.EnumSet<GADGET>',[]]}",
            "{'payload':['[LGADGET;',[{}]]}")) {
      unreadable(jackson, AnyClass.class, new AnyClass(null), json);
    }
    for (String json :
        List.of(
            "{'payload':{'@c':'GADGET','command':'x'}}",
            "{'payload':{'@c':'.JsonPromiseTest$Gadget','command':'x'}}",
            "{'payload':['java.util.ArrayList<GADGET>',[{'command':'x'}]]}")) {
      unreadable(jackson, AnyMinimal.class, new AnyMinimal(null), json);
    }
    unreadable(jackson, ByClass.class, new ByClass(null), "{'map':{'GADGET':'x'}}");
    assertThat(Marks.LEFT).isEmpty();
  }

  private static <V> void unreadable(Jackson jackson, Class<V> type, V value, String json) {
    Cache<String, V> cache = jackson.cache(type);
    cache.put("k", value);
    cache.put("other", value);
    Map<String, AttributeValue> item = new HashMap<>(item(cache));
    String hostile = json.replace('\'', '"').replace("GADGET", Gadget.class.getName());
    item.put("v", AttributeValue.fromS(hostile));
    fixture.client().putItem(request -> request.tableName(cache.getName()).item(item));
    assertThatThrownBy(() -> cache.get("k"))
        .as(hostile)
        .isInstanceOf(CacheException.class)
        .hasCauseInstanceOf(UnreadableEntryException.class)
        .hasMessageContaining("Gadget");
    assertThat(cache.get("other")).isEqualTo(value);
  }

  /** What the guard lets pass. */
  @ParameterizedTest
  @EnumSource
  void whatIsAllowedIsReadByItsName(Jackson jackson) {
    Cache<String, AnyClass> any = jackson.cache(AnyClass.class);
    for (Object payload :
        List.of(
            new ArrayList<>(List.of("a")), new HashMap<>(Map.of("a", 1)), new AnyClass("deep"))) {
      any.put("k", new AnyClass(payload));
      assertThat(any.get("k")).isEqualTo(new AnyClass(payload));
    }
    Cache<String, ByClass> byClass = jackson.cache(ByClass.class);
    byClass.put("k", new ByClass(Map.of(String.class, "a", ByClass.class, "b")));
    assertThat(byClass.get("k"))
        .isEqualTo(new ByClass(Map.of(String.class, "a", ByClass.class, "b")));
    assertThatThrownBy(() -> byClass.put("k", new ByClass(Map.of(Thread.class, "a"))))
        .isInstanceOf(CacheException.class)
        .hasMessageContaining("java.lang.Thread");
  }

  static class Loop {
    public @Nullable Loop next;
  }

  static class Inner {
    public int number;
  }

  static final class Unwrapping {
    @JsonUnwrapped public Inner inner = new Inner();
  }

  record Big(BigInteger number) {}

  @ParameterizedTest
  @EnumSource
  void theMessageSaysWhatToDo(Jackson jackson) {
    Loop loop = new Loop();
    loop.next = loop;
    refusal(jackson, Loop.class, loop, "refers to itself", "@JsonIdentityInfo");
    Loop back = new Loop();
    back.next = new Loop();
    back.next.next = back;
    refusal(jackson, Loop.class, back, "limit of Jackson's", "@JsonIdentityInfo");
    refusal(jackson, Unwrapping.class, new Unwrapping(), "@JsonUnwrapped", "final");
    refusal(
        jackson,
        Big.class,
        new Big(BigInteger.TEN.pow(2000)),
        "StreamReadConstraints",
        "serialization.json-mapper");
  }

  private static <V> void refusal(Jackson jackson, Class<V> type, V value, String... parts) {
    assertThatThrownBy(() -> jackson.cache(type).put("k", value))
        .isInstanceOf(CacheException.class)
        .hasMessageContainingAll(parts)
        .extracting(e -> e.getMessage().length(), as(INTEGER))
        .isLessThan(1500);
  }
}
