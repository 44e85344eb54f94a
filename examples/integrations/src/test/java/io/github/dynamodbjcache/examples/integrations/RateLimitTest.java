package io.github.dynamodbjcache.examples.integrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bucket4j.Bucket;
import io.github.dynamodbjcache.OutcomeUnknownException;
import io.github.dynamodbjcache.testing.AnsweringJvm;
import io.github.dynamodbjcache.testing.DynamoDbProcess;
import io.github.dynamodbjcache.testing.FaultyHttpClient;
import io.github.dynamodbjcache.testing.Scale;
import io.github.dynamodbjcache.testing.Seed;
import io.github.dynamodbjcache.testing.TestDynamoDb;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.cache.CacheManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * "No token is granted twice, none is lost, under contention and with answers lost": several JVMs
 * with several threads each take tokens from one bucket of Bucket4j.
 *
 * <p>A call of unknown outcome counts as consumed, as a rate limiter should count it: the token may
 * be gone.
 */
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class RateLimitTest {

  private static final int JVMS = 3;

  private static final List<AnsweringJvm> OTHERS = new ArrayList<>();
  private static DynamoDbProcess server;

  private final Seed seed = Seed.of(RateLimitTest.class);

  @BeforeAll
  static void start() throws IOException {
    server = DynamoDbProcess.start();
    for (int jvm = 0; jvm < JVMS; jvm++) {
      OTHERS.add(
          AnsweringJvm.start(
              TokenTakers.class,
              List.of(
                  "-XX:+EnableDynamicAgentLoading",
                  "-Djdk.attach.allowAttachSelf=true",
                  "-Dorg.slf4j.simpleLogger.defaultLogLevel=error")));
    }
  }

  @AfterAll
  static void stop() throws IOException, InterruptedException {
    for (AnsweringJvm other : OTHERS) {
      other.close();
    }
    server.close();
  }

  /** The next test begins without a bucket. */
  @AfterEach
  void deleteTables() {
    try (DynamoDbClient client = server.client()) {
      client
          .listTables()
          .tableNames()
          .forEach(name -> client.deleteTable(table -> table.tableName(name)));
    }
  }

  @Test
  @Tag("large")
  void withoutRefillExactlyTheCapacityIsGranted() throws Exception {
    drain(JVMS, Scale.of(500, 90), /* disturbed= */ false, "none");
  }

  @Test
  @Tag("large")
  void withAnswersLostExactlyTheCapacityIsGrantedOrUnknown() throws Exception {
    drain(JVMS, Scale.of(250, 90), /* disturbed= */ true, "none");
  }

  @Test
  void resentAsIfNothingHadHappenedTokensAreLost() {
    assertThatThrownBy(() -> drain(2, 200, /* disturbed= */ true, "lost"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("none is lost");
  }

  @Test
  void withoutTheGuardTokensAreGrantedTwice() {
    assertThatThrownBy(() -> drain(2, 100, /* disturbed= */ false, "unguarded"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("none is granted twice");
  }

  /** A bucket that is full in the beginning, until it is empty. */
  private void drain(int jvms, int capacity, boolean disturbed, String defect) throws Exception {
    try (DynamoDbClient client = server.client();
        CacheManager manager = Buckets.manager(client)) {
      Bucket bucket = Buckets.bucket(manager, capacity, 0);
      assertThat(bucket.getAvailableTokens()).isEqualTo(capacity);
      Sum sum = run(jvms, capacity, 0, Duration.ZERO, disturbed, defect);
      assertThat(bucket.getAvailableTokens()).isZero();
      assertThat(sum.granted()).as("none is granted twice: %s", sum).isLessThanOrEqualTo(capacity);
      assertThat(sum.granted() + sum.unknown())
          .as("none is lost: %s", sum)
          .isGreaterThanOrEqualTo(capacity);
      if (!disturbed) {
        assertThat(sum.granted()).as("%s", sum).isEqualTo(capacity);
      }
    }
  }

  /** "Granted is no more than the capacity and what was refilled in the elapsed time". */
  @Test
  void withGreedyRefillAllOfTheRefillIsGrantedAndNoMore() throws Exception {
    int perSecond = 40;
    try (DynamoDbClient client = server.client();
        CacheManager manager = Buckets.manager(client)) {
      // So large that it never overflows, which would lose tokens rightly.
      Bucket bucket = Buckets.bucket(manager, 1_000_000, perSecond);
      long beforeCreation = System.currentTimeMillis();
      assertThat(bucket.getAvailableTokens()).isLessThan(perSecond * 60L);
      long afterCreation = System.currentTimeMillis();
      Sum sum = run(JVMS, 1_000_000, perSecond, Duration.ofSeconds(4), false, "none");
      long beforeEnd = System.currentTimeMillis();
      long left = bucket.getAvailableTokens();
      long afterEnd = System.currentTimeMillis();

      assertThat(sum.unknown() + sum.failed()).as("%s", sum).isZero();
      assertThat(sum.granted()).isPositive();
      assertThat(sum.granted() + left)
          .as("granted and left, %s", sum)
          .isBetween(
              perSecond * (beforeEnd - afterCreation) / 1000 - 1,
              perSecond * (afterEnd - beforeCreation) / 1000 + 1);
    }
  }

  /** The ring of an item's last six writes is the memory in which a lost answer is looked up. */
  @Test
  void aTokenWhoseAnswerIsLostForGoodIsConsumed() throws Exception {
    try (DynamoDbClient client = server.client();
        CacheManager manager = Buckets.manager(client);
        FaultyHttpClient http = new FaultyHttpClient(TestDynamoDb.http());
        DynamoDbClient disturbed = Buckets.client(server.endpoint(), http);
        CacheManager other = Buckets.manager(disturbed)) {
      Bucket bucket = Buckets.bucket(manager, 100, 0);
      Bucket unlucky = Buckets.bucket(other, 100, 0);
      assertThat(unlucky.tryConsume(1)).isTrue();
      http.next(
          "UpdateItem",
          FaultyHttpClient.answerLostAfter(
              () -> {
                for (int i = 0; i < 6; i++) {
                  assertThat(bucket.tryConsume(1)).isTrue();
                }
              }));

      assertThatThrownBy(() -> unlucky.tryConsume(1)).isInstanceOf(OutcomeUnknownException.class);

      assertThat(bucket.getAvailableTokens()).as("8 are taken, 7 were granted").isEqualTo(92);
    }
  }

  private record Sum(long granted, long unknown, long failed, Seed seed) {}

  private Sum run(
      int jvms, long capacity, long perSecond, Duration longest, boolean disturbed, String defect)
      throws Exception {
    List<AnsweringJvm> takers = OTHERS.subList(0, jvms);
    long start = System.nanoTime();
    for (int jvm = 0; jvm < jvms; jvm++) {
      takers
          .get(jvm)
          .ask(
              List.of(
                  server.endpoint().toString(),
                  Long.toString(seed.value() + jvm),
                  Integer.toString(jvms),
                  Long.toString(capacity),
                  Long.toString(perSecond),
                  Long.toString(longest.toMillis()),
                  Boolean.toString(disturbed),
                  defect));
    }
    long granted = 0;
    long unknown = 0;
    long failed = 0;
    for (AnsweringJvm taker : takers) {
      String result = taker.answer(Duration.ofMinutes(10));
      System.out.println("RateLimitTest: " + result);
      String[] words = result.split(" ");
      granted += Long.parseLong(words[1]);
      unknown += Long.parseLong(words[3]);
      failed += Long.parseLong(words[5]);
    }
    System.out.printf(
        "RateLimitTest: granted %d, unknown %d, failed %d by %d JVMs in %d ms%n",
        granted, unknown, failed, jvms, (System.nanoTime() - start) / 1_000_000);
    return new Sum(granted, unknown, failed, seed);
  }
}
