package io.github.dynamodbjcache.internal.store.dynamodb;

import static io.github.dynamodbjcache.internal.store.dynamodb.StoreFixture.key;
import static io.github.dynamodbjcache.internal.store.dynamodb.StoreFixture.limit;
import static io.github.dynamodbjcache.internal.store.dynamodb.StoreFixture.value;
import static io.github.dynamodbjcache.testing.FaultyHttpClient.answerLost;
import static io.github.dynamodbjcache.testing.FaultyHttpClient.answerLostAfter;
import static io.github.dynamodbjcache.testing.FaultyHttpClient.answers;
import static io.github.dynamodbjcache.testing.FaultyHttpClient.answersOk;
import static io.github.dynamodbjcache.testing.FaultyHttpClient.appliedAfter;
import static io.github.dynamodbjcache.testing.FaultyHttpClient.appliedBut;
import static io.github.dynamodbjcache.testing.FaultyHttpClient.garbledAnswer;
import static io.github.dynamodbjcache.testing.FaultyHttpClient.lostOnTheWay;
import static io.github.dynamodbjcache.testing.FaultyHttpClient.lostOnTheWayAfter;
import static io.github.dynamodbjcache.testing.FaultyHttpClient.refusedConnection;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.dynamodbjcache.internal.attempt.AttemptSettings;
import io.github.dynamodbjcache.internal.store.Applied.Conflict;
import io.github.dynamodbjcache.internal.store.Basis;
import io.github.dynamodbjcache.internal.store.Consistency;
import io.github.dynamodbjcache.internal.store.EntryKey;
import io.github.dynamodbjcache.internal.store.EntryStore;
import io.github.dynamodbjcache.internal.store.Guard;
import io.github.dynamodbjcache.internal.store.Mutation;
import io.github.dynamodbjcache.internal.store.NewDeadline;
import io.github.dynamodbjcache.internal.store.OutcomeUnknownStoreException;
import io.github.dynamodbjcache.internal.store.PartialFailureException;
import io.github.dynamodbjcache.internal.store.Scans;
import io.github.dynamodbjcache.internal.store.Selection;
import io.github.dynamodbjcache.internal.store.StoreException;
import io.github.dynamodbjcache.internal.store.StoredEntry;
import io.github.dynamodbjcache.internal.time.Deadline;
import io.github.dynamodbjcache.internal.time.TimeLimit;
import io.github.dynamodbjcache.testing.FaultyHttpClient;
import io.github.dynamodbjcache.testing.FaultyHttpClient.Fault;
import io.github.dynamodbjcache.testing.Stalls;
import io.github.dynamodbjcache.testing.TestDynamoDb;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * "Lost responses, resends, timeouts, throttles and 5xx give the right answer or an exception that
 * says the outcome is unknown."
 */
@Timeout(60)
class DisturbedStoreTest {

  private static final long NOW = 4_000_000_000_123L;
  private static final NewDeadline LATER = NewDeadline.set(Deadline.at(NOW + 60_000));
  private static final EntryKey KEY = key("user:42");
  private static final Fault LATE = appliedAfter(Duration.ofMillis(800));

  private static final DynamoDbClient UNDISTURBED = TestDynamoDb.client();

  private final FaultyHttpClient http = new FaultyHttpClient(TestDynamoDb.http());
  private final DynamoDbClient client = TestDynamoDb.client(http);
  private final TableLayout layout = StoreFixture.newTable(UNDISTURBED);
  private final EntryStore other = StoreFixture.store(UNDISTURBED, layout);
  private final EntryStore store = StoreFixture.store(client, layout);
  private final Scans scans = new Scans(store, StoreFixture.PARALLEL);

  @AfterEach
  void closeClient() {
    client.close();
  }

  @AfterAll
  static void closeUndisturbed() {
    UNDISTURBED.close();
  }

  static Stream<Arguments> lostAnswers() {
    return Stream.of(
        Arguments.of("reset", answerLost()),
        Arguments.of("500", appliedBut(500, "InternalServerError")),
        Arguments.of("503", appliedBut(503, "ServiceUnavailable")),
        Arguments.of("garbled", garbledAnswer()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("lostAnswers")
  void aPutWhoseAnswerWasLostIsRecognised(String name, Fault fault) {
    http.next("UpdateItem", fault);
    assertThat(store.apply(put("a", Guard.NONE), limit())).satisfies(StoreFixture::doneOverNothing);
    assertThat(http.sent()).containsExactly("UpdateItem", "GetItem");
    assertThat(text()).isEqualTo("a");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("lostAnswers")
  void aPutIfAbsentWhoseAnswerWasLostIsNoConflictWithItself(String name, Fault fault) {
    http.next("UpdateItem", fault);
    assertThat(store.apply(put("a", Guard.ABSENT), limit()))
        .satisfies(StoreFixture::doneOverNothing);
  }

  @Test
  void aPutIfAbsentIsRecognisedAlsoAfterOthersHaveWritten() {
    http.next("UpdateItem", answerLostAfter(() -> others(5)));
    assertThat(store.apply(put("a", Guard.ABSENT), limit()))
        .satisfies(StoreFixture::doneOverNothing);
    assertThat(text()).isEqualTo("other5");
  }

  @Test
  void moreWritesByOthersThanTheItemRemembersMakeTheOutcomeUnknown() {
    http.next("UpdateItem", answerLostAfter(() -> others(6)));
    assertUnknown(put("a", Guard.ABSENT));
    assertThat(text()).isEqualTo("other6");
  }

  @Test
  void anUnguardedPutThatDoesNotShowIsNeverSentAgain() {
    http.next("UpdateItem", lostOnTheWayAfter(() -> others(1)));
    assertUnknown(put("a", Guard.NONE));
    assertThat(http.sent()).containsExactly("UpdateItem", "GetItem");
    assertThat(text()).isEqualTo("other1");
  }

  @Test
  void aGuardedPutWhoseAnswerWasLostIsRecognised() {
    others(1);
    http.next("UpdateItem", answerLost());
    assertThat(store.apply(put("a", unchanged()), limit()))
        .satisfies(StoreFixture::doneOverNothing);
    assertThat(text()).isEqualTo("a");
  }

  @Test
  void aGuardedPutThatGotLostIsSentAgainIfTheGuardStillHolds() {
    others(1);
    http.next("UpdateItem", lostOnTheWay());
    assertThat(store.apply(put("a", unchanged()), limit()))
        .satisfies(StoreFixture::doneOverNothing);
    assertThat(http.sent()).containsExactly("UpdateItem", "GetItem", "UpdateItem");
    assertThat(text()).isEqualTo("a");
  }

  @Test
  void aGuardedPutThatGotLostConflictsIfAnotherHasWritten() {
    others(1);
    Guard guard = unchanged();
    http.next("UpdateItem", lostOnTheWayAfter(() -> others(3)));
    assertThat(store.apply(put("a", guard), limit())).isEqualTo(new Conflict(entry()));
    assertThat(text()).isEqualTo("other3");
  }

  @Test
  void aLostPreviousEntryIsNotReplacedByOnesOwn() {
    others(1);
    http.next("UpdateItem", answerLost());
    assertThatExceptionOfType(OutcomeUnknownStoreException.class)
        .isThrownBy(
            () ->
                store.apply(
                    new Mutation.Put(KEY, value("a"), LATER, Guard.NONE, NOW, true), limit()))
        .withMessageContaining("was applied");
  }

  @Test
  void aDeletionWhoseAnswerWasLostIsOfUnknownOutcome() {
    others(1);
    http.next("DeleteItem", answerLost());
    assertUnknown(new Mutation.Delete(KEY, unchanged(), NOW, false));
    others(1);
    http.next("DeleteItem", answerLost());
    assertUnknown(new Mutation.Delete(KEY, Guard.PRESENT, NOW, false));
    others(1);
    http.next("DeleteItem", answerLost());
    assertUnknown(new Mutation.Delete(KEY, Guard.NONE, NOW, true));
  }

  @Test
  void aGuardedDeletionThatGotLostIsSentAgainIfTheGuardStillHolds() {
    others(1);
    http.next("DeleteItem", lostOnTheWay());
    Mutation delete = new Mutation.Delete(KEY, unchanged(), NOW, false);
    assertThat(store.apply(delete, limit())).satisfies(StoreFixture::doneOverNothing);
    assertThat(other.read(KEY, Consistency.STRONG, limit())).isNull();
  }

  @Test
  void aPlainDeletionIsDoneIfThereIsNoEntryAfterwards() {
    others(1);
    http.next("DeleteItem", answerLost());
    Mutation delete = new Mutation.Delete(KEY, Guard.NONE, NOW, false);
    assertThat(store.apply(delete, limit())).satisfies(StoreFixture::doneOverNothing);
  }

  /** Who deletes one write's item wants to know whether it was that one. */
  @Test
  void aDeletionOfWhatShowsARevisionIsOfUnknownOutcomeIfThereIsNoEntryAfterwards() {
    others(1);
    Guard atRevision = Guard.NONE.and(new Guard.At(entry().basis()));
    http.next(
        "DeleteItem",
        lostOnTheWayAfter(
            () -> other.apply(new Mutation.Delete(KEY, Guard.NONE, NOW, false), limit())));
    assertUnknown(new Mutation.Delete(KEY, atRevision, NOW, false));
  }

  /** Another application may have deleted what was written, and written an item like the first. */
  @Test
  void aWriteOverAnItemWithoutRevisionIsOfUnknownOutcomeIfItShowsNoneAfterwards() {
    Guard asLeft = Guard.unchanged(Basis.NOTHING);
    byAnotherApplication("theirs");
    http.next("UpdateItem", answerLostAfter(() -> byAnotherApplication("theirs again")));
    assertUnknown(put("a", asLeft));
    http.next("DeleteItem", answerLostAfter(() -> byAnotherApplication("theirs again")));
    assertUnknown(new Mutation.Delete(KEY, asLeft, NOW, false));
    assertThat(text()).isEqualTo("theirs again");
  }

  private void byAnotherApplication(String text) {
    UNDISTURBED.putItem(
        put ->
            put.tableName(layout.table())
                .item(
                    Map.of("k", AttributeValue.fromS("user:42"), "v", AttributeValue.fromS(text))));
  }

  @Test
  void aTouchIsRepeated() {
    others(1);
    http.next("UpdateItem", answerLost());
    Deadline moved = Deadline.at(NOW + 99);
    assertThat(store.apply(new Mutation.Touch(KEY, moved, entry().basis()), limit()))
        .satisfies(StoreFixture::doneOverNothing);
    assertThat(entry().deadline()).isEqualTo(moved);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ProvisionedThroughputExceededException",
        "ThrottlingException",
        "RequestLimitExceeded",
        "TransactionConflictException"
      })
  void whatWasTurnedAwayIsSentAgain(String code) {
    http.next("UpdateItem", answers(400, code)).next("UpdateItem", answers(400, code));
    assertThat(store.apply(put("a", Guard.ABSENT), limit()))
        .satisfies(StoreFixture::doneOverNothing);
    http.next("GetItem", answers(400, code));
    assertThat(requireNonNull(store.read(KEY, Consistency.STRONG, limit())).data())
        .isEqualTo(value("a"));
    assertThat(http.sent())
        .containsExactly("UpdateItem", "UpdateItem", "UpdateItem", "GetItem", "GetItem");
  }

  @Test
  void whatNeverLeftIsSentAgain() {
    http.next("UpdateItem", refusedConnection());
    assertThat(store.apply(put("a", Guard.ABSENT), limit()))
        .satisfies(StoreFixture::doneOverNothing);
    assertThat(http.sent()).containsExactly("UpdateItem", "UpdateItem");
  }

  @Test
  void readsAreRepeatedWhateverHappens() {
    others(1);
    http.next("GetItem", answerLost())
        .next("GetItem", answers(500, "InternalServerError"))
        .next("GetItem", garbledAnswer());
    assertThat(store.read(KEY, Consistency.STRONG, limit())).isEqualTo(entry());
  }

  @Test
  void aMissingItemInAFailedConditionIsNotBelieved() {
    others(1);
    http.next("UpdateItem", answers(400, "ConditionalCheckFailedException"));
    assertThat(store.apply(put("a", Guard.ABSENT), limit())).isEqualTo(new Conflict(entry()));
    assertThat(http.sent()).containsExactly("UpdateItem", "GetItem");
  }

  @Test
  void aFailedConditionNeedsNoFurtherRead() {
    assertThat(store.apply(put("a", Guard.PRESENT), limit())).isEqualTo(new Conflict(null));
    others(1);
    assertThat(store.apply(put("a", Guard.ABSENT), limit())).isEqualTo(new Conflict(entry()));
    assertThat(http.sent()).containsExactly("UpdateItem", "UpdateItem");
  }

  @Test
  void aWriteThatCannotBeLookedUpIsOfUnknownOutcome() {
    http.next("UpdateItem", answerLost()).always("GetItem", answers(400, "AccessDeniedException"));
    assertUnknown(put("a", Guard.ABSENT));
  }

  @Test
  void aWriteInDoubtThatIsThenThrottledForEverIsNotCalledUndone() {
    others(1);
    Guard guard = unchanged();
    http.next("UpdateItem", lostOnTheWay())
        .always("UpdateItem", answers(400, "ThrottlingException"));
    assertThatExceptionOfType(OutcomeUnknownStoreException.class)
        .isThrownBy(() -> store.apply(put("a", guard), TimeLimit.after(Duration.ofMillis(400))));
  }

  @Test
  void throttlingForEverEndsWithinTheLimit() {
    http.always("UpdateItem", answers(400, "ProvisionedThroughputExceededException"));
    http.always("GetItem", answers(400, "ThrottlingException"));
    assertEndsWithinTheLimit(
        limit -> store.apply(put("a", Guard.NONE), limit), StoreException.class);
    assertEndsWithinTheLimit(
        limit -> store.read(KEY, Consistency.STRONG, limit), StoreException.class);
  }

  @Test
  void anOutageEndsWithinTheLimit() {
    http.always("UpdateItem", answers(500, "InternalServerError"));
    http.always("GetItem", answers(500, "InternalServerError"));
    assertEndsWithinTheLimit(
        limit -> store.apply(put("a", Guard.NONE), limit), OutcomeUnknownStoreException.class);
    assertEndsWithinTheLimit(
        limit -> store.read(KEY, Consistency.STRONG, limit), StoreException.class);
  }

  @Test
  void aServerThatNeverAnswersEndsWithTheLimit() {
    http.always(
        "GetItem",
        request -> {
          sleep(Duration.ofSeconds(3));
          return request.call();
        });
    assertEndsWithinTheLimit(
        limit -> store.read(KEY, Consistency.STRONG, limit), StoreException.class);
  }

  @Test
  void leftoverKeysAreReadUntilNoneIsLeft() {
    fill(30);
    http.next(
            "BatchGetItem",
            answersOk("{\"Responses\":{},\"UnprocessedKeys\":" + requestItems(30) + "}"))
        .next("BatchGetItem", answers(400, "ThrottlingException"));
    assertThat(store.readAll(keys(30), Consistency.STRONG, limit())).hasSize(30);
  }

  @Test
  void leftoverKeysForEverEndWithinTheLimitAndAreNeverAbsent() {
    http.always(
        "BatchGetItem",
        answersOk("{\"Responses\":{},\"UnprocessedKeys\":" + requestItems(2) + "}"));
    assertEndsWithinTheLimit(
        limit -> store.readAll(keys(2), Consistency.STRONG, limit), StoreException.class);
  }

  @Test
  void leftoverWritesForEverEndWithinTheLimitAndAreNamed() {
    List<Mutation> puts = puts(3);
    http.always("BatchWriteItem", answersOk("{\"UnprocessedItems\":" + deleteItems(1) + "}"));
    PartialFailureException failure =
        requireNonNull(
            assertEndsWithinTheLimit(
                limit -> store.applyAll(puts, limit), PartialFailureException.class));
    assertThat(failure.notDone()).containsExactly(key("entry0"));
    assertThat(failure.unknown()).isEmpty();
  }

  @Test
  void aBatchWhoseAnswerWasLostIsRecognised() {
    http.next("BatchWriteItem", answerLost());
    assertThat(store.applyAll(puts(25), limit())).allSatisfy(StoreFixture::doneOverNothing);
    assertThat(http.sent()).containsExactly("BatchWriteItem", "BatchGetItem");
  }

  @Test
  void aBatchThatGotLostIsOfUnknownOutcomeAsFarAsItPuts() {
    List<Mutation> mutations = new ArrayList<>(puts(2));
    others(1);
    mutations.add(new Mutation.Delete(KEY, Guard.NONE, NOW, false));
    http.next("BatchWriteItem", lostOnTheWay());
    PartialFailureException failure =
        requireNonNull(
            catchThrowableOfType(
                PartialFailureException.class, () -> store.applyAll(mutations, limit())));
    assertThat(failure.unknown()).containsExactlyInAnyOrder(key("entry0"), key("entry1"));
    assertThat(failure.notDone()).isEmpty();
    assertThat(other.read(KEY, Consistency.STRONG, limit())).isNull();
  }

  @Test
  void oneInvalidWriteOfABatchDoesNotHarmTheOthers() {
    List<Mutation> mutations = new ArrayList<>(puts(3));
    mutations.add(
        new Mutation.Put(key("big"), value("x".repeat(410_000)), LATER, Guard.NONE, NOW, false));
    PartialFailureException failure =
        requireNonNull(
            catchThrowableOfType(
                PartialFailureException.class, () -> store.applyAll(mutations, limit())));
    assertThat(failure.notDone()).containsExactly(key("big"));
    assertThat(failure).hasMessageContaining("400 KB");
    assertThat(other.readAll(keys(3), Consistency.STRONG, limit())).hasSize(3);
  }

  @Test
  void aRefusalOfAllIsAPlainFailure() {
    http.always("BatchWriteItem", answers(400, "AccessDeniedException"));
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> store.applyAll(puts(30), limit()))
        .isNotInstanceOf(PartialFailureException.class)
        .withMessageContaining("dynamodb:BatchWriteItem")
        .withMessageContaining(layout.table());
  }

  @Test
  void aScanGoesOnWhereAPageFailed() {
    fill(10);
    var scan =
        scans.iterate(
            Selection.liveKeys(Consistency.STRONG, NOW),
            () -> TimeLimit.after(Duration.ofSeconds(2)));
    http.next("Scan", answers(400, "AccessDeniedException"));
    assertThatExceptionOfType(StoreException.class).isThrownBy(scan::hasNext);
    assertThat(scan).toIterable().hasSize(10);
  }

  @Test
  void aScanPassesOverEmptyPages() {
    fill(3);
    http.next(
            "Scan",
            answersOk("{\"Items\":[],\"LastEvaluatedKey\":{\"k\":{\"S\":\"zzz\"}},\"Count\":0}"))
        .next("Scan", answersOk("{\"Items\":[{\"k\":{\"S\":\"a\"}}],\"Count\":1}"));
    var scan = scans.iterate(Selection.liveKeys(Consistency.STRONG, NOW), StoreFixture::limit);
    assertThat(http.sent()).isEmpty();
    assertThat(scan).toIterable().extracting(StoredEntry::key).containsExactly(key("a"));
  }

  @Test
  void pagesWithoutALiveEntryEndTogetherWithinOneLimit() {
    http.always(
        "Scan",
        answersOk("{\"Items\":[],\"LastEvaluatedKey\":{\"k\":{\"S\":\"zzz\"}},\"Count\":0}"));
    assertEndsWithinTheLimit(
        limit ->
            scans
                .iterate(
                    Selection.liveKeys(Consistency.STRONG, NOW),
                    () -> TimeLimit.after(limit.allowed()))
                .hasNext(),
        StoreException.class);
  }

  @Test
  void aPutThatArrivesAfterItsTimeoutIsDone() {
    http.next("UpdateItem", LATE);
    assertThat(hasty().apply(put("a", Guard.NONE), limit()))
        .satisfies(StoreFixture::doneOverNothing);
    assertThat(text()).isEqualTo("a");
  }

  @Test
  void aPutIfAbsentThatArrivesAfterItsTimeoutIsDone() {
    http.next("UpdateItem", LATE);
    assertThat(hasty().apply(put("a", Guard.ABSENT), limit()))
        .satisfies(StoreFixture::doneOverNothing);
    assertThat(text()).isEqualTo("a");
  }

  @Test
  void aGuardedPutThatArrivesAfterItsTimeoutIsDoneOnce() {
    others(1);
    http.next("UpdateItem", LATE);
    assertThat(hasty().apply(put("a", unchanged()), limit()))
        .satisfies(StoreFixture::doneOverNothing);
    assertThat(text()).isEqualTo("a");
  }

  @Test
  void aBatchThatArrivesAfterItsTimeoutIsDone() {
    http.next("BatchWriteItem", LATE);
    assertThat(hasty().applyAll(puts(25), limit())).allSatisfy(StoreFixture::doneOverNothing);
    assertThat(http.sent()).containsOnlyOnce("BatchWriteItem");
  }

  @Test
  void aDeletionByBatchInDoubtThatIsThenLeftOverForEverIsNotCalledUndone() {
    fill(1);
    http.next("BatchWriteItem", answerLost())
        .always("BatchWriteItem", answersOk("{\"UnprocessedItems\":" + deleteItems(1) + "}"));
    List<Mutation> deletion = List.of(new Mutation.Delete(key("entry0"), Guard.NONE, NOW, false));
    PartialFailureException failure =
        requireNonNull(
            assertEndsWithinTheLimit(
                limit -> store.applyAll(deletion, limit), PartialFailureException.class));
    assertThat(failure.unknown()).containsExactly(key("entry0"));
    assertThat(failure.notDone()).isEmpty();
  }

  @Test
  void anInterruptEndsACallAndStaysSet() {
    http.always("GetItem", answers(400, "ThrottlingException"));
    Thread.currentThread().interrupt();
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> store.read(KEY, Consistency.STRONG, limit()))
        .withMessageContaining("interrupted");
    assertThat(Thread.interrupted()).isTrue();
    assertThat(http.sent()).isEmpty();
  }

  @Test
  void aMissingTableIsNamedWithTheWayOut() {
    UNDISTURBED.deleteTable(request -> request.tableName(layout.table()));
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> store.read(KEY, Consistency.STRONG, limit()))
        .withMessageContaining(layout.table())
        .withMessageContaining("does not exist");
  }

  @Test
  void aClientThatRetriesByItselfMakesNoFalseConflict() {
    http.next("UpdateItem", answerLost());
    try (DynamoDbClient retrying = retryingClient()) {
      assertThat(StoreFixture.store(retrying, layout).apply(put("a", Guard.ABSENT), limit()))
          .satisfies(StoreFixture::doneOverNothing);
    }
    assertThat(http.sent()).containsExactly("UpdateItem", "GetItem");
  }

  @Test
  void aClientThatRetriesByItselfDoesNotDeleteTwice() {
    others(1);
    http.next("DeleteItem", answerLost());
    Mutation delete = new Mutation.Delete(KEY, Guard.NONE, NOW, /* returnPrevious= */ true);
    try (DynamoDbClient retrying = retryingClient()) {
      EntryStore overIt = StoreFixture.store(retrying, layout);
      assertThatExceptionOfType(OutcomeUnknownStoreException.class)
          .isThrownBy(() -> overIt.apply(delete, limit()));
    }
  }

  @Test
  void aClientThatRetriesByItselfMakesNoOwnValueThePrevious() {
    others(1);
    http.next("UpdateItem", answerLost());
    Mutation put = new Mutation.Put(KEY, value("a"), LATER, Guard.NONE, NOW, true);
    try (DynamoDbClient retrying = retryingClient()) {
      EntryStore overIt = StoreFixture.store(retrying, layout);
      assertThatExceptionOfType(OutcomeUnknownStoreException.class)
          .isThrownBy(() -> overIt.apply(put, limit()));
    }
  }

  private DynamoDbClient retryingClient() {
    return TestDynamoDb.builder()
        .httpClient(http)
        .overrideConfiguration(
            o -> o.retryStrategy(DefaultRetryStrategy.standardStrategyBuilder().build()))
        .build();
  }

  /** A store that gives each attempt half a second. */
  private EntryStore hasty() {
    return StoreFixture.store(
        client,
        layout,
        new AttemptSettings(
            /* maxAttempts= */ 10,
            Duration.ofMillis(500),
            Duration.ofMillis(25),
            Duration.ofSeconds(1),
            /* asksForConsumedUnits= */ false));
  }

  private interface Call {
    @Nullable Object within(TimeLimit limit);
  }

  private static <X extends Throwable> @Nullable X assertEndsWithinTheLimit(
      Call call, Class<X> expected) {
    Duration allowed = Duration.ofMillis(700);
    try (Stalls stalls = new Stalls()) {
      long begin = System.nanoTime();
      X thrown = catchThrowableOfType(expected, () -> call.within(TimeLimit.after(allowed)));
      assertThat(Duration.ofNanos(System.nanoTime() - begin))
          .isLessThan(allowed.plusMillis(250).plus(stalls.longestSince(begin)));
      assertThat(thrown).isNotNull();
      return thrown;
    }
  }

  private void assertUnknown(Mutation mutation) {
    assertThatExceptionOfType(OutcomeUnknownStoreException.class)
        .isThrownBy(() -> store.apply(mutation, limit()))
        .withMessageContaining("may or may not have been applied")
        .withMessageContaining(layout.table());
  }

  private void others(int writes) {
    for (int i = 1; i <= writes; i++) {
      other.apply(put("other" + i, Guard.NONE), limit());
    }
  }

  private void fill(int count) {
    other.applyAll(puts(count), limit());
  }

  private static List<Mutation> puts(int count) {
    return keys(count).stream()
        .map(key -> (Mutation) new Mutation.Put(key, value("v"), LATER, Guard.NONE, NOW, false))
        .toList();
  }

  private static List<EntryKey> keys(int count) {
    return IntStream.range(0, count).mapToObj(i -> key("entry" + i)).toList();
  }

  private String requestItems(int count) {
    return "{\""
        + layout.table()
        + "\":{\"ConsistentRead\":true,\"Keys\":["
        + String.join(
            ",",
            IntStream.range(0, count).mapToObj(i -> "{\"k\":{\"S\":\"entry" + i + "\"}}").toList())
        + "]}}";
  }

  private String deleteItems(int count) {
    return "{\""
        + layout.table()
        + "\":["
        + String.join(
            ",",
            IntStream.range(0, count)
                .mapToObj(i -> "{\"DeleteRequest\":{\"Key\":{\"k\":{\"S\":\"entry" + i + "\"}}}}")
                .toList())
        + "]}";
  }

  private static Mutation put(String text, Guard guard) {
    return new Mutation.Put(KEY, value(text), LATER, guard, NOW, /* returnPrevious= */ false);
  }

  private Guard unchanged() {
    return Guard.unchanged(entry().basis());
  }

  private StoredEntry entry() {
    return requireNonNull(other.read(KEY, Consistency.STRONG, limit()));
  }

  private @Nullable String text() {
    Map<String, AttributeValue> data = entry().data();
    return requireNonNull(data.get("v")).s();
  }

  private static void sleep(Duration duration) {
    try {
      Thread.sleep(duration.toMillis());
    } catch (InterruptedException aborted) {
      Thread.currentThread().interrupt();
    }
  }
}
