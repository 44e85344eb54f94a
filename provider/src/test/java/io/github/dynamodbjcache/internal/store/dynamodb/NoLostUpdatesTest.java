package io.github.dynamodbjcache.internal.store.dynamodb;

import static io.github.dynamodbjcache.internal.store.dynamodb.StoreFixture.key;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbjcache.internal.store.Applied;
import io.github.dynamodbjcache.internal.store.Applied.Conflict;
import io.github.dynamodbjcache.internal.store.Applied.Done;
import io.github.dynamodbjcache.internal.store.Consistency;
import io.github.dynamodbjcache.internal.store.EntryKey;
import io.github.dynamodbjcache.internal.store.EntryStore;
import io.github.dynamodbjcache.internal.store.Guard;
import io.github.dynamodbjcache.internal.store.Mutation;
import io.github.dynamodbjcache.internal.store.NewDeadline;
import io.github.dynamodbjcache.internal.store.OutcomeUnknownStoreException;
import io.github.dynamodbjcache.internal.store.StoredEntry;
import io.github.dynamodbjcache.internal.time.Deadline;
import io.github.dynamodbjcache.internal.time.TimeLimit;
import io.github.dynamodbjcache.testing.FaultyHttpClient;
import io.github.dynamodbjcache.testing.FaultyHttpClient.Fault;
import io.github.dynamodbjcache.testing.TestDynamoDb;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * "Never a doubled increment": several writers count up one entry over a network that loses every
 * third request or answer; each increment that was answered counts once, and each of unknown
 * outcome at most once.
 */
@Timeout(120)
class NoLostUpdatesTest {

  private static final EntryKey KEY = key("counter");
  private static final int WRITERS = 4;
  private static final int INCREMENTS = 25;

  private final AtomicInteger done = new AtomicInteger();
  private final AtomicInteger unknown = new AtomicInteger();

  @Test
  void everyAnsweredIncrementCountsOnce() throws Exception {
    long seed = System.nanoTime();
    try (DynamoDbClient undisturbed = TestDynamoDb.client()) {
      TableLayout layout = StoreFixture.newTable(undisturbed);
      ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
      List<Future<?>> running = new ArrayList<>();
      for (int writer = 0; writer < WRITERS; writer++) {
        Random random = new Random(seed + writer);
        running.add(writers.submit(() -> countUp(layout, random)));
      }
      writers.shutdown();
      for (Future<?> writer : running) {
        finish(writer, seed);
      }
      StoredEntry counter =
          StoreFixture.store(undisturbed, layout)
              .read(KEY, Consistency.STRONG, StoreFixture.limit());
      int count = count(counter);
      System.out.printf(
          "NoLostUpdatesTest: seed %d, counted %d, done %d, unknown %d%n",
          seed, count, done.get(), unknown.get());
      assertThat(done.get() + unknown.get()).isEqualTo(WRITERS * INCREMENTS);
      assertThat(count).as("seed %s", seed).isBetween(done.get(), done.get() + unknown.get());
      assertThat(done.get()).as("seed %s", seed).isGreaterThan(WRITERS * INCREMENTS / 2);
    }
  }

  private static void finish(Future<?> writer, long seed) throws InterruptedException {
    try {
      writer.get();
    } catch (ExecutionException failed) {
      throw new AssertionError("seed " + seed, failed.getCause());
    }
  }

  private void countUp(TableLayout layout, Random random) {
    FaultyHttpClient http = new FaultyHttpClient(TestDynamoDb.http());
    http.always("UpdateItem", sometimes(random));
    try (DynamoDbClient client = TestDynamoDb.client(http)) {
      EntryStore store = StoreFixture.store(client, layout);
      for (int i = 0; i < INCREMENTS; i++) {
        try {
          increment(store);
          done.incrementAndGet();
        } catch (OutcomeUnknownStoreException maybe) {
          unknown.incrementAndGet();
        }
      }
    }
  }

  private static void increment(EntryStore store) {
    TimeLimit limit = TimeLimit.after(Duration.ofSeconds(30));
    StoredEntry there = store.read(KEY, Consistency.STRONG, limit);
    while (true) {
      Guard guard = there == null ? Guard.ABSENT : Guard.unchanged(there.basis());
      Map<String, AttributeValue> next =
          Map.of("v", AttributeValue.fromN(Integer.toString(count(there) + 1)));
      Applied applied =
          store.apply(
              new Mutation.Put(
                  KEY, next, NewDeadline.set(Deadline.NEVER), guard, /* nowMillis= */ 0, false),
              limit);
      if (applied instanceof Done) {
        return;
      }
      there = ((Conflict) applied).actual();
    }
  }

  private static int count(@Nullable StoredEntry entry) {
    AttributeValue value = entry == null ? null : entry.data().get("v");
    return value == null ? 0 : Integer.parseInt(value.n());
  }

  /** Every third request meets one of the faults. */
  private static Fault sometimes(Random random) {
    List<Fault> faults =
        List.of(
            FaultyHttpClient.answerLost(),
            FaultyHttpClient.lostOnTheWay(),
            FaultyHttpClient.appliedBut(500, "InternalServerError"),
            FaultyHttpClient.answers(500, "InternalServerError"),
            FaultyHttpClient.answers(400, "ThrottlingException"));
    return request ->
        random.nextInt(3) == 0
            ? faults.get(random.nextInt(faults.size())).meet(request)
            : request.call();
  }
}
