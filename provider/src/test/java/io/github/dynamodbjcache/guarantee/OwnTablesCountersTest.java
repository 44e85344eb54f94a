package io.github.dynamodbjcache.guarantee;

import static io.github.dynamodbjcache.table.Path.attr;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynamodbjcache.OutcomeUnknownException;
import io.github.dynamodbjcache.configuration.DynamoDbCacheProperties;
import io.github.dynamodbjcache.table.Mapping;
import io.github.dynamodbjcache.table.Outcome;
import io.github.dynamodbjcache.table.Revisions;
import io.github.dynamodbjcache.table.Table;
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
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import javax.cache.CacheException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/**
 * "Two incrementers with answers lost: none lost or doubled, unknowns named". An item counts, and
 * has a field for each writer with the number of its last increment, so that a writer can look
 * whether one of unknown outcome is there.
 */
@Timeout(value = 10, unit = TimeUnit.HOURS)
class OwnTablesCountersTest {

  private static final int WRITERS = 4;
  private static final int KEYS = 5;
  private static final int INCREMENTS = Math.max(100, Scale.of(4_000) / WRITERS);

  private final Seed seed = Seed.of(OwnTablesCountersTest.class);

  /** A value of the record. */
  record Tally(String id, long count, Map<String, Long> lasts) {

    static final Tally NONE = new Tally(null, 0, Map.of());

    Tally with(String key, String writer, long number) {
      Map<String, Long> next = new TreeMap<>(lasts);
      next.put(writer, number);
      return new Tally(key, count + 1, next);
    }
  }

  /** How an increment is made. */
  private enum Means {
    INVOKE {
      @Override
      void increment(Table<String, Tally> table, String key, String writer, long number) {
        table
            .cache()
            .invoke(
                key,
                (entry, nothing) -> {
                  Tally now = entry.exists() ? entry.getValue() : Tally.NONE;
                  entry.setValue(now.with(key, writer, number));
                  return null;
                });
      }
    },
    UPDATE {
      @Override
      void increment(Table<String, Tally> table, String key, String writer, long number) {
        table.update(key, u -> u.add("count", 1).set(attr("lasts").at(writer), number)).orThrow();
      }
    },
    PUT_UNCHANGED {
      @Override
      void increment(Table<String, Tally> table, String key, String writer, long number) {
        Outcome<Tally> outcome;
        do {
          Tally read = table.map().get(key);
          outcome = table.put(key, read.with(key, writer, number), table.unchanged(read));
        } while (!outcome.isDone());
      }
    };

    abstract void increment(Table<String, Tally> table, String key, String writer, long number);
  }

  static Stream<Arguments> ways() {
    return Stream.of(Means.values())
        .flatMap(
            means ->
                Stream.of(Revisions.compared(), Revisions.version("version"), Revisions.hidden("_"))
                    .map(revisions -> Arguments.of(means, revisions)));
  }

  @ParameterizedTest
  @MethodSource("ways")
  @Tag("large")
  void whatIsStoredIsWhatWasAcknowledgedAndFound(Means means, Revisions revisions)
      throws Exception {
    long unknown = run(means, revisions, INCREMENTS);
    // What names no revision that it came after cannot be told from what another write has shifted
    // out: that is the half of the lost answers whose requests were lost, too.
    long oneIn = revisions.kind() == Revisions.Kind.HIDDEN ? 20 : 5;
    assertThat(unknown).as("unknown").isLessThan(INCREMENTS * WRITERS / oneIn);
  }

  @Companion
  void wouldNoticeThatWritesAreSentAgain() {
    try (PlantedDefect resent =
        PlantedDefect.in(Place.LOST_ANSWER_MAY_HAVE_WRITTEN).answers(false)) {
      assertThatThrownBy(() -> run(Means.UPDATE, Revisions.compared(), 100))
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("stored");
    }
  }

  private long run(Means means, Revisions revisions, int increments) throws Exception {
    AtomicLong acknowledged = new AtomicLong();
    AtomicLong unknown = new AtomicLong();
    AtomicLong found = new AtomicLong();
    try (CacheFixture fixture = CacheFixture.open();
        DynamoDbClient disturbed =
            TestDynamoDb.client(
                new FaultyHttpClient(TestDynamoDb.http())
                    .always(Disturbances.usual(seed.random(means.ordinal()))))) {
      String name = fixture.newName();
      create(name, fixture.client());
      Table<String, Tally> undisturbed = table(fixture, fixture.client(), name, revisions);
      for (int key = 0; key < KEYS; key++) {
        undisturbed.map().put("k" + key, new Tally("k" + key, 0, Map.of()));
      }
      Workers.run(
          WRITERS,
          writer -> {
            Table<String, Tally> table = table(fixture, disturbed, name, revisions);
            Random random = seed.random(100 + writer);
            String mine = "w" + writer;
            for (long number = 1; number <= increments; number++) {
              String key = "k" + random.nextInt(KEYS);
              try {
                means.increment(table, key, mine, number);
                acknowledged.incrementAndGet();
              } catch (OutcomeUnknownException lost) {
                unknown.incrementAndGet();
                if (undisturbed.map().get(key).lasts().getOrDefault(mine, 0L) == number) {
                  found.incrementAndGet();
                }
              } catch (CacheException notDone) {
                number--;
              }
            }
          });
      long stored = 0;
      for (int key = 0; key < KEYS; key++) {
        stored += undisturbed.map().get("k" + key).count();
      }
      System.out.printf(
          "OwnTablesCountersTest: %s, %s: %d acknowledged, %d unknown, %d of them found, %s%n",
          means, revisions, acknowledged.get(), unknown.get(), found.get(), seed);
      assertThat(stored)
          .as("stored, %s, %s, %s", means, revisions, seed)
          .isEqualTo(acknowledged.get() + found.get());
    }
    return unknown.get();
  }

  private static Table<String, Tally> table(
      CacheFixture fixture, DynamoDbClient client, String name, Revisions revisions) {
    Properties properties = fixture.properties();
    properties.put(DynamoDbCacheProperties.CLIENT_INSTANCE, client);
    return Table.open(
        fixture.newManager(properties),
        name,
        Mapping.record(Tally.class).key("id", String.class).revision(revisions));
  }

  private static void create(String name, DynamoDbClient client) {
    client.createTable(
        table ->
            table
                .tableName(name)
                .keySchema(id -> id.attributeName("id").keyType(KeyType.HASH))
                .attributeDefinitions(
                    id -> id.attributeName("id").attributeType(ScalarAttributeType.S))
                .billingMode(BillingMode.PAY_PER_REQUEST));
  }
}
