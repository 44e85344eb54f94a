package io.github.dynamodbjcache.guarantee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.dynamodbjcache.BulkFailureException;
import io.github.dynamodbjcache.configuration.DynamoDbCacheProperties;
import io.github.dynamodbjcache.testing.CacheFixture;
import io.github.dynamodbjcache.testing.Companion;
import io.github.dynamodbjcache.testing.FaultyHttpClient;
import io.github.dynamodbjcache.testing.Leftovers;
import io.github.dynamodbjcache.testing.Place;
import io.github.dynamodbjcache.testing.PlantedDefect;
import io.github.dynamodbjcache.testing.Scale;
import io.github.dynamodbjcache.testing.Seed;
import io.github.dynamodbjcache.testing.TestDynamoDb;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.cache.Cache;
import javax.cache.configuration.MutableConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * "Leftovers are resent with back-off; never reported absent", and "bulk operations say which keys
 * were done, which were not, which are unknown".
 */
@Timeout(300)
class LeftoversTest {

  /** Not much fewer on smaller scales: of a dozen requests, one by chance is a tenth. */
  private static final int ENTRIES = Scale.of(10_000, 5_000);

  private static final double SHARE_LEFT = 0.2;
  private static final Predicate<String> NEVER = key -> key.startsWith("never");

  private final Seed seed = Seed.of(LeftoversTest.class);
  private final CacheFixture fixture = CacheFixture.open();
  private final Cache<String, String> undisturbed = fixture.cache(strings());
  private final List<AutoCloseable> clients = new ArrayList<>();

  @AfterEach
  void close() throws Exception {
    fixture.close();
    for (AutoCloseable client : clients) {
      client.close();
    }
  }

  @Test
  @Tag("large")
  void nothingIsMissingAndNothingIsFalselyAbsent() {
    everythingIsDone(ENTRIES);
  }

  @Companion
  void withLeftoversOfReadsForgottenItIsNoticed() {
    try (PlantedDefect forgotten =
        PlantedDefect.in(Place.LEFT_OVER_BY_READS).does(Defects.class, "none")) {
      assertThatThrownBy(() -> everythingIsDone(1000)).isInstanceOf(AssertionError.class);
    }
  }

  @Companion
  void withLeftoversOfWritesForgottenItIsNoticed() {
    try (PlantedDefect forgotten =
        PlantedDefect.in(Place.LEFT_OVER_BY_WRITES).does(Defects.class, "none")) {
      assertThatThrownBy(() -> everythingIsDone(1000)).isInstanceOf(AssertionError.class);
    }
  }

  /** What is planted has to be visible from everywhere. */
  public static final class Defects {
    private Defects() {}

    public static List<Object> none(Object answer) {
      return List.of();
    }
  }

  private void everythingIsDone(int count) {
    Random random = seed.random(0);
    Leftovers leftovers = new Leftovers(key -> next(random) < SHARE_LEFT);
    Cache<String, String> disturbed = over(leftovers, Duration.ofMinutes(2));
    Map<String, String> entries = entries("entry", count);
    Set<String> wanted = new HashSet<>(entries.keySet());
    wanted.addAll(entries("absent", count / 100).keySet());

    disturbed.putAll(entries);
    requireFew("putAll", leftovers.batches(), count, 25);
    assertThat(contents()).as("after putAll, %s", seed).isEqualTo(entries);

    Map<String, String> found = disturbed.getAll(wanted);
    requireFew("getAll", leftovers.batches(), wanted.size(), 100);
    assertThat(found).as("getAll, %s", seed).isEqualTo(entries);

    disturbed.removeAll(entries.keySet());
    requireFew("removeAll", leftovers.batches(), count, 25);
    assertThat(contents()).as("after removeAll, %s", seed).isEmpty();
  }

  private void requireFew(String operation, int requests, int count, int size) {
    int least = (count + size - 1) / size;
    System.out.printf(
        "LeftoversTest: %s of %d took %d requests, %.2f of the minimum%n",
        operation, count, requests, (double) requests / least);
    assertThat(requests).as("%s, %s", operation, seed).isLessThanOrEqualTo(least * 3 / 2);
  }

  private static double next(Random random) {
    synchronized (random) {
      return random.nextDouble();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whatIsLeftOverForEverIsNamed(boolean withStatistics) {
    fixture.manager().enableStatistics(undisturbed.getName(), withStatistics);
    Cache<String, String> disturbed = over(new Leftovers(NEVER), Duration.ofSeconds(2));
    Map<String, String> entries = entries("entry", 120);
    Map<String, String> never = entries("never", 7);
    entries.putAll(never);

    BulkFailureException notPut =
        catchThrowableOfType(BulkFailureException.class, () -> disturbed.putAll(entries));
    assertThat(left(notPut)).isEqualTo(never.keySet());
    assertThat(notPut.done()).isEqualTo(contents().keySet()).hasSize(120);

    undisturbed.putAll(never);
    BulkFailureException notRead =
        catchThrowableOfType(BulkFailureException.class, () -> disturbed.getAll(entries.keySet()));
    assertThat(notRead.notDone()).isEqualTo(never.keySet());
    assertThat(notRead.done()).isEmpty();

    BulkFailureException notRemoved =
        catchThrowableOfType(
            BulkFailureException.class, () -> disturbed.removeAll(entries.keySet()));
    assertThat(left(notRemoved)).isEqualTo(never.keySet());
    assertThat(contents()).isEqualTo(never);
  }

  /** Not done; or unknown, if the limit of the call cut the last attempt off. */
  private static Set<Object> left(BulkFailureException failure) {
    Set<Object> left = new HashSet<>(failure.notDone());
    left.addAll(failure.unknown());
    return left;
  }

  /** The caller's own keys, not those of the items that hold the parts of their values. */
  @Test
  void entriesWhosePartsAreLeftOverForEverAreNamed() {
    Map<String, String> entries = entries("whole", 10);
    undisturbed.putAll(entries);
    String large = "l".repeat(500_000);
    undisturbed.put("large", large);
    entries.put("large", large);
    Cache<String, String> disturbed =
        over(new Leftovers(key -> key.startsWith("~part:")), Duration.ofSeconds(2));

    BulkFailureException notRead =
        catchThrowableOfType(BulkFailureException.class, () -> disturbed.getAll(entries.keySet()));
    assertThat(notRead.notDone()).isEqualTo(Set.of("large"));
    assertThat(notRead).hasMessageContaining("large").hasMessageNotContaining("~part");
  }

  @Test
  void whatMayHaveBeenDoneIsNamed() {
    FaultyHttpClient http = new FaultyHttpClient(TestDynamoDb.http());
    Cache<String, String> disturbed = over(keep(TestDynamoDb.client(http)), Duration.ofMinutes(1));
    http.next("BatchWriteItem", FaultyHttpClient.lostOnTheWay());
    Map<String, String> entries = entries("entry", 100);

    BulkFailureException failure =
        catchThrowableOfType(BulkFailureException.class, () -> disturbed.putAll(entries));
    assertThat(failure.unknown()).hasSize(25);
    assertThat(failure.notDone()).isEmpty();
    assertThat(failure.done()).isEqualTo(contents().keySet()).hasSize(75);
    assertThat(failure).hasMessageContaining("putAll").hasMessageContaining("entry");
  }

  @Test
  void whatIsRefusedAmongSingleWritesIsNamed() {
    FaultyHttpClient http = new FaultyHttpClient(TestDynamoDb.http());
    Cache<String, String> disturbed = over(keep(TestDynamoDb.client(http)), Duration.ofMinutes(1));
    fixture.listenToUpdates(disturbed, event -> {});
    Map<String, String> entries = entries("entry", 3);
    http.next("UpdateItem", FaultyHttpClient.answers(400, "AccessDeniedException"));

    BulkFailureException failure =
        catchThrowableOfType(BulkFailureException.class, () -> disturbed.putAll(entries));
    assertThat(failure.notDone()).hasSize(1);
    assertThat(failure.done()).isEqualTo(contents().keySet()).hasSize(2);
  }

  private Cache<String, String> over(Leftovers leftovers, Duration bulkTimeout) {
    return over(
        keep(
            TestDynamoDb.builder()
                .overrideConfiguration(
                    override ->
                        override
                            .addExecutionInterceptor(leftovers)
                            .retryStrategy(DefaultRetryStrategy.doNotRetry()))
                .build()),
        bulkTimeout);
  }

  private DynamoDbClient keep(DynamoDbClient client) {
    clients.add(client);
    return client;
  }

  private Cache<String, String> over(DynamoDbClient client, Duration bulkTimeout) {
    Properties properties = fixture.properties();
    properties.put(DynamoDbCacheProperties.CLIENT_INSTANCE, client);
    properties.setProperty("dynamodb-jcache.client.bulk-timeout", bulkTimeout.toMillis() + "ms");
    return fixture.newManager(properties).createCache(undisturbed.getName(), strings());
  }

  private Map<String, String> contents() {
    Map<String, String> contents = new TreeMap<>();
    undisturbed.forEach(entry -> contents.put(entry.getKey(), entry.getValue()));
    return contents;
  }

  private static Map<String, String> entries(String prefix, int count) {
    return IntStream.range(0, count)
        .boxed()
        .collect(Collectors.toMap(i -> prefix + i, i -> "value" + i, (a, b) -> a, TreeMap::new));
  }

  private static MutableConfiguration<String, String> strings() {
    return new MutableConfiguration<String, String>().setTypes(String.class, String.class);
  }
}
