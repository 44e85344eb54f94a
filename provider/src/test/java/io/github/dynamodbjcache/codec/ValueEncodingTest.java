package io.github.dynamodbjcache.codec;

import static io.github.dynamodbjcache.codec.Codecs.valueFoundIn;
import static io.github.dynamodbjcache.codec.Codecs.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynamodbjcache.internal.codec.CacheCodec;
import io.github.dynamodbjcache.internal.codec.compression.CompressedSerializer;
import io.github.dynamodbjcache.internal.codec.item.ShortKey;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Values come back exactly as they were, and native where DynamoDB has a type for them. */
class ValueEncodingTest {

  private final CacheCodec<Object, Object> codec = Codecs.open();

  private static final class Appointment extends Date {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("JavaUtilDate") // values of that class are what is tested
    Appointment(long time) {
      super(time);
    }
  }

  /** A serializer that fails as only foreign code does. */
  private record Failing(Error error) implements Serializer {
    @Override
    public String format() {
      return "failing";
    }

    @Override
    public byte[] serialize(Object value) {
      return new byte[0];
    }

    @Override
    public Object deserialize(byte[] bytes) {
      throw error;
    }
  }

  @Test
  void everyScalarComesBackEqualAndOfItsClass() {
    for (Object value : Samples.scalars()) {
      assertThat(valueFoundIn(codec, value)).as("%s", value.getClass()).isEqualTo(value);
      assertThat(valueFoundIn(codec, value)).hasSameClassAs(value);
    }
  }

  @Test
  void numbersComeBackExactlyAlsoAfterDynamoDbNormalizedThem() {
    for (Object value : Samples.scalars()) {
      Map<String, AttributeValue> item = codec.data(codec.place("key"), value);
      String number = attribute(item, "v").n();
      if (number != null) {
        String normalized = new BigDecimal(number).stripTrailingZeros().toPlainString();
        assertThat(
                codec.value(codec.place("key"), with(item, "v", AttributeValue.fromN(normalized))))
            .isEqualTo(value);
        assertThat(new BigDecimal(number).stripTrailingZeros().precision()).isLessThan(39);
      }
    }
  }

  @Test
  void commonValuesAreReadableInTheConsole() {
    assertThat(codec.data(codec.place("key"), "text"))
        .containsOnlyKeys("v", "t")
        .containsEntry("v", AttributeValue.fromS("text"))
        .containsEntry("t", AttributeValue.fromS("string"));
    assertThat(attributeOf(42)).isEqualTo(AttributeValue.fromN("42"));
    assertThat(attributeOf(42L)).isEqualTo(AttributeValue.fromN("42"));
    assertThat(attributeOf(1.5)).isEqualTo(AttributeValue.fromN("1.5"));
    assertThat(attributeOf(-0.0)).isEqualTo(AttributeValue.fromS("-0x0.0p0"));
    assertThat(attributeOf(Double.NaN)).isEqualTo(AttributeValue.fromS("NaN"));
    assertThat(attributeOf(new BigDecimal("1.5"))).isEqualTo(AttributeValue.fromN("1.5"));
    assertThat(attributeOf(new BigDecimal("1.50"))).isEqualTo(AttributeValue.fromS("1.50"));
    assertThat(attributeOf(true)).isEqualTo(AttributeValue.fromBool(true));
    assertThat(attributeOf("")).isEqualTo(AttributeValue.fromS(""));
    assertThat(attributeOf("\ud800").b()).isNotNull();
    assertThat(attributeOf(new byte[] {1}))
        .isEqualTo(AttributeValue.fromB(SdkBytes.fromByteArray(new byte[] {1})));
  }

  @Test
  void bytesAndCollectionsComeBack() {
    assertThat(valueFoundIn(codec, new byte[] {1, -1})).isEqualTo(new byte[] {1, -1});
    assertThat(valueFoundIn(codec, new byte[0])).isEqualTo(new byte[0]);
    Object value = new HashMap<>(Map.of("a", List.of(1, Set.of(2L)), "b", new ArrayList<>()));
    assertThat(valueFoundIn(codec, value)).isEqualTo(value).hasSameClassAs(value);
  }

  @Test
  @SuppressWarnings("JavaUtilDate") // values of that class are what is tested
  void aSubclassOfAJdkTypeIsNotThatType() {
    assertThat(valueFoundIn(codec, new Appointment(5))).isExactlyInstanceOf(Appointment.class);
    assertThat(valueFoundIn(codec, new Date(5))).isExactlyInstanceOf(Date.class);
    assertThat(valueFoundIn(codec, new java.sql.Timestamp(5)))
        .isExactlyInstanceOf(java.sql.Timestamp.class);
  }

  @Test
  void attributesOfOthersAreIgnored() {
    Map<String, AttributeValue> item = codec.data(codec.place("key"), 1);
    assertThat(codec.value(codec.place("key"), with(item, "other", AttributeValue.fromNul(true))))
        .isEqualTo(1);
  }

  @Test
  void garbledItemsAreRefusedByNameNeverShown() {
    Map<String, AttributeValue> item = codec.data(codec.place("key"), 1);
    AttributeValue secret = AttributeValue.fromS("secret");
    assertUnreadable(Map.of(), "lacks the attribute \"t\"");
    assertUnreadable(with(item, "t", AttributeValue.fromN("1")), "\"t\"", "not of type S");
    assertUnreadable(with(item, "t", AttributeValue.fromS("kryo")), "kryo", "[java]");
    assertUnreadable(with(item, "v", secret), "NumberFormatException");
    assertUnreadable(with(item, "v", AttributeValue.fromN("1.5")), "ArithmeticException");
    assertUnreadable(with(item, "v", AttributeValue.fromBool(true)), "int", "BOOL");
    assertUnreadable(with(item, "v", AttributeValue.fromM(Map.of())), "int", "M");
    assertUnreadable(with(item, "t", AttributeValue.fromS("2:int")), "format 2", "up to 1");
    assertUnreadable(with(item, "t", AttributeValue.fromS("0:int")), "format 0", "up to 1");
    assertUnreadable(with(item, "t", AttributeValue.fromS("java")), "not of type B but N");
    assertUnreadable(
        with(with(item, "t", AttributeValue.fromS("enum")), "v", AttributeValue.fromS("x.Y/A")),
        "x.Y",
        "serialization.allow = [\"io.github.dynamodbjcache.codec.*\", \"x.Y\"]");
  }

  @Test
  void anItemOfAnotherKeyIsRefused() {
    String key = "a".repeat(3000);
    Map<String, AttributeValue> item = codec.data(codec.place(key), 1);
    assertThat(codec.value(codec.place(key), item)).isEqualTo(1);
    assertThatThrownBy(() -> codec.value(codec.place("b".repeat(3000)), item))
        .isInstanceOf(UnreadableEntryException.class)
        .hasMessageContaining("belongs to another key");
    assertThatThrownBy(() -> codec.value(codec.place(key), codec.data(codec.place("short"), 1)))
        .isInstanceOf(UnreadableEntryException.class)
        .hasMessageContaining("lacks the attribute \"h\"");
    assertThatThrownBy(
            () ->
                codec
                    .placeOf(
                        codec.place(key).attributes(), codec.data(codec.place("c".repeat(3000)), 1))
                    .key())
        .isInstanceOf(UnreadableEntryException.class);
    assertThatThrownBy(
            () -> codec.placeOf(Map.of("k", AttributeValue.fromS("~int:+1")), Map.of()).key())
        .isInstanceOf(UnreadableEntryException.class)
        .hasMessageContaining("another application");
  }

  @Test
  void garbledKeysAreRefused() {
    for (String garbled :
        List.of(
            "~",
            "~int",
            "~int:",
            "~int:x",
            "~list(",
            "~list(int:1",
            "~list(int:1))",
            "~null",
            "~string:a",
            "~x-order:1",
            "~java:AA",
            "~object:a/b",
            "~hash:x",
            "~string:a\\",
            "~string:a\\u12",
            "~map(int:1)",
            "~entry(int:1)",
            "~set(int:2,int:1)",
            "~enum:java.lang.String/A",
            "~record:java.lang.String()",
            "~class:com.acme.Evil",
            "~array:int(string:a)",
            "~" + "list(".repeat(100_000))) {
      assertThatThrownBy(
              () -> codec.placeOf(Map.of("k", AttributeValue.fromS(garbled)), Map.of()).key())
          .as(ShortKey.of(garbled))
          .isInstanceOf(UnreadableEntryException.class)
          .hasMessageContaining(ShortKey.of(garbled));
    }
  }

  @Test
  void aValueOfAnotherTypeThanDeclaredIsRefused() {
    CacheCodec<String, Long> typed =
        CacheCodec.builder(
                String.class, Long.class, Codecs.allowing(), Codecs.class.getClassLoader())
            .build();
    assertThatThrownBy(() -> typed.value(typed.place("key"), codec.data(codec.place("key"), 1)))
        .isInstanceOf(UnreadableEntryException.class)
        .hasMessageContainingAll("java.lang.Integer", "java.lang.Long");
    assertThatThrownBy(
            () ->
                CacheCodec.builder(
                        Integer.class, Long.class, Codecs.allowing(), Codecs.class.getClassLoader())
                    .build()
                    .placeOf(codec.place("key").attributes(), Map.of()))
        .isInstanceOf(UnreadableEntryException.class)
        .hasMessageContainingAll("java.lang.String", "java.lang.Integer");
  }

  @Test
  void errorsOfForeignCodeConcernThatEntryOnly() {
    for (Error error : List.of(new StackOverflowError(), new NoClassDefFoundError("x"))) {
      CacheCodec<Object, Object> failing = Codecs.builder().serializer(new Failing(error)).build();
      assertThatThrownBy(() -> valueFoundIn(failing, List.of()))
          .isInstanceOf(UnreadableEntryException.class)
          .hasMessageContaining(error.getClass().getName());
    }
  }

  @Test
  void formerSerializersStillRead() {
    Serializer deflate = CompressedSerializer.deflate(Codecs.java());
    Map<String, AttributeValue> item = codec.data(codec.place("key"), List.of(1));
    CacheCodec<Object, Object> changed = Codecs.builder().serializer(deflate).build();
    assertThatThrownBy(() -> changed.value(changed.place("key"), item))
        .hasMessageContaining("java-deflate");
    CacheCodec<Object, Object> careful =
        Codecs.builder().serializer(deflate).alsoReads(Codecs.java()).build();
    assertThat(careful.value(careful.place("key"), item)).isEqualTo(List.of(1));
    assertThat(careful.data(careful.place("key"), List.of(1)))
        .containsEntry("t", AttributeValue.fromS("java-deflate"));
  }

  @Test
  void whatDynamoDbWouldNotTakeIsRefusedBeforeItIsSent() {
    assertThatThrownBy(() -> codec.data(codec.place("key"), new byte[410_000]))
        .isInstanceOf(CodecException.class)
        .hasMessageContainingAll("key", "410011", "408576", "max-entry-size");
    assertThat(codec.data(codec.place("key"), new byte[408_000])).isNotEmpty();
  }

  private AttributeValue attributeOf(Object value) {
    return attribute(codec.data(codec.place("key"), value), "v");
  }

  private static AttributeValue attribute(Map<String, AttributeValue> item, String name) {
    AttributeValue value = item.get(name);
    assertThat(value).isNotNull();
    return value == null ? AttributeValue.fromNul(true) : value;
  }

  private void assertUnreadable(Map<String, AttributeValue> item, String... message) {
    assertThatThrownBy(() -> codec.value(codec.place("key"), item))
        .isInstanceOf(UnreadableEntryException.class)
        .hasMessageContainingAll(message)
        .satisfies(e -> assertThat(stackTrace(e)).doesNotContain("secret"));
  }

  private static String stackTrace(Throwable failure) {
    StringWriter out = new StringWriter();
    failure.printStackTrace(new PrintWriter(out));
    return out.toString();
  }
}
