package io.github.dynamodbjcache.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynamodbjcache.codec.KeyEncoder;
import io.github.dynamodbjcache.codec.SerializationPreset;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.expiry.CreatedExpiryPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The settings of a cache in code. */
class DynamoDbConfigurationTest {

  @Test
  void itsGettersTellWhatWasSet() {
    KeyEncoder<UUID> encoder = new UuidEncoder();
    DynamoDbConfiguration<Object, Object> set = everythingSet(encoder);

    assertThat(set.getConsistency()).isEqualTo(Consistency.EVENTUAL);
    assertThat(set.getExactlyOnce()).isEqualTo(ExactlyOnce.REMOVES);
    assertThat(set.getTouchInterval()).isEqualTo(Duration.ofSeconds(7));
    assertThat(set.getSerializationFormat()).isEqualTo(SerializationFormat.jackson());
    assertThat(set.getSerializer()).isNull();
    assertThat(set.getJsonStorage()).isEqualTo(JsonStorage.MAP);
    assertThat(set.getJsonMapper()).isEqualTo("mapper");
    assertThat(set.getAllowedClasses()).containsExactly("a.B", "c.**");
    assertThat(set.getPresets()).containsExactly(SerializationPreset.SPRING);
    assertThat(set.getCompression()).isEqualTo(Compression.DEFLATE);
    assertThat(set.getCompressionThreshold()).isEqualTo(99);
    assertThat(set.getMaxDepth()).isEqualTo(300);
    assertThat(set.getMaxHashSteps()).isEqualTo(Long.MAX_VALUE);
    assertThat(set.getMaxReferences()).isEqualTo(2_000);
    assertThat(set.getUnreadable()).isEqualTo(Unreadable.SKIP);
    assertThat(set.getMaxEntrySize()).isEqualTo(123_456);
    assertThat(set.getTablePrefix()).isEqualTo("p-");
    assertThat(set.getTableName()).isEqualTo("tab");
    assertThat(set.getTableCreation()).isEqualTo(TableCreation.NEVER);
    assertThat(set.getCreationTimeout()).isEqualTo(Duration.ofSeconds(8));
    assertThat(set.getOnDestroy()).isEqualTo(OnDestroy.CLEAR);
    assertThat(set.getBilling()).isEqualTo(Billing.provisioned(1, 2));
    assertThat(set.getDeletionProtection()).isTrue();
    assertThat(set.getPointInTimeRecovery()).isTrue();
    assertThat(set.getTags()).isEqualTo(Map.of("team", "mine"));
    assertThat(set.getEncryption()).isEqualTo(Encryption.awsManaged());
    assertThat(set.getClearing()).isEqualTo(Clearing.ALLOW);
    assertThat(set.getKeyEncoders()).isEqualTo(List.of(encoder));
  }

  @Test
  void itHasAGetterForEachOfItsSetters() throws Exception {
    DynamoDbConfiguration<Object, Object> nothingSet = new DynamoDbConfiguration<>();
    for (Method setter : ownSetters()) {
      String name = setter.getName().replaceFirst("^(set|add)", "get");
      Method getter =
          DynamoDbConfiguration.class.getMethod(
              name.equals("getKeyEncoder") ? "getKeyEncoders" : name);
      assertThat(getter.invoke(nothingSet)).as(name).isNull();
    }
  }

  private static List<Method> ownSetters() {
    Set<String> ofParent =
        Arrays.stream(MutableConfiguration.class.getMethods())
            .map(Method::getName)
            .collect(Collectors.toSet());
    return Arrays.stream(DynamoDbConfiguration.class.getMethods())
        .filter(method -> method.getName().matches("(set|add).*"))
        .filter(method -> !ofParent.contains(method.getName()))
        .toList();
  }

  @Test
  void nullTakesBackWhatWasSet() {
    assertThat(
            new DynamoDbConfiguration<>()
                .setConsistency(Consistency.EVENTUAL)
                .setConsistency(null)
                .setSerializer(null)
                .setTags(null))
        .isEqualTo(new DynamoDbConfiguration<>());
  }

  @Test
  void aCopyHasEverySetting() {
    DynamoDbConfiguration<Object, Object> original = everythingSet(new UuidEncoder());

    DynamoDbConfiguration<Object, Object> copy = new DynamoDbConfiguration<>(original);

    assertThat(copy).isEqualTo(original).hasSameHashCodeAs(original);
    copy.addKeyEncoder(new UuidEncoder()).addAllowedClasses("d.E");
    assertThat(original).isEqualTo(everythingSet(new UuidEncoder()));
  }

  @Test
  void aCopyOfAPlainConfigurationHasItsSettings() {
    MutableConfiguration<String, Long> plain =
        new MutableConfiguration<String, Long>()
            .setTypes(String.class, Long.class)
            .setStatisticsEnabled(true);

    DynamoDbConfiguration<String, Long> copy = new DynamoDbConfiguration<>(plain);

    assertThat(copy.getKeyType()).isEqualTo(String.class);
    assertThat(copy.isStatisticsEnabled()).isTrue();
    assertThat(copy.getUnreadable()).isNull();
  }

  @ParameterizedTest
  @MethodSource("settings")
  void twoThatDifferInOneSettingAreNotEqual(
      UnaryOperator<DynamoDbConfiguration<Object, Object>> setting) {
    assertThat(setting.apply(new DynamoDbConfiguration<>()))
        .isEqualTo(setting.apply(new DynamoDbConfiguration<>()))
        .isNotEqualTo(new DynamoDbConfiguration<>());
  }

  static Stream<UnaryOperator<DynamoDbConfiguration<Object, Object>>> settings() {
    return Stream.of(
        c -> c.setConsistency(Consistency.STRONG),
        c -> c.setTouchInterval(Duration.ZERO),
        c -> c.setSerializationFormat(SerializationFormat.java()),
        c -> c.setJsonStorage(JsonStorage.TEXT),
        c -> c.setJsonMapper("mapper"),
        c -> c.setExactlyOnce(ExactlyOnce.NONE),
        c -> c.setUnreadable(Unreadable.MISS),
        c -> c.setPresets(SerializationPreset.HIBERNATE),
        c -> c.setCompression(Compression.NONE),
        c -> c.setCompressionThreshold(0),
        c -> c.setMaxDepth(250),
        c -> c.setMaxHashSteps(250_000),
        c -> c.setMaxReferences(1_000_000),
        c -> c.setMaxEntrySize(16 << 20),
        c -> c.setConsumedCapacity(false),
        c -> c.setReadUnitPrice(0),
        c -> c.setWriteUnitPrice(0),
        c -> c.setTablePrefix(""),
        c -> c.setTableName("tab"),
        c -> c.setTableCreation(TableCreation.IF_MISSING),
        c -> c.setCreationTimeout(Duration.ofSeconds(1)),
        c -> c.setOnDestroy(OnDestroy.DELETE),
        c -> c.setBilling(Billing.payPerRequest()),
        c -> c.setDeletionProtection(false),
        c -> c.setPointInTimeRecovery(false),
        c -> c.setEncryption(Encryption.byDefault()),
        c -> c.setClearing(Clearing.REFUSE),
        c -> c.addAllowedClasses("a.B"),
        c -> c.setTags(Map.of()),
        c -> c.addKeyEncoder(new UuidEncoder()),
        c -> c.setReadThrough(true),
        c ->
            c.setExpiryPolicyFactory(
                CreatedExpiryPolicy.factoryOf(javax.cache.expiry.Duration.ONE_DAY)));
  }

  @ParameterizedTest
  @MethodSource("impossibleSettings")
  void anImpossibleValueIsRefused(Consumer<DynamoDbConfiguration<Object, Object>> setting) {
    assertThatThrownBy(() -> setting.accept(new DynamoDbConfiguration<>()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  static Stream<Consumer<DynamoDbConfiguration<Object, Object>>> impossibleSettings() {
    return Stream.of(
        c -> c.setTouchInterval(Duration.ofMillis(-1)),
        c -> c.setCompressionThreshold(-1),
        c -> c.setMaxDepth(1_001),
        c -> c.setMaxHashSteps(0),
        c -> c.setMaxReferences((16 << 20) + 1),
        c -> c.setMaxEntrySize(1023),
        c -> c.setReadUnitPrice(-1),
        c -> c.setWriteUnitPrice(Double.NaN),
        c -> c.setMaxEntrySize((16 << 20) + 1),
        c -> c.setTablePrefix("a b"),
        c -> c.setTableName("ab"),
        c -> c.setCreationTimeout(Duration.ZERO),
        c -> c.setBilling(Billing.provisioned(0, 1)),
        c -> c.setBilling(Billing.provisioned(1, 0)),
        c -> c.setEncryption(Encryption.customerKey("no key")),
        c -> c.addAllowedClasses("com.acme.**", "*"),
        c -> c.setTags(Map.of("aws:x", "1")));
  }

  @Test
  void eachSetterOfTheParentReturnsOurType() {
    List<String> ofParent =
        Arrays.stream(MutableConfiguration.class.getDeclaredMethods())
            .filter(method -> method.getReturnType() == MutableConfiguration.class)
            .map(Method::getName)
            .sorted()
            .toList();

    assertThat(
            Arrays.stream(DynamoDbConfiguration.class.getDeclaredMethods())
                .filter(method -> method.getReturnType() == DynamoDbConfiguration.class)
                .map(Method::getName))
        .isNotEmpty()
        .containsAll(ofParent);
  }

  @Test
  void itIsSerializableAsItsParent() throws Exception {
    DynamoDbConfiguration<Object, Object> original =
        new DynamoDbConfiguration<>()
            .setBilling(Billing.provisioned(1, 2))
            .setEncryption(Encryption.customerKey("alias/a"))
            .setSerializationFormat(SerializationFormat.jackson())
            .setTouchInterval(Duration.ofSeconds(1))
            .setTags(Map.of("a", "b"))
            .addAllowedClasses("a.B");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    new ObjectOutputStream(bytes).writeObject(original);

    assertThat(new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject())
        .isEqualTo(original);
  }

  private static DynamoDbConfiguration<Object, Object> everythingSet(KeyEncoder<?> encoder) {
    return new DynamoDbConfiguration<>()
        .setConsistency(Consistency.EVENTUAL)
        .setExactlyOnce(ExactlyOnce.REMOVES)
        .setTouchInterval(Duration.ofSeconds(7))
        .setSerializationFormat(SerializationFormat.jackson())
        .setJsonStorage(JsonStorage.MAP)
        .setJsonMapper("mapper")
        .addAllowedClasses("a.B")
        .addAllowedClasses("c.**")
        .setPresets(SerializationPreset.SPRING, SerializationPreset.SPRING)
        .setCompression(Compression.DEFLATE)
        .setCompressionThreshold(99)
        .setMaxDepth(300)
        .setMaxHashSteps(Long.MAX_VALUE)
        .setMaxReferences(2_000)
        .setUnreadable(Unreadable.SKIP)
        .setMaxEntrySize(123_456)
        .setConsumedCapacity(true)
        .setReadUnitPrice(0.25)
        .setWriteUnitPrice(1.25)
        .setTablePrefix("p-")
        .setTableName("tab")
        .setTableCreation(TableCreation.NEVER)
        .setCreationTimeout(Duration.ofSeconds(8))
        .setOnDestroy(OnDestroy.CLEAR)
        .setBilling(Billing.provisioned(1, 2))
        .setDeletionProtection(true)
        .setPointInTimeRecovery(true)
        .setTags(Map.of("team", "mine"))
        .setEncryption(Encryption.awsManaged())
        .setClearing(Clearing.ALLOW)
        .addKeyEncoder(encoder);
  }

  /** All of its kind are equal. */
  private record UuidEncoder() implements KeyEncoder<UUID> {
    @Override
    public Class<UUID> type() {
      return UUID.class;
    }

    @Override
    public String tag() {
      return "uuid";
    }

    @Override
    public String encode(UUID key) {
      return key.toString();
    }

    @Override
    public UUID decode(String text) {
      return UUID.fromString(text);
    }
  }
}
