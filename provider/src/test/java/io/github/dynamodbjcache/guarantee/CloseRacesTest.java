package io.github.dynamodbjcache.guarantee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.dynamodbjcache.configuration.DynamoDbCacheProperties;
import io.github.dynamodbjcache.testing.CannedDynamoDb;
import io.github.dynamodbjcache.testing.Companion;
import io.github.dynamodbjcache.testing.Place;
import io.github.dynamodbjcache.testing.PlantedDefect;
import io.github.dynamodbjcache.testing.Scale;
import io.github.dynamodbjcache.testing.Seed;
import io.github.dynamodbjcache.testing.TestDynamoDb;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * "Life cycle: close() against running operations, twice, from other threads; no leaked threads,
 * connections or MBeans; a client that was handed in stays open": each call that races with closing
 * ends with a result, an IllegalStateException or a typed CacheException, and nothing is left.
 *
 * <p>Most rounds talk to a DynamoDB that only answers, over a client that was handed in; of a
 * hundred, three talk to a real one over such a client, and two over one of the provider's own.
 */
@Timeout(value = 10, unit = TimeUnit.HOURS)
class CloseRacesTest {

  /** Of a hundred, each is of another kind. */
  private static final int ROUNDS = Scale.of(10_000, 200);

  private static final int LANES = 4;
  private static final String TABLES = "close-races-" + UUID.randomUUID() + "-";

  /** Tells the clients apart: each takes another number of connections. */
  private static final AtomicInteger OWN_CLIENTS = new AtomicInteger(50);

  private final Seed seed = Seed.of(CloseRacesTest.class);
  private final URI managers = URI.create("close-races-" + UUID.randomUUID());
  private final DynamoDbClient canned = TestDynamoDb.client(new CannedDynamoDb());
  private final DynamoDbClient real = TestDynamoDb.client();
  private final ExecutorService threads = Executors.newCachedThreadPool();

  @AfterEach
  void close() throws Exception {
    threads.shutdownNow();
    for (String table : real.listTablesPaginator().tableNames().stream().toList()) {
      if (table.startsWith(TABLES)) {
        real.deleteTable(delete -> delete.tableName(table));
      }
    }
    real.close();
    canned.close();
    // Only if a planted defect has left them.
    for (ObjectName bean : beans()) {
      ManagementFactory.getPlatformMBeanServer().unregisterMBean(bean);
    }
  }

  @Test
  @Tag("large")
  void everyCallEndsAndNothingIsLeft() throws Exception {
    long start = System.nanoTime();
    race(ROUNDS);
    System.out.printf(
        "CloseRacesTest: %,d rounds, %d s, %s%n",
        ROUNDS, TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start), seed);
  }

  @Companion
  void wouldNoticeBeansThatStay() {
    try (PlantedDefect staying = PlantedDefect.in(Place.MBEANS_ARE_UNREGISTERED).doesNothing()) {
      assertThatThrownBy(() -> race(20))
          .hasRootCauseInstanceOf(AssertionError.class)
          .hasStackTraceContaining("beans left");
    }
  }

  @Companion
  void wouldNoticeThreadsAndConnectionsThatStay() {
    try (PlantedDefect open = PlantedDefect.in(Place.CONNECTION_IS_CLOSED).doesNothing()) {
      assertThatThrownBy(() -> race(100)).hasStackTraceContaining("own client is closed");
      assertThatThrownBy(this::assertNoThreadIsLeft).hasStackTraceContaining("dynamodb-jcache-");
    }
    await().atMost(Duration.ofSeconds(60)).until(() -> threadsLeft().isEmpty());
  }

  private void race(int rounds) throws Exception {
    AtomicInteger begun = new AtomicInteger();
    List<Future<?>> lanes = new ArrayList<>();
    for (int i = 0; i < LANES; i++) {
      int lane = i;
      lanes.add(
          threads.submit(
              () -> {
                for (int round = begun.getAndIncrement();
                    round < rounds;
                    round = begun.getAndIncrement()) {
                  race(lane, round);
                }
                return null;
              }));
    }
    for (Future<?> lane : lanes) {
      try {
        lane.get();
      } catch (ExecutionException e) {
        begun.set(rounds);
        throw new AssertionError(seed.toString(), e.getCause());
      }
    }
    assertNoThreadIsLeft();
    assertThat(beans()).as("beans left").isEmpty();
    assertThat(real.listTables()).as("a client that was handed in is usable").isNotNull();
    assertThat(canned.listTables()).as("a client that was handed in is usable").isNotNull();
  }

  private void race(int lane, int number) throws Exception {
    int kind = number % 100;
    boolean ownClient = kind == 49 || kind == 99;
    boolean realTable = ownClient || kind % 33 == 0;
    Properties properties =
        ownClient ? ofOwnClient() : DynamoDbCacheProperties.withClient(realTable ? real : canned);
    properties.setProperty("dynamodb-jcache.table.prefix", TABLES);
    properties.setProperty("dynamodb-jcache.table.on-destroy", "keep");
    properties.setProperty("dynamodb-jcache.client.attempt-timeout", "20s");
    properties.setProperty("dynamodb-jcache.client.api-call-timeout", "20s");
    CloseRound round =
        new CloseRound(
            new Random(seed.value() * 31 + number),
            URI.create(managers + "-" + number),
            "c" + lane,
            properties,
            threads);
    DynamoDbClient client = round.manager().unwrap(DynamoDbClient.class);
    round.run();
    if (ownClient) {
      assertThat(isClosed(client)).as("own client is closed").isTrue();
    }
  }

  /** Rounds must not share a client, or it would be closed by the last of them only. */
  private static Properties ofOwnClient() {
    Properties properties = new Properties();
    properties.setProperty("dynamodb-jcache.client.endpoint", "embedded");
    properties.setProperty(
        "dynamodb-jcache.client.max-connections", String.valueOf(OWN_CLIENTS.incrementAndGet()));
    return properties;
  }

  private static boolean isClosed(DynamoDbClient client) {
    try {
      client.listTables();
      return false;
    } catch (IllegalStateException | RejectedExecutionException | NullPointerException closed) {
      return true;
    }
  }

  /** Sooner than idle threads end by themselves. */
  private void assertNoThreadIsLeft() {
    await()
        .atMost(Duration.ofSeconds(5))
        .untilAsserted(() -> assertThat(threadsLeft()).as("threads left").isEmpty());
  }

  private static List<String> threadsLeft() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("dynamodb-jcache-"))
        .toList();
  }

  private Set<ObjectName> beans() throws Exception {
    return ManagementFactory.getPlatformMBeanServer()
        .queryNames(new ObjectName("*:CacheManager=" + managers + "*,*"), null);
  }
}
