package io.github.dynamodbjcache.internal.store.dynamodb;

import static io.github.dynamodbjcache.internal.store.dynamodb.OwnTables.KEY;
import static io.github.dynamodbjcache.internal.store.dynamodb.OwnTables.NOW;
import static io.github.dynamodbjcache.internal.store.dynamodb.OwnTables.data;
import static io.github.dynamodbjcache.internal.store.dynamodb.OwnTables.number;
import static io.github.dynamodbjcache.internal.store.dynamodb.StoreFixture.limit;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbjcache.internal.expression.AttributePath;
import io.github.dynamodbjcache.internal.expression.Change;
import io.github.dynamodbjcache.internal.store.Applied;
import io.github.dynamodbjcache.internal.store.Consistency;
import io.github.dynamodbjcache.internal.store.EntryStore;
import io.github.dynamodbjcache.internal.store.Guard;
import io.github.dynamodbjcache.internal.store.Mutation;
import io.github.dynamodbjcache.internal.store.NewDeadline;
import io.github.dynamodbjcache.internal.store.OutcomeUnknownStoreException;
import io.github.dynamodbjcache.internal.store.StoredEntry;
import io.github.dynamodbjcache.internal.store.dynamodb.OwnTables.Kind;
import io.github.dynamodbjcache.internal.time.Deadline;
import io.github.dynamodbjcache.testing.FaultyHttpClient;
import io.github.dynamodbjcache.testing.FaultyHttpClient.Fault;
import io.github.dynamodbjcache.testing.Seed;
import io.github.dynamodbjcache.testing.TestDynamoDb;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * "None lost or doubled, unknowns named": two clients count up one item over a network that loses
 * every fourth request or answer, one half by changes that the service makes, one half by values
 * that they have read; each increment that was answered counts once.
 */
@Timeout(120)
class OwnCountersTest {

  private static final int INCREMENTS = 60;
  private static final NewDeadline ETERNAL = NewDeadline.onCreation(Deadline.NEVER);
  private static final Change RAISE = new Change.Add(AttributePath.of("n"), number("1"));

  private final Seed seed = Seed.of(OwnCountersTest.class);
  private final AtomicInteger done = new AtomicInteger();
  private final AtomicInteger unknown = new AtomicInteger();

  static Stream<Arguments> ways() {
    return Stream.of(Kind.values())
        .flatMap(
            kind ->
                Stream.of(Transacted.NOTHING, Transacted.WRITES)
                    .flatMap(
                        transacted ->
                            Stream.of(true, false)
                                .map(typed -> Arguments.of(kind, transacted, typed))));
  }

  @ParameterizedTest
  @MethodSource("ways")
  void everyAnsweredIncrementCountsOnce(Kind kind, Transacted transacted, boolean typed)
      throws Exception {
    try (DynamoDbClient undisturbed = TestDynamoDb.client()) {
      TableLayout layout =
          typed ? kind.typed(undisturbed, Set.of("n", "t")) : kind.documents(undisturbed);
      Mutation first = new Mutation.Put(KEY, data("n", 0), ETERNAL, Guard.ABSENT, NOW, false);
      OwnTables.store(undisturbed, layout).apply(first, limit());
      ExecutorService clients = Executors.newFixedThreadPool(2);
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        Random random = seed.random(i);
        running.add(clients.submit(() -> countUp(layout, transacted, random)));
      }
      clients.shutdown();
      for (Future<?> each : running) {
        each.get();
      }
      int count = count(read(OwnTables.store(undisturbed, layout)));
      assertThat(count).as("%s", seed).isBetween(done.get(), done.get() + unknown.get());
      assertThat(done.get() + unknown.get()).isEqualTo(2 * INCREMENTS);
      assertThat(done.get()).as("%s", seed).isGreaterThan(INCREMENTS);
      if (transacted == Transacted.WRITES && kind != Kind.COMPARED) {
        assertThat(unknown.get()).as("%s", seed).isZero();
      } // What is compared may come back, and with it a request that was given up.
    }
  }

  private void countUp(TableLayout layout, Transacted transacted, Random random) {
    FaultyHttpClient http = new FaultyHttpClient(TestDynamoDb.http());
    List.of("PutItem", "UpdateItem", "TransactWriteItems")
        .forEach(operation -> http.always(operation, sometimes(random)));
    try (DynamoDbClient client = TestDynamoDb.client(http)) {
      EntryStore store = OwnTables.store(client, layout, transacted);
      for (int i = 0; i < INCREMENTS; i++) {
        try {
          if (i % 2 == 0) {
            raise(store);
          } else {
            replace(store);
          }
          done.incrementAndGet();
        } catch (OutcomeUnknownStoreException maybe) {
          unknown.incrementAndGet();
        }
      }
    }
  }

  private static void raise(EntryStore store) {
    Applied applied =
        store.apply(
            new Mutation.Update(KEY, List.of(RAISE), ETERNAL, Guard.NONE, NOW, false), limit());
    assertThat(applied).isInstanceOf(Applied.Done.class);
  }

  private static void replace(EntryStore store) {
    StoredEntry there = read(store);
    while (true) {
      Guard guard = there == null ? Guard.ABSENT : Guard.unchanged(there.basis());
      Applied applied =
          store.apply(
              new Mutation.Put(KEY, data("n", count(there) + 1), ETERNAL, guard, NOW, false)
                  .decidedOn(there),
              limit());
      if (applied instanceof Applied.Done) {
        return;
      }
      there = ((Applied.Conflict) applied).actual();
    }
  }

  private static @Nullable StoredEntry read(EntryStore store) {
    return store.read(KEY, Consistency.STRONG, limit());
  }

  private static int count(@Nullable StoredEntry entry) {
    AttributeValue value = entry == null ? null : entry.data().get("n");
    return value == null ? 0 : Integer.parseInt(value.n());
  }

  private static Fault sometimes(Random random) {
    List<Fault> faults =
        List.of(
            FaultyHttpClient.answerLost(),
            FaultyHttpClient.lostOnTheWay(),
            FaultyHttpClient.garbledAnswer(),
            FaultyHttpClient.appliedBut(500, "InternalServerError"),
            FaultyHttpClient.answers(500, "InternalServerError"),
            FaultyHttpClient.answers(400, "ThrottlingException"));
    return request ->
        random.nextInt(4) == 0
            ? faults.get(random.nextInt(faults.size())).meet(request)
            : request.call();
  }
}
