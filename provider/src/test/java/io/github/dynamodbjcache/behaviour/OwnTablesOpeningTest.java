package io.github.dynamodbjcache.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynamodbjcache.DynamoDbCache;
import io.github.dynamodbjcache.configuration.Billing;
import io.github.dynamodbjcache.configuration.Clearing;
import io.github.dynamodbjcache.configuration.ConfigurationException;
import io.github.dynamodbjcache.configuration.DynamoDbCacheProperties;
import io.github.dynamodbjcache.configuration.DynamoDbConfiguration;
import io.github.dynamodbjcache.configuration.OnDestroy;
import io.github.dynamodbjcache.configuration.TableCreation;
import io.github.dynamodbjcache.table.Item;
import io.github.dynamodbjcache.table.ItemKey;
import io.github.dynamodbjcache.table.Mapping;
import io.github.dynamodbjcache.table.Table;
import io.github.dynamodbjcache.testing.CacheFixture;
import io.github.dynamodbjcache.testing.Logs;
import io.github.dynamodbjcache.testing.TestDynamoDb;
import io.github.dynamodbjcache.testing.UserTables;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Stream;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.CacheManager;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.expiry.CreatedExpiryPolicy;
import javax.cache.expiry.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.cache.support.NullValue;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.IndexStatus;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

/** Tables that others have made, opened as caches: by the file alone, and in code. */
@Timeout(120)
class OwnTablesOpeningTest {

  private CacheFixture fixture;
  private DynamoDbClient client;

  /** A level of Doom. */
  public record DoomMap(int episode, int map, String name, Set<String> cheats) {}

  /** The key of one. */
  public record Level(int episode, int map) {}

  @BeforeEach
  void open() {
    fixture = CacheFixture.open();
    client = fixture.client();
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  /** "With JCache and the file alone: getCache("doom-maps")". */
  @Test
  void theFileAloneMakesATableACache() {
    String table = doomMaps();
    CacheManager manager =
        fixture.newManager(
            settings(
                "doom-maps",
                "declared=true",
                "value-type=" + DoomMap.class.getName(),
                "table.name=" + table,
                "items.mapping=record",
                "items.partition-key=episode",
                "items.sort-key=map"));
    assertThat(manager.getCacheNames()).contains("doom-maps");
    Cache<Object, DoomMap> cache = manager.getCache("doom-maps");

    DoomMap hangar = new DoomMap(1, 1, "Hangar", Set.of("iddqd", "idkfa"));
    assertThat(cache.get(new ItemKey<>(1, 1))).isEqualTo(hangar);
    assertThat(cache.get(List.of(1, 1))).isEqualTo(hangar);
    assertThat(cache.get(new Object[] {1, 1})).isEqualTo(hangar);
    assertThat(cache.get(new ItemKey<>(1, 2))).isNull();

    cache.put(new ItemKey<>(1, 1), new DoomMap(1, 1, "Hangar II", Set.of()));
    assertThat(UserTables.items(client, table))
        .containsExactly(
            Map.of(
                "episode", AttributeValue.fromN("1"),
                "map", AttributeValue.fromN("1"),
                "name", AttributeValue.fromS("Hangar II"),
                "played", AttributeValue.fromN("17")));
    assertThat(cache)
        .extracting(entry -> (Object) entry.getKey())
        .containsExactly(new ItemKey<>(1, 1));
  }

  @Test
  void theFileMayMapACacheThatCodeCreates() {
    String table = doomMaps();
    CacheManager manager =
        fixture.newManager(
            settings(
                table,
                "items.mapping=record",
                "items.partition-key=episode",
                "items.sort-key=map"));
    Cache<Level, DoomMap> cache =
        manager.createCache(
            table, new MutableConfiguration<Level, DoomMap>().setTypes(Level.class, DoomMap.class));
    assertThat(cache.get(new Level(1, 1)).name()).isEqualTo("Hangar");
    assertThat(cache.unwrap(DynamoDbCache.class).getTableName())
        .as("the table is called as the cache")
        .isEqualTo(table);
    assertThat(cache.iterator().next().getKey()).isEqualTo(new Level(1, 1));
  }

  /** "Hash keys and hash + range keys of type S, N, B." */
  @ParameterizedTest
  @MethodSource("keys")
  void keysAreOfEachType(List<String> attributes, Object key, Map<String, Object> inItem) {
    String table = UserTables.make(client, fixture.newName(), attributes.toArray(String[]::new));
    String partition = attributes.get(0).split(" ")[0];
    List<String> settings =
        new ArrayList<>(
            List.of("declared=true", "items.mapping=document", "items.partition-key=" + partition));
    if (attributes.size() == 2) {
      settings.add("items.sort-key=" + attributes.get(1).split(" ")[0]);
    }
    Cache<Object, Item> cache =
        fixture.newManager(settings(table, settings.toArray(String[]::new))).getCache(table);

    cache.put(key, Item.of(Map.of("name", "Jane")));
    Item there = Item.of(inItem).with("name", "Jane");
    assertThat(cache.get(key)).isEqualTo(there);
    assertThat(cache.getAll(Set.of(key))).hasSize(1);
    assertThat(cache.iterator().next().getValue()).isEqualTo(there);
    assertThat(cache.iterator().next().getKey()).isEqualTo(key);
    assertThat(cache.putIfAbsent(key, Item.of(Map.of()))).isFalse();
    assertThat(cache.remove(key)).isTrue();
    assertThat(UserTables.items(client, table)).isEmpty();
  }

  static Stream<Arguments> keys() {
    SdkBytes bytes = SdkBytes.fromString("b", StandardCharsets.UTF_8);
    BigDecimal number = new BigDecimal("1.5");
    return Stream.of(
        Arguments.of(List.of("id S"), "a", Map.of("id", "a")),
        Arguments.of(List.of("id N"), number, Map.of("id", number)),
        Arguments.of(List.of("id B"), bytes, Map.of("id", bytes)),
        Arguments.of(
            List.of("id S", "at N"), new ItemKey<>("a", number), Map.of("id", "a", "at", number)),
        Arguments.of(
            List.of("id N", "at B"),
            new ItemKey<>(number, bytes),
            Map.of("id", number, "at", bytes)),
        Arguments.of(
            List.of("id B", "at S"), new ItemKey<>(bytes, "a"), Map.of("id", bytes, "at", "a")));
  }

  /** "The key schema read once and checked against the mapping, expected against found." */
  @ParameterizedTest
  @MethodSource("otherKeys")
  void anotherKeyIsRefusedWithExpectedAgainstFound(
      Mapping<?, ?> mapping, List<String> attributes, String expected, String found) {
    String table = UserTables.make(client, fixture.newName(), attributes.toArray(String[]::new));
    fixture.requests().reset();
    assertThatThrownBy(() -> Table.open(fixture.manager(), table, mapping))
        .isInstanceOf(CacheException.class)
        .hasMessageContaining(table)
        .hasMessageContaining("has the key " + found + ", but the cache expects " + expected)
        .hasMessageContaining("Change the mapping");
    assertThat(fixture.requests().counts()).isEqualTo(Map.of("DescribeTable", 1));
    assertThat(fixture.manager().<Object, Object>getCache(table)).isNull();
  }

  static Stream<Arguments> otherKeys() {
    return Stream.of(
        Arguments.of(
            Mapping.document().key("id", String.class),
            List.of("key S"),
            "id (HASH, S)",
            "key (HASH, S)"),
        Arguments.of(
            Mapping.document().key("id", Long.class),
            List.of("id S"),
            "id (HASH, N)",
            "id (HASH, S)"),
        Arguments.of(
            Mapping.document().key("id", String.class),
            List.of("id S", "at N"),
            "id (HASH, S)",
            "id (HASH, S), at (RANGE, N)"),
        Arguments.of(
            Mapping.document().key("id", Object.class, "at", Object.class),
            List.of("at S", "id N"),
            "id (HASH, any type), at (RANGE, any type)",
            "at (HASH, S), id (RANGE, N)"),
        Arguments.of(
            Mapping.record(DoomMap.class).key(Level.class),
            List.of("episode N", "map S"),
            "episode (HASH, N), map (RANGE, N)",
            "episode (HASH, N), map (RANGE, S)"));
  }

  /** "By default nothing is created, cleared or destroyed." */
  @Test
  void nothingIsCreatedClearedOrDestroyedByDefault() {
    String table = doomMaps();
    String missing = fixture.newName();
    List<Map<String, AttributeValue>> before = UserTables.items(client, table);
    fixture.requests().reset();
    Cache<Object, Object> cache =
        fixture
            .newManager(
                settings(
                    table,
                    "declared=true",
                    "items.mapping=document",
                    "items.partition-key=episode",
                    "items.sort-key=map",
                    "items.time-to-live=expires"))
            .getCache(table);
    for (Runnable emptying :
        List.<Runnable>of(
            cache::clear,
            cache::removeAll,
            () -> map(cache).clear(),
            () -> map(cache).keySet().clear(),
            () -> map(cache).entrySet().clear(),
            () -> map(cache).values().clear())) {
      assertThatThrownBy(emptying::run)
          .isInstanceOf(CacheException.class)
          .hasMessageContaining("items.clear = allow")
          .hasMessageContaining(table);
    }
    cache.getCacheManager().destroyCache(table);
    assertThat(cache.isClosed()).isTrue();
    assertThatThrownBy(
            () ->
                Table.open(fixture.manager(), missing, Mapping.document().key("id", String.class)))
        .isInstanceOf(CacheException.class)
        .hasMessageContaining("does not exist, and the configuration says never to create one");
    assertThat(fixture.requests().counts()).containsOnlyKeys("DescribeTable", "DescribeTimeToLive");
    assertThat(UserTables.items(client, table)).isEqualTo(before);
  }

  @Test
  void whatIsSaidOfTheTableItselfClearsAndDestroysIt() {
    String table = doomMaps();
    DynamoDbConfiguration<Level, DoomMap> configuration =
        new DynamoDbConfiguration<Level, DoomMap>()
            .setTypes(Level.class, DoomMap.class)
            .setMapping(Mapping.record(DoomMap.class).key(Level.class))
            .setClearing(Clearing.ALLOW)
            .setOnDestroy(OnDestroy.CLEAR);
    Cache<Level, DoomMap> cache = fixture.manager().createCache(table, configuration);
    cache.clear();
    assertThat(UserTables.items(client, table)).isEmpty();
    cache.put(new Level(1, 2), new DoomMap(1, 2, "Nuclear Plant", Set.of()));
    cache.removeAll();
    assertThat(UserTables.items(client, table)).isEmpty();
    cache.put(new Level(1, 2), new DoomMap(1, 2, "Nuclear Plant", Set.of()));
    fixture.manager().destroyCache(table);
    assertThat(UserTables.items(client, table)).isEmpty();

    fixture.manager().createCache(table, configuration.setOnDestroy(OnDestroy.DELETE));
    fixture.manager().destroyCache(table);
    assertThatThrownBy(() -> description(table)).isInstanceOf(ResourceNotFoundException.class);
  }

  /** "create = if-missing makes such a table from the mapping and waits." */
  @Test
  void aMissingTableIsMadeFromTheMappingIfThatIsSaid() {
    String table = fixture.newName();
    Mapping<Level, DoomMap> mapping =
        Mapping.record(DoomMap.class)
            .key(Level.class)
            .timeToLive("expires")
            .globalIndex("by-name", List.of("name"), List.of("map"));
    Cache<Level, DoomMap> cache =
        fixture
            .manager()
            .createCache(
                table,
                new DynamoDbConfiguration<Level, DoomMap>()
                    .setTypes(Level.class, DoomMap.class)
                    .setMapping(mapping)
                    .setBilling(Billing.provisioned(5, 6))
                    .setTableCreation(TableCreation.IF_MISSING));
    TableDescription made = description(table);
    assertThat(made.keySchema())
        .extracting(key -> key.attributeName() + " " + key.keyTypeAsString())
        .containsExactly("episode HASH", "map RANGE");
    assertThat(made.attributeDefinitions())
        .extracting(each -> each.attributeName() + " " + each.attributeTypeAsString())
        .containsExactlyInAnyOrder("episode N", "map N", "name S");
    assertThat(made.provisionedThroughput().writeCapacityUnits()).isEqualTo(6);
    assertThat(made.globalSecondaryIndexes())
        .singleElement()
        .satisfies(
            index -> {
              assertThat(index.indexName()).isEqualTo("by-name");
              assertThat(index.indexStatus()).isEqualTo(IndexStatus.ACTIVE);
              assertThat(index.provisionedThroughput().readCapacityUnits()).isEqualTo(5);
            });
    assertThat(
            client
                .describeTimeToLive(r -> r.tableName(table))
                .timeToLiveDescription()
                .attributeName())
        .isEqualTo("expires");
    cache.put(new Level(1, 1), new DoomMap(1, 1, "Hangar", Set.of()));
    assertThat(cache.containsKey(new Level(1, 1))).isTrue();
  }

  @Test
  void whatTheMappingDoesNotKnowIsNotMade() {
    DynamoDbConfiguration<String, Item> withIndex =
        new DynamoDbConfiguration<String, Item>()
            .setMapping(
                Mapping.document()
                    .key("id", String.class)
                    .globalIndex("by-name", List.of("name"), List.of()))
            .setTableCreation(TableCreation.IF_MISSING);
    DynamoDbConfiguration<Object, Item> untyped =
        new DynamoDbConfiguration<Object, Item>()
            .setMapping(Mapping.document().key("id", Object.class))
            .setTableCreation(TableCreation.IF_MISSING);
    fixture.requests().reset();
    assertThatThrownBy(() -> fixture.manager().createCache(fixture.newName(), withIndex))
        .isInstanceOf(CacheException.class)
        .hasMessageContaining("attribute name of index by-name the mapping knows none");
    assertThatThrownBy(() -> fixture.manager().createCache(fixture.newName(), untyped))
        .isInstanceOf(CacheException.class)
        .hasMessageContaining("nothing says of which type its key attributes [id] are");
    assertThat(fixture.requests().counts()).containsOnlyKeys("DescribeTable");
  }

  @Test
  void timeToLiveThatIsOffOrOnAnotherAttributeIsWarnedOfAndLeftSo() {
    String table = doomMaps();
    Mapping<Level, DoomMap> mapping =
        Mapping.record(DoomMap.class).key(Level.class).timeToLive("expires");
    fixture.requests().reset();
    assertThat(Logs.of(() -> Table.open(fixture.manager(), table, mapping).cache().close()))
        .contains("WARN", table, "is off", "Switch it on for attribute expires");
    UserTables.expireBy(client, table, "dies");
    assertThat(Logs.of(() -> Table.open(fixture.manager(), table, mapping).cache().close()))
        .contains("WARN", table, "goes by attribute dies, not expires");
    assertThat(fixture.requests().counts())
        .isEqualTo(Map.of("DescribeTable", 2, "DescribeTimeToLive", 2, "UpdateTimeToLive", 1));
    assertThat(
            client
                .describeTimeToLive(r -> r.tableName(table))
                .timeToLiveDescription()
                .timeToLiveStatus())
        .isEqualTo(TimeToLiveStatus.ENABLED);
  }

  /** "Without the right to describe: taken to fit where types are known, else a refusal." */
  @Test
  void theRightToDescribeIsNotNeededWhereTypesAreKnown() {
    String table = doomMaps();
    try (DynamoDbClient undescribing = withoutTheRightToDescribe()) {
      Properties properties = fixture.properties();
      properties.putAll(DynamoDbCacheProperties.withClient(undescribing));
      CacheManager manager = fixture.newManager(properties);
      Mapping<Level, DoomMap> typed = Mapping.record(DoomMap.class).key(Level.class);
      assertThat(Table.open(manager, table, typed).cache().get(new Level(1, 1)).name())
          .isEqualTo("Hangar");
      manager.getCache(table).close();
      Mapping<?, ?> untyped = Mapping.document().key("episode", Object.class, "map", Object.class);
      assertThatThrownBy(() -> Table.open(manager, table, untyped))
          .isInstanceOf(CacheException.class)
          .hasMessageContaining("[episode, map]")
          .hasMessageContaining("dynamodb:DescribeTable")
          .hasMessageContaining("key-type");
    }
  }

  @Test
  void anAssumedTableIsNotLookedAt() {
    String table = doomMaps();
    fixture.requests().reset();
    Cache<Level, DoomMap> cache =
        fixture
            .manager()
            .createCache(
                table,
                new DynamoDbConfiguration<Level, DoomMap>()
                    .setMapping(Mapping.record(DoomMap.class).key(Level.class))
                    .setTableCreation(TableCreation.ASSUMED));
    assertThat(fixture.requests().counts()).isEmpty();
    assertThat(cache.get(new Level(1, 1)).name()).isEqualTo("Hangar");
    assertThatThrownBy(
            () ->
                fixture
                    .manager()
                    .createCache(
                        fixture.newName(),
                        new DynamoDbConfiguration<Object, Item>()
                            .setMapping(Mapping.document().key("id", Object.class))
                            .setTableCreation(TableCreation.ASSUMED)))
        .isInstanceOf(CacheException.class)
        .hasMessageContaining("table.create = assumed");
  }

  /** "A second open with an equal mapping gives the same cache, with another one is refused." */
  @Test
  void openingTwiceGivesTheSameCache() {
    String table = doomMaps();
    Table<Level, DoomMap> first =
        Table.open(fixture.manager(), table, Mapping.record(DoomMap.class).key(Level.class));
    Table<Level, DoomMap> second =
        Table.open(fixture.manager(), table, Mapping.record(DoomMap.class).key(Level.class));
    assertThat((Object) second.cache()).isSameAs(first.cache());
    assertThat(first.cache().getName()).isEqualTo(table);
    Mapping<ItemKey<Integer, Integer>, Item> other =
        Mapping.document().key("episode", Integer.class, "map", Integer.class);
    assertThatThrownBy(() -> Table.open(fixture.manager(), table, other))
        .isInstanceOf(CacheException.class)
        .hasMessageContaining(table);
  }

  @Test
  void aCacheWithoutMappingIsNoTable() {
    Cache<String, String> cache = fixture.cache();
    assertThatThrownBy(() -> Table.of(cache))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(cache.getName())
        .hasMessageContaining("items.mapping");
    assertThatThrownBy(
            () ->
                Table.open(
                    fixture.manager(), cache.getName(), Mapping.document().key("id", String.class)))
        .isInstanceOf(CacheException.class)
        .hasMessageContaining("\"" + cache.getName() + "\" is open, and has no mapping")
        .hasMessageContaining("createCache with setTableName and setMapping");
  }

  @Test
  void aTableDescribesItselfAndIsDropped() {
    String table = doomMaps();
    Table<Level, DoomMap> maps =
        Table.open(fixture.manager(), table, Mapping.record(DoomMap.class).key(Level.class));
    assertThat(maps.describe().name()).isEqualTo(table);
    assertThat(maps.describe().keyAttributes()).containsExactly("episode", "map");
    assertThat(maps.describe().itemCountEstimate()).isEqualTo(1);
    assertThat(maps.describe().created()).isBefore(java.time.Instant.now());
    maps.drop();
    assertThat(maps.cache().isClosed()).isTrue();
    assertThatThrownBy(() -> description(table)).isInstanceOf(ResourceNotFoundException.class);
    assertThatThrownBy(maps::drop).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aProtectedTableIsNotDropped() {
    String table = doomMaps();
    Cache<Level, DoomMap> cache =
        fixture
            .manager()
            .createCache(
                table,
                new DynamoDbConfiguration<Level, DoomMap>()
                    .setMapping(Mapping.record(DoomMap.class).key(Level.class))
                    .setDeletionProtection(true));
    assertThatThrownBy(() -> Table.of(cache).drop())
        .isInstanceOf(CacheException.class)
        .hasMessageContaining("protected against deletion");
    assertThat(cache.isClosed()).isFalse();
    cache.close();

    client.updateTable(update -> update.tableName(table).deletionProtectionEnabled(true));
    try {
      Table<Level, DoomMap> maps =
          Table.open(fixture.manager(), table, Mapping.record(DoomMap.class).key(Level.class));
      assertThatThrownBy(maps::drop)
          .isInstanceOf(CacheException.class)
          .hasMessageContaining("protected against deletion");
      assertThat(maps.cache().containsKey(new Level(1, 1))).as("it goes on").isTrue();
    } finally {
      client.updateTable(update -> update.tableName(table).deletionProtectionEnabled(false));
    }
  }

  /** "One table, one cache" holds of our own format alone. */
  @Test
  void aTableMayBeSeenThroughSeveralMappings() {
    String table = doomMaps();
    Properties properties =
        settings(
            "levels",
            "declared=true",
            "value-type=" + DoomMap.class.getName(),
            "table.name=" + table,
            "items.mapping=record",
            "items.partition-key=episode",
            "items.sort-key=map");
    properties.putAll(
        settings(
            "documents",
            "declared=true",
            "table.name=" + table,
            "items.mapping=document",
            "items.partition-key=episode",
            "items.sort-key=map"));
    CacheManager manager = fixture.newManager(properties);
    Cache<Object, DoomMap> levels = manager.getCache("levels");
    Cache<Object, Item> documents = manager.getCache("documents");
    levels.put(List.of(1, 1), new DoomMap(1, 1, "Hangar II", Set.of()));
    assertThat(documents.get(List.of(1, 1)))
        .containsEntry("name", "Hangar II")
        .containsEntry("played", new BigDecimal("17"));
    properties.setProperty("dynamodb-jcache.caches.ours.table.name", table);
    assertThatThrownBy(() -> fixture.newManager(properties))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("is the table of the cache");
  }

  /** "It tells by its getters what holds for the cache." */
  @Test
  void theConfigurationOfACacheTellsTheFilesMapping() {
    String table = doomMaps();
    Cache<Object, Object> cache =
        fixture
            .newManager(
                settings(
                    table,
                    "declared=true",
                    "items.mapping=document",
                    "items.partition-key=episode",
                    "items.sort-key=map"))
            .getCache(table);
    DynamoDbConfiguration<?, ?> told = cache.getConfiguration(DynamoDbConfiguration.class);
    assertThat((Object) told.getMapping())
        .isEqualTo(Mapping.document().key("episode", Object.class, "map", Object.class));
    assertThat(told.getTableCreation()).isEqualTo(TableCreation.NEVER);
    assertThat(told.getOnDestroy()).isEqualTo(OnDestroy.KEEP);
    assertThat(told.getClearing()).isEqualTo(Clearing.REFUSE);
  }

  /** "Null values are refused." */
  @Test
  void whatSpringPutsInPlaceOfNullIsRefusedWithTheWayOut() {
    String table = doomMaps();
    Cache<Object, Object> cache =
        fixture
            .newManager(
                settings(
                    table,
                    "items.mapping=document",
                    "items.partition-key=episode",
                    "items.sort-key=map"))
            .createCache(table, new MutableConfiguration<>());
    assertThatThrownBy(() -> cache.put(List.of(1, 1), NullValue.INSTANCE))
        .isInstanceOf(CacheException.class)
        .hasMessageContaining("unless = \"#result == null\"");
  }

  /** "What cannot apply is refused when the cache opens, naming the setting." */
  @Test
  void whatCannotApplyIsRefused() {
    String table = doomMaps();
    Mapping<Level, DoomMap> mapping = Mapping.record(DoomMap.class).key(Level.class);
    fixture.requests().reset();
    assertThatThrownBy(
            () ->
                fixture
                    .manager()
                    .createCache(
                        table,
                        new DynamoDbConfiguration<Level, DoomMap>()
                            .setMapping(mapping)
                            .setExpiryPolicyFactory(
                                CreatedExpiryPolicy.factoryOf(Duration.ONE_HOUR))))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("items.time-to-live");
    assertThatThrownBy(
            () ->
                fixture
                    .manager()
                    .createCache(
                        table,
                        new DynamoDbConfiguration<Level, DoomMap>()
                            .setMapping(mapping)
                            .setMaxEntrySize(1 << 20)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("max-entry-size");
    assertThat(fixture.requests().counts()).isEmpty();

    DynamoDbCache<Level, DoomMap> cache = dynamoDbCache(table, mapping);
    assertThatThrownBy(() -> cache.withLifetime(java.time.Duration.ofHours(1)))
        .isInstanceOf(CacheException.class)
        .hasMessageContaining("items.time-to-live");
    assertThat(cache.withLifetime(ChronoUnit.FOREVER.getDuration()).get(new Level(1, 1)).name())
        .isEqualTo("Hangar");
    assertThatThrownBy(() -> cache.removeOrphanParts(java.time.Duration.ofDays(1)))
        .isInstanceOf(CacheException.class)
        .hasMessageContaining("max-entry-size");
  }

  @Test
  void aCacheThatCannotBeCalledAsItsTableIsToldHow() {
    Mapping<String, Item> mapping = Mapping.document().key("id", String.class);
    assertThatThrownBy(
            () ->
                fixture
                    .manager()
                    .createCache(
                        "the maps", new DynamoDbConfiguration<String, Item>().setMapping(mapping)))
        .isInstanceOf(CacheException.class)
        .hasMessageContaining("table.name");
  }

  @SuppressWarnings("unchecked") // The cache has the mapping's types.
  private DynamoDbCache<Level, DoomMap> dynamoDbCache(
      String table, Mapping<Level, DoomMap> mapping) {
    return Table.open(fixture.manager(), table, mapping).cache().unwrap(DynamoDbCache.class);
  }

  @SuppressWarnings("unchecked") // unwrap knows nothing of type arguments
  private static ConcurrentMap<Object, Object> map(Cache<Object, Object> cache) {
    return cache.unwrap(ConcurrentMap.class);
  }

  /** A table with one item, which has an attribute that no record here knows. */
  private String doomMaps() {
    String table = UserTables.make(client, fixture.newName(), "episode N", "map N");
    UserTables.put(
        client,
        table,
        Map.of(
            "episode", AttributeValue.fromN("1"),
            "map", AttributeValue.fromN("1"),
            "name", AttributeValue.fromS("Hangar"),
            "cheats", AttributeValue.fromSs(List.of("idkfa", "iddqd")),
            "played", AttributeValue.fromN("17")));
    return table;
  }

  private TableDescription description(String table) {
    return client.describeTable(describe -> describe.tableName(table)).table();
  }

  private Properties settings(String cache, String... keysAndValues) {
    Properties properties = fixture.properties();
    for (String each : keysAndValues) {
      String[] parts = each.split("=", 2);
      properties.setProperty("dynamodb-jcache.caches[" + cache + "]." + parts[0], parts[1]);
    }
    return properties;
  }

  private static DynamoDbClient withoutTheRightToDescribe() {
    return TestDynamoDb.builder()
        .overrideConfiguration(
            override ->
                override
                    .addExecutionInterceptor(new NoDescribing())
                    .retryStrategy(AwsRetryStrategy.doNotRetry()))
        .build();
  }

  private static final class NoDescribing implements ExecutionInterceptor {
    @Override
    public void beforeTransmission(
        Context.BeforeTransmission context, ExecutionAttributes attributes) {
      if (context.request() instanceof DescribeTableRequest) {
        throw DynamoDbException.builder()
            .statusCode(400)
            .awsErrorDetails(
                AwsErrorDetails.builder()
                    .errorCode("AccessDeniedException")
                    .errorMessage("not authorized to perform: dynamodb:DescribeTable")
                    .build())
            .build();
      }
    }
  }
}
