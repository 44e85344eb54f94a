package io.github.dynamodbjcache.guarantee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynamodbjcache.configuration.DynamoDbCacheProperties;
import io.github.dynamodbjcache.configuration.DynamoDbConfiguration;
import io.github.dynamodbjcache.configuration.ExactlyOnce;
import io.github.dynamodbjcache.table.Item;
import io.github.dynamodbjcache.table.ItemKey;
import io.github.dynamodbjcache.table.Mapping;
import io.github.dynamodbjcache.table.Revisions;
import io.github.dynamodbjcache.testing.CacheFixture;
import io.github.dynamodbjcache.testing.Companion;
import io.github.dynamodbjcache.testing.Disturbances;
import io.github.dynamodbjcache.testing.FaultyHttpClient;
import io.github.dynamodbjcache.testing.Place;
import io.github.dynamodbjcache.testing.PlantedDefect;
import io.github.dynamodbjcache.testing.Scale;
import io.github.dynamodbjcache.testing.Seed;
import io.github.dynamodbjcache.testing.TestDynamoDb;
import io.github.dynamodbjcache.testing.Workers;
import io.github.dynamodbjcache.testing.history.Register;
import io.github.dynamodbjcache.testing.history.Violation;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.cache.Cache;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/**
 * "Conditional operations and invoke atomic across JVMs under compared, version and hidden", and
 * "never a wrong answer", on tables of one's own: whatever several threads of two managers do to an
 * item over a disturbed network, there is an order in which one thread could have done it.
 */
@Timeout(value = 10, unit = TimeUnit.HOURS)
class OwnTablesLinearizabilityTest {

  private static final int THREADS = 12;
  private static final int CALLS = Scale.of(4_000, 1_000);

  private final Seed seed = Seed.of(OwnTablesLinearizabilityTest.class);

  /** A value of the record. */
  record Counted(
      String id, int part, long number, Set<String> tags, List<BigDecimal> prices, String note) {

    static Counted of(ItemKey<String, Integer> key, long number) {
      return new Counted(
          key.partition(),
          key.sort(),
          number,
          number % 3 == 0 ? Set.of() : Set.of("a", "n" + number % 3),
          List.of(new BigDecimal(number).scaleByPowerOfTen(-2)),
          number % 2 == 0 ? null : "odd");
    }
  }

  /** How the items are kept. */
  private enum Way {
    RECORDS_COMPARED(Revisions.compared(), ExactlyOnce.REMOVES),
    RECORDS_OF_VERSIONS(Revisions.version("version"), ExactlyOnce.REMOVES),
    RECORDS_WITH_HIDDEN(Revisions.hidden("_"), ExactlyOnce.REMOVES),
    RECORDS_TRANSACTED(Revisions.compared(), ExactlyOnce.WRITES),
    DOCUMENTS_COMPARED(Revisions.compared(), ExactlyOnce.REMOVES),
    DOCUMENTS_OF_VERSIONS(Revisions.version("version"), ExactlyOnce.REMOVES),
    DOCUMENTS_WITH_HIDDEN(Revisions.hidden("_"), ExactlyOnce.REMOVES);

    private final Revisions revisions;
    private final ExactlyOnce exactlyOnce;

    Way(Revisions revisions, ExactlyOnce exactlyOnce) {
      this.revisions = revisions;
      this.exactlyOnce = exactlyOnce;
    }

    boolean isOfRecords() {
      return name().startsWith("RECORDS");
    }

    /** "A number starts again after delete and re-create: documented." */
    RandomCaller.Repertoire repertoire() {
      return revisions.kind() == Revisions.Kind.VERSION
          ? RandomCaller.Repertoire.WITHOUT_REMOVALS
          : RandomCaller.Repertoire.ALL;
    }

    /** What an item cannot tell after a lost answer is unknown. */
    double mostUnknown() {
      boolean tells = revisions.kind() == Revisions.Kind.HIDDEN || this == RECORDS_TRANSACTED;
      return tells ? 0.05 : 0.12;
    }
  }

  @ParameterizedTest
  @EnumSource
  @Tag("large")
  void everyHistoryIsLinearizable(Way way) throws Exception {
    Recorder recorder = check(way, CALLS);
    System.out.printf(
        "OwnTablesLinearizabilityTest: %s: %,d calls on items, %,d of unknown outcome, %,d not"
            + " done, %s%n",
        way, recorder.recorded(), recorder.unknown(), recorder.failed(), seed);
    assertThat(recorder.unknown())
        .as("outcomes unknown")
        .isLessThan((int) (recorder.recorded() * way.mostUnknown()));
  }

  @Companion
  void wouldNoticeThatWritesAreNotGuarded() {
    try (PlantedDefect unguarded = PlantedDefect.in(Place.CONDITION_OF_A_WRITE).doesNothing()) {
      for (Way way : List.of(Way.RECORDS_COMPARED, Way.DOCUMENTS_COMPARED)) {
        assertThatThrownBy(() -> check(way, 1_000))
            .as("%s", way)
            .isInstanceOf(AssertionError.class)
            .hasMessageContaining("not linearizable");
      }
    }
  }

  @Companion
  void wouldNoticeThatLostAnswersAreTakenForLostRequests() {
    try (PlantedDefect resent =
        PlantedDefect.in(Place.LOST_ANSWER_MAY_HAVE_WRITTEN).answers(false)) {
      assertThatThrownBy(() -> check(Way.RECORDS_COMPARED, 3_000))
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("not linearizable");
    }
  }

  private Recorder check(Way way, int calls) throws Exception {
    Disturbances first = Disturbances.usual(seed.random(3 * way.ordinal()));
    Disturbances second = Disturbances.usual(seed.random(3 * way.ordinal() + 1));
    Recorder recorder = new Recorder(/* removalsRepeat= */ true);
    try (CacheFixture fixture = CacheFixture.open();
        DynamoDbClient oneClient = disturbed(first);
        DynamoDbClient otherClient = disturbed(second)) {
      String table = fixture.newName();
      create(table, fixture.client());
      Cache<String, Long> undisturbed = cache(fixture, fixture.client(), table, way);
      List<Cache<String, Long>> caches =
          List.of(cache(fixture, oneClient, table, way), cache(fixture, otherClient, table, way));
      call(caches, recorder, way, calls);
      for (String key : recorder.keys()) {
        recorder.record(key, Register.get(), () -> undisturbed.get(key));
      }
    }
    Map<String, Violation> violations = recorder.violations();
    assertThat(violations).as("histories that are not linearizable, %s, %s", way, seed).isEmpty();
    return recorder;
  }

  private void call(List<Cache<String, Long>> caches, Recorder recorder, Way way, int calls)
      throws Exception {
    AtomicInteger called = new AtomicInteger();
    Workers.run(
        THREADS,
        i ->
            new RandomCaller(
                    caches.get(i % caches.size()),
                    recorder,
                    seed.random(1_000_000 + way.ordinal() * THREADS + i),
                    called,
                    calls,
                    way.repertoire())
                .run());
  }

  private static DynamoDbClient disturbed(Disturbances disturbances) {
    return TestDynamoDb.client(new FaultyHttpClient(TestDynamoDb.http()).always(disturbances));
  }

  private static void create(String table, DynamoDbClient client) {
    client.createTable(
        create ->
            create
                .tableName(table)
                .keySchema(
                    id -> id.attributeName("id").keyType(KeyType.HASH),
                    part -> part.attributeName("part").keyType(KeyType.RANGE))
                .attributeDefinitions(
                    id -> id.attributeName("id").attributeType(ScalarAttributeType.S),
                    part -> part.attributeName("part").attributeType(ScalarAttributeType.N))
                .billingMode(BillingMode.PAY_PER_REQUEST));
  }

  private static Cache<String, Long> cache(
      CacheFixture fixture, DynamoDbClient client, String table, Way way) {
    Properties properties = fixture.properties();
    properties.put(DynamoDbCacheProperties.CLIENT_INSTANCE, client);
    return way.isOfRecords()
        ? records(fixture, properties, table, way)
        : documents(fixture, properties, table, way);
  }

  private static Cache<String, Long> records(
      CacheFixture fixture, Properties properties, String table, Way way) {
    Cache<ItemKey<String, Integer>, Counted> cache =
        fixture
            .newManager(properties)
            .createCache(
                table,
                new DynamoDbConfiguration<ItemKey<String, Integer>, Counted>()
                    .setTableName(table)
                    .setMapping(
                        Mapping.record(Counted.class)
                            .key("id", String.class, "part", Integer.class)
                            .revision(way.revisions))
                    .setExactlyOnce(way.exactlyOnce));
    return new LongsOver<>(
        cache, text -> new ItemKey<>(text, 7), ItemKey::partition, Counted::of, Counted::number);
  }

  private static Cache<String, Long> documents(
      CacheFixture fixture, Properties properties, String table, Way way) {
    Cache<ItemKey<String, Integer>, Item> cache =
        fixture
            .newManager(properties)
            .createCache(
                table,
                new DynamoDbConfiguration<ItemKey<String, Integer>, Item>()
                    .setTableName(table)
                    .setMapping(
                        Mapping.document()
                            .key("id", String.class, "part", Integer.class)
                            .revision(way.revisions))
                    .setExactlyOnce(way.exactlyOnce));
    return new LongsOver<>(
        cache,
        text -> new ItemKey<>(text, 7),
        ItemKey::partition,
        (key, number) ->
            number % 2 == 0
                ? Item.of(Map.of("number", number))
                : Item.of(Map.of("number", number, "odd", true, "tags", Set.of("a", "b"))),
        item -> ((BigDecimal) item.get("number")).longValueExact());
  }
}
