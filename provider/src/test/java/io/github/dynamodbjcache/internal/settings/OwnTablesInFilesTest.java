package io.github.dynamodbjcache.internal.settings;

import static io.github.dynamodbjcache.internal.settings.SettingsFixture.load;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynamodbjcache.codec.KeyEncoder;
import io.github.dynamodbjcache.configuration.Clearing;
import io.github.dynamodbjcache.configuration.Compression;
import io.github.dynamodbjcache.configuration.ConfigurationException;
import io.github.dynamodbjcache.configuration.DynamoDbConfiguration;
import io.github.dynamodbjcache.configuration.OnDestroy;
import io.github.dynamodbjcache.configuration.TableCreation;
import io.github.dynamodbjcache.internal.mapping.MappingDefinition;
import io.github.dynamodbjcache.table.Item;
import io.github.dynamodbjcache.table.ItemKey;
import io.github.dynamodbjcache.table.Mapping;
import io.github.dynamodbjcache.table.Revisions;
import io.github.dynamodbjcache.table.Unknown;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.cache.configuration.Configuration;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.expiry.CreatedExpiryPolicy;
import javax.cache.expiry.Duration;
import javax.cache.expiry.EternalExpiryPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a file and code say of tables of one's own, and what becomes of it. */
class OwnTablesInFilesTest {

  private static final String DOCUMENTS = "items { mapping = document, partition-key = id }\n";

  @TempDir Path directory;

  /** Values of a test. */
  public record DoomMap(int episode, int map, String name) {}

  /** Keys of a test. */
  public record MapKey(int episode, int map) {}

  /** Values of a test. */
  public static final class Bean {
    private String name = "";

    /** The name. */
    public String getName() {
      return name;
    }

    /** The name. */
    public void setName(String name) {
      this.name = name;
    }
  }

  /** A class that maps all. */
  public static final class Maps implements Supplier<Mapping<?, ?>> {
    /** As files need it. */
    public Maps() {}

    @Override
    public Mapping<?, ?> get() {
      return Mapping.record(DoomMap.class).key(MapKey.class).rename("name", "n");
    }
  }

  /** A class that supplies something else. */
  public static final class Others implements Supplier<Object> {
    /** As files need it. */
    public Others() {}

    @Override
    public Object get() {
      return "mapping";
    }
  }

  @Test
  void aRecordGivesTheKeysTheirTypes() {
    assertThat(
            definition(
                new MutableConfiguration<>().setTypes(Object.class, castType(DoomMap.class)),
                """
                items { mapping = record, partition-key = episode, sort-key = map, unknown = drop
                        time-to-live = expires, revision = version, version-attribute = v }
                """))
        .isEqualTo(
            new MappingDefinition<>(
                new MappingDefinition.Records<>(DoomMap.class),
                new MappingDefinition.Pair<>("episode", Integer.class, "map", Integer.class),
                Map.of(),
                Map.of(),
                "expires",
                Revisions.version("v"),
                Unknown.DROP,
                null,
                List.of()));
  }

  @Test
  void aKeyWithoutTypeIsWhatTheTableSays() {
    assertThat(definition(new MutableConfiguration<>(), DOCUMENTS).keys())
        .isEqualTo(new MappingDefinition.Single<>("id", Object.class));
    assertThat(
            definition(
                    new MutableConfiguration<>().setTypes(castType(UUID.class), Object.class),
                    DOCUMENTS)
                .keys())
        .isEqualTo(new MappingDefinition.Single<>("id", UUID.class));
    assertThat(
            definition(
                    new MutableConfiguration<>().setTypes(castType(ItemKey.class), Object.class),
                    DOCUMENTS + "items.sort-key = at")
                .keys())
        .isEqualTo(new MappingDefinition.Pair<>("id", Object.class, "at", Object.class));
  }

  @Test
  void aRecordMayBeTheKey() {
    assertThat(
            definition(
                    new MutableConfiguration<>()
                        .setTypes(castType(MapKey.class), castType(Bean.class)),
                    "items { mapping = bean, partition-key = episode, sort-key = map }")
                .keys())
        .isEqualTo(new MappingDefinition.OfRecord<>(MapKey.class));
  }

  @Test
  void aClassMaySupplyTheMapping() {
    MappingDefinition<Object, Object> definition =
        definition(new MutableConfiguration<>(), "items.mapping = \"" + Maps.class.getName() + '"');
    assertThat(definition.renamed()).containsEntry("name", "n");
  }

  /** "create, on-destroy: what these default to, once items.mapping is set." */
  @Test
  void whatIsSaidOfCachesInGeneralNeitherCreatesNorDestroysOwnTables() {
    Settings settings =
        effective(
                new MutableConfiguration<>(),
                """
                dynamodb-jcache {
                  table { create = if-missing, on-destroy = delete }
                  caches {
                    "d*" { table { create = if-missing, on-destroy = clear } }
                    default { table.on-destroy = clear, serialization.format = jackson }
                    doom.items { mapping = document, partition-key = id }
                  }
                }
                """)
            .settings();
    assertThat(settings.get(TableSetting.CREATE)).isEqualTo(TableCreation.NEVER);
    assertThat(settings.get(TableSetting.ON_DESTROY)).isEqualTo(OnDestroy.KEEP);
  }

  @Test
  void whatIsSaidOfTheTableItselfHolds() {
    Settings byItsBlock =
        effectiveOf(DOCUMENTS + "table { create = if-missing, on-destroy = delete }").settings();
    assertThat(byItsBlock.get(TableSetting.CREATE)).isEqualTo(TableCreation.IF_MISSING);
    assertThat(byItsBlock.get(TableSetting.ON_DESTROY)).isEqualTo(OnDestroy.DELETE);

    Settings byAPattern =
        effective(
                new MutableConfiguration<>(),
                "dynamodb-jcache.caches { \"d*\" { table.create = assumed, " + DOCUMENTS + "}}")
            .settings();
    assertThat(byAPattern.get(TableSetting.CREATE)).isEqualTo(TableCreation.ASSUMED);
  }

  @Test
  void aMappingInCodeHasTheSameDefaults() {
    DynamoDbConfiguration<String, Item> inCode =
        new DynamoDbConfiguration<String, Item>()
            .setMapping(Mapping.document().key("id", String.class));
    Settings settings =
        EffectiveConfiguration.of("doom", inCode, SettingsFixture.defaults().forCache("doom"))
            .settings();
    assertThat(settings.get(TableSetting.CREATE)).isEqualTo(TableCreation.NEVER);
    assertThat(settings.get(TableSetting.ON_DESTROY)).isEqualTo(OnDestroy.KEEP);

    inCode.setTableCreation(TableCreation.IF_MISSING).setOnDestroy(OnDestroy.DELETE);
    settings =
        EffectiveConfiguration.of("doom", inCode, SettingsFixture.defaults().forCache("doom"))
            .settings();
    assertThat(settings.get(TableSetting.CREATE)).isEqualTo(TableCreation.IF_MISSING);
    assertThat(settings.get(TableSetting.ON_DESTROY)).isEqualTo(OnDestroy.DELETE);
  }

  /** "Refused only where the cache's own block or code sets it, not where caches.default does." */
  @Test
  void aGeneralLifetimeDoesNotHoldForItemsThatDoNotExpire() {
    String general = "dynamodb-jcache.caches { default.expiry.after-creation = 1h\n doom {";
    assertThat(
            effective(new MutableConfiguration<>(), general + DOCUMENTS + "}}")
                .configuration()
                .getExpiryPolicyFactory())
        .isEqualTo(EternalExpiryPolicy.factoryOf());
    assertThat(
            effective(
                    new MutableConfiguration<>(),
                    general + DOCUMENTS + "items.time-to-live = expires }}")
                .configuration()
                .getExpiryPolicyFactory())
        .isEqualTo(CreatedExpiryPolicy.factoryOf(Duration.ONE_HOUR));
  }

  @ParameterizedTest
  @MethodSource("contradictionsInFiles")
  void aContradictionInAFileIsRefusedWithItsPlace(String block, String... refusals) {
    Path file = directory.resolve("test.conf");
    assertThatThrownBy(() -> load(directory, "dynamodb-jcache.caches.doom {\n" + block + "\n}"))
        .isInstanceOf(ConfigurationException.class)
        .satisfies(
            refused -> {
              assertThat(refused.getMessage().split(", line ", -1)).hasSize(refusals.length + 1);
              for (String refusal : refusals) {
                assertThat(refused)
                    .hasMessageContaining(file + ", line ")
                    .hasMessageContaining(": dynamodb-jcache.caches.doom." + refusal);
              }
            });
  }

  static Stream<Arguments> contradictionsInFiles() {
    return Stream.of(
        refused(
            "items { partition-key = id, sort-key = at, time-to-live = t, unknown = keep }",
            "items.partition-key needs items.mapping: document, record, bean or the name",
            "items.sort-key needs items.mapping",
            "items.time-to-live needs items.mapping",
            "items.unknown needs items.mapping"),
        refused(
            "items { mapping = document, sort-key = at }",
            "items.partition-key needs the name of the table's partition key"),
        refused("items { mapping = documents }", "items.mapping needs one of none, document"),
        refused("items { mapping = com.acme.Missing }", "items.mapping needs a public class"),
        refused(
            "items { mapping = \"" + Others.class.getName() + "\" }",
            "items.mapping needs a public class that is a java.util.function.Supplier"),
        refused(
            "items { mapping = \"" + Maps.class.getName() + "\", partition-key = id }",
            "items.partition-key is for the mapping to say"),
        refused(
            "items { mapping = document, partition-key = id, sort-key = id }",
            "items.sort-key is the attribute of partition-key already"),
        refused(
            "items { mapping = document, partition-key = id, time-to-live = id }",
            "items.time-to-live is the attribute of partition-key already"),
        refused(
            "items { mapping = document, partition-key = \"\" }",
            "items.partition-key needs the name of an attribute"),
        refused(
            "items { mapping = document, partition-key = id, version-attribute = v }",
            "items.version-attribute needs revision = version"),
        refused(
            "items { mapping = document, partition-key = id, hidden-prefix = v }",
            "items.hidden-prefix needs revision = hidden"),
        refused(
            "items { mapping = document, partition-key = id, revision = version }",
            "items.revision = version needs version-attribute"),
        refused(
            "declared = true, items { mapping = document, partition-key = id, revision = version }",
            "items.revision = version needs version-attribute"),
        refused(
            "max-entry-size = 1MiB, items { mapping = document, partition-key = id }",
            "max-entry-size is for the provider's own item format"),
        refused(
            "serialization { compression = deflate, allow = [] }, items { mapping = document,"
                + " partition-key = id }",
            "serialization.compression is for the provider's own item format",
            "serialization.allow is for the provider's own item format"),
        refused(
            "expiry { after-creation = 1h, after-update = eternal }, items { mapping = document,"
                + " partition-key = id }",
            "expiry.after-creation needs items.time-to-live"),
        refused(
            "table.on-destroy = clear, items { mapping = document, partition-key = id }",
            "table.on-destroy = clear needs items.clear = allow"),
        refused(
            "declared = true, items { mapping = record, partition-key = id }",
            "value-type needs the class of the records, as items.mapping = record"),
        refused(
            "declared = true, value-type = java.lang.Object, items { mapping = bean,"
                + " partition-key = id }",
            "value-type needs the class of the beans, as items.mapping = bean"),
        refused(
            "declared = true, key-type = java.lang.String, items { mapping = document,"
                + " partition-key = id, sort-key = at }",
            "key-type needs io.github.dynamodbjcache.table.ItemKey, a record of two"),
        refused(
            "declared = true, key-type = \""
                + MapKey.class.getName()
                + "\", items { mapping ="
                + " document, partition-key = map, sort-key = episode }",
            "key-type has the components [episode, map], but the key attributes are [map,"
                + " episode]"));
  }

  private static Arguments refused(String block, String... refusals) {
    return Arguments.of(block, refusals);
  }

  @Test
  void aMappingIsNotForAllCaches() {
    assertThatThrownBy(
            () -> load(directory, "dynamodb-jcache.caches.default {\n" + DOCUMENTS + "}"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("line 2: dynamodb-jcache.caches.default.items.mapping is for tables");
  }

  @ParameterizedTest
  @MethodSource("contradictionsInCode")
  void aContradictionInCodeIsRefusedByTheSettingsName(
      DynamoDbConfiguration<String, Item> inCode, String refusal) {
    inCode.setMapping(Mapping.document().key("id", String.class));
    Settings inFile = SettingsFixture.defaults().forCache("doom");
    assertThatThrownBy(() -> EffectiveConfiguration.of("doom", inCode, inFile))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("Cache \"doom\" cannot be opened: " + refusal);
  }

  static Stream<Arguments> contradictionsInCode() {
    return Stream.of(
        Arguments.of(inCode().setMaxEntrySize(4096), "max-entry-size is for the provider's own"),
        Arguments.of(
            inCode().setCompression(Compression.DEFLATE), "serialization.compression is for the"),
        Arguments.of(inCode().addAllowedClasses("a.B"), "serialization.allow is for the"),
        Arguments.of(inCode().addKeyEncoder(new Encoder()), "key encoders is for the provider's"),
        Arguments.of(
            inCode().setOnDestroy(OnDestroy.CLEAR), "table.on-destroy = clear needs items.clear"),
        Arguments.of(
            inCode().setExpiryPolicyFactory(CreatedExpiryPolicy.factoryOf(Duration.ONE_DAY)),
            "an expiry policy needs items.time-to-live (timeToLive of a mapping in code)"));
  }

  @Test
  void whatTheBlockOfTheCacheSaysIsRefusedForAMappingInCodeToo() {
    DynamoDbConfiguration<String, Item> inCode =
        inCode().setMapping(Mapping.document().key("id", String.class));
    for (String refused : List.of("expiry.after-access", "serialization.compression-threshold")) {
      String value = refused.startsWith("expiry") ? " = 1h" : " = 1KiB";
      Settings inFile =
          load(directory, "dynamodb-jcache.caches.doom." + refused + value).forCache("doom");
      assertThatThrownBy(() -> EffectiveConfiguration.of("doom", inCode, inFile))
          .hasMessageContaining(refused);
    }
  }

  @Test
  void clearingMayBeAllowedInEither() {
    assertThat(
            effectiveOf(DOCUMENTS + "items.clear = allow, table.on-destroy = clear")
                .settings()
                .get(ItemsSetting.CLEAR))
        .isEqualTo(Clearing.ALLOW);
    DynamoDbConfiguration<String, Item> inCode =
        inCode()
            .setMapping(Mapping.document().key("id", String.class))
            .setOnDestroy(OnDestroy.CLEAR)
            .setClearing(Clearing.ALLOW);
    Settings inFile = SettingsFixture.defaults().forCache("doom");
    assertThat(
            EffectiveConfiguration.of("doom", inCode, inFile)
                .settings()
                .get(TableSetting.ON_DESTROY))
        .isEqualTo(OnDestroy.CLEAR);
  }

  private static DynamoDbConfiguration<String, Item> inCode() {
    return new DynamoDbConfiguration<>();
  }

  private EffectiveConfiguration<Object, Object> effectiveOf(String block) {
    return effective(
        new MutableConfiguration<>(), "dynamodb-jcache.caches.doom {\n" + block + "\n}");
  }

  private EffectiveConfiguration<Object, Object> effective(
      Configuration<Object, Object> given, String file) {
    return EffectiveConfiguration.of("doom", given, load(directory, file).forCache("doom"));
  }

  private MappingDefinition<Object, Object> definition(
      Configuration<Object, Object> given, String block) {
    MappingDefinition<Object, Object> definition =
        effective(given, "dynamodb-jcache.caches.doom {\n" + block + "\n}").mapping();
    assertThat(definition).isNotNull();
    return definition;
  }

  @SuppressWarnings("unchecked") // The configuration of a test may say any type.
  private static Class<Object> castType(Class<?> type) {
    return (Class<Object>) type;
  }

  private static final class Encoder implements KeyEncoder<UUID> {
    @Override
    public String tag() {
      return "id";
    }

    @Override
    public Class<UUID> type() {
      return UUID.class;
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
