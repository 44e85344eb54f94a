package io.github.dynamodbjcache.internal.store.dynamodb;

import static io.github.dynamodbjcache.internal.store.dynamodb.StoreFixture.key;
import static io.github.dynamodbjcache.internal.store.dynamodb.StoreFixture.limit;
import static io.github.dynamodbjcache.internal.store.dynamodb.StoreFixture.value;
import static io.github.dynamodbjcache.testing.FaultyHttpClient.answerLostAfter;
import static io.github.dynamodbjcache.testing.FaultyHttpClient.answers;
import static io.github.dynamodbjcache.testing.FaultyHttpClient.itemLeftOut;
import static io.github.dynamodbjcache.testing.FaultyHttpClient.lostOnTheWay;
import static io.github.dynamodbjcache.testing.FaultyHttpClient.lostOnTheWayAfter;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.dynamodbjcache.internal.store.Applied;
import io.github.dynamodbjcache.internal.store.Applied.Conflict;
import io.github.dynamodbjcache.internal.store.Applied.Done;
import io.github.dynamodbjcache.internal.store.Basis;
import io.github.dynamodbjcache.internal.store.Consistency;
import io.github.dynamodbjcache.internal.store.EntryKey;
import io.github.dynamodbjcache.internal.store.EntryStore;
import io.github.dynamodbjcache.internal.store.Guard;
import io.github.dynamodbjcache.internal.store.Mutation;
import io.github.dynamodbjcache.internal.store.NewDeadline;
import io.github.dynamodbjcache.internal.store.OutcomeUnknownStoreException;
import io.github.dynamodbjcache.internal.store.StoreException;
import io.github.dynamodbjcache.internal.time.Deadline;
import io.github.dynamodbjcache.testing.FaultyHttpClient;
import io.github.dynamodbjcache.testing.FaultyHttpClient.Fault;
import io.github.dynamodbjcache.testing.TestDynamoDb;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
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
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** "Their outcome can be told whatever answers are lost." */
@Timeout(60)
class TransactedWritesTest {

  private static final long NOW = 4_000_000_000_123L;
  private static final EntryKey KEY = key("user:42");
  private static final DynamoDbClient UNDISTURBED = TestDynamoDb.client();

  private final FaultyHttpClient http = new FaultyHttpClient(TestDynamoDb.http());
  private final DynamoDbClient client = TestDynamoDb.client(http);
  private final TableLayout layout = StoreFixture.newTable(UNDISTURBED);
  private final EntryStore other = StoreFixture.store(UNDISTURBED, layout);
  private final EntryStore store =
      StoreFixture.store(client, layout, StoreFixture.SETTINGS, Transacted.WRITES);

  @AfterEach
  void closeClient() {
    client.close();
  }

  @AfterAll
  static void closeUndisturbed() {
    UNDISTURBED.close();
  }

  static Stream<Arguments> guards() {
    return Stream.of(Arguments.of("none", Guard.NONE), Arguments.of("present", Guard.PRESENT));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("guards")
  void aDeletionWhoseAnswerWasLostWasDoneOnceWhateverFollowed(String name, Guard guard) {
    put("a");
    http.next("TransactWriteItems", answerLostAfter(() -> put("somebody else's")));
    assertThat(store.apply(delete(guard, false), limit())).satisfies(StoreFixture::doneOverNothing);
    assertThat(text()).isEqualTo("somebody else's");
    assertThat(http.sent()).endsWith("TransactWriteItems", "TransactWriteItems");
  }

  @Test
  void aDeletionThatNeverArrivedIsDoneByTheNextAttempt() {
    put("a");
    http.next("TransactWriteItems", lostOnTheWay());
    assertThat(store.apply(delete(Guard.PRESENT, false), limit()))
        .satisfies(StoreFixture::doneOverNothing);
    assertThat(other.read(KEY, Consistency.STRONG, limit())).isNull();
  }

  @Test
  void aPutWhoseAnswerWasLostDoesNotComeBackOverSixOthers() {
    Fault sixOthersFollow =
        answerLostAfter(
            () -> {
              for (int i = 1; i <= 6; i++) {
                put("later " + i);
              }
            });
    http.next("TransactWriteItems", sixOthersFollow);
    assertThat(store.apply(putting("mine", Guard.NONE, false), limit()))
        .satisfies(StoreFixture::doneOverNothing);
    assertThat(text()).isEqualTo("later 6");
  }

  @Test
  void thePreviousEntryIsTheTrueOneEvenIfTheAnswerIsLost() {
    put("a");
    http.next("TransactWriteItems", answerLostAfter(() -> put("later")));
    Applied applied = store.apply(putting("mine", Guard.NONE, true), limit());
    assertThat(requireNonNull(((Done) applied).previous()).data()).isEqualTo(value("a"));
    assertThat(text()).isEqualTo("later");
  }

  @Test
  void thePreviousEntryIsTheOneThatWasReplacedIfItChangedAfterItWasRead() {
    put("a");
    http.next("TransactWriteItems", lostOnTheWayAfter(() -> put("b")));
    Applied applied = store.apply(delete(Guard.PRESENT, true), limit());
    assertThat(requireNonNull(((Done) applied).previous()).data()).isEqualTo(value("b"));
  }

  @Test
  void aRefusalHandsBackTheEntryThatRefused() {
    put("a");
    Applied applied = store.apply(putting("mine", Guard.ABSENT, false), limit());
    assertThat(requireNonNull(((Conflict) applied).actual()).data()).isEqualTo(value("a"));
    assertThat(http.sent()).containsExactly("GetItem");
  }

  @Test
  void aDeletionOfWhatIsNotThereNeedsNoTransaction() {
    assertThat(store.apply(delete(Guard.PRESENT, false), limit())).isEqualTo(new Conflict(null));
    assertThat(http.sent()).containsExactly("GetItem");
  }

  @Test
  void aRefusalAfterAnAnswered500IsNoDoubt() {
    http.next(
        "TransactWriteItems",
        request -> {
          put("first");
          return answers(500, "InternalServerError").meet(request);
        });
    Applied applied = store.apply(putting("mine", Guard.ABSENT, false), limit());
    assertThat(requireNonNull(((Conflict) applied).actual()).data()).isEqualTo(value("first"));
  }

  /**
   * The token is taken up, and so the earlier attempt changes nothing when its demand holds again.
   */
  @Test
  void anEarlierAttemptThatArrivesAfterARefusalIsCalledOff() {
    Late late = new Late();
    http.next("TransactWriteItems", late.after(() -> put("first")));
    Applied applied = store.apply(putting("mine", Guard.ABSENT, false), limit());
    assertThat(requireNonNull(((Conflict) applied).actual()).data()).isEqualTo(value("first"));
    assertThat(http.sent()).filteredOn("TransactWriteItems"::equals).hasSize(3);

    other.apply(delete(Guard.NONE, false), limit());
    assertThat(late.arrive()).contains("IdempotentParameterMismatch");
    assertThat(other.read(KEY, Consistency.STRONG, limit())).isNull();
  }

  /** It arrives after the refusal, and before its token is taken up. */
  @Test
  void anEarlierAttemptThatIsAppliedAfterARefusalIsFound() {
    Late late = new Late();
    http.next("TransactWriteItems", late.after(() -> put("first")));
    http.next("TransactWriteItems", request -> request.call());
    http.next(
        "TransactWriteItems",
        request -> {
          other.apply(delete(Guard.NONE, false), limit());
          late.arrive();
          return request.call();
        });
    Applied applied = store.apply(putting("mine", Guard.ABSENT, false), limit());
    assertThat(applied).isInstanceOf(Done.class);
    assertThat(requireNonNull(other.read(KEY, Consistency.STRONG, limit())).data())
        .isEqualTo(value("mine"));
  }

  /** An account may lack the right to check an item. */
  @Test
  void aRefusalIsUnknownIfTheTokenCannotBeTakenUp() {
    http.next("TransactWriteItems", lostOnTheWayAfter(() -> put("first")));
    http.next("TransactWriteItems", request -> request.call());
    http.next("TransactWriteItems", answers(400, "AccessDeniedException"));
    assertThatExceptionOfType(OutcomeUnknownStoreException.class)
        .isThrownBy(() -> store.apply(putting("mine", Guard.ABSENT, false), limit()))
        .withMessageContaining("TransactWriteItems on DynamoDB table " + layout.table())
        .withMessageContaining("a later attempt was refused")
        .withMessageContaining("dynamodb:ConditionCheckItem");
  }

  /** A request that is given up, and arrives when the test says so. */
  private static final class Late {

    private @Nullable ExecutableHttpRequest request;

    Fault after(Runnable meanwhile) {
      return sent -> {
        request = sent;
        meanwhile.run();
        throw new SocketException("Connection reset");
      };
    }

    String arrive() {
      try {
        HttpExecuteResponse answer = requireNonNull(request).call();
        return new String(
            answer.responseBody().orElseThrow().readAllBytes(), StandardCharsets.UTF_8);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Test
  void aRefusalOfWhatRestsOnARevisionIsCertain() {
    put("a");
    http.next(
        "TransactWriteItems",
        lostOnTheWayAfter(() -> other.apply(delete(Guard.NONE, false), limit())));
    assertThat(store.apply(delete(Guard.PRESENT, false), limit())).isEqualTo(new Conflict(null));
  }

  /** "An emulator may leave the item out, so that its lack proves nothing." */
  @Test
  void aMissingItemInARefusalIsNotTakenForAbsence() {
    put("a");
    http.next(
        "TransactWriteItems",
        request -> {
          put("b");
          return itemLeftOut().meet(request);
        });
    Applied applied = store.apply(delete(Guard.PRESENT, true), limit());
    assertThat(requireNonNull(((Done) applied).previous()).data()).isEqualTo(value("b"));
  }

  /** Another application may leave it like that again. */
  @Test
  void aRefusalOfWhatRestsOnAnItemWithoutRevisionIsSettledByTheToken() {
    UNDISTURBED.putItem(p -> p.tableName(layout.table()).item(KEY.attributes()));
    http.next("TransactWriteItems", lostOnTheWayAfter(() -> put("first")));
    Applied applied = store.apply(putting("mine", Guard.unchanged(Basis.NOTHING), false), limit());
    assertThat(requireNonNull(((Conflict) applied).actual()).data()).isEqualTo(value("first"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded"})
  void aTransactionCancelledForThatReasonIsTriedAgain(String reason) {
    put("a");
    http.next("TransactWriteItems", FaultyHttpClient.cancelled(reason));
    assertThat(store.apply(delete(Guard.PRESENT, false), limit()))
        .satisfies(StoreFixture::doneOverNothing);
  }

  @Test
  void aTransactionCancelledForAnotherReasonIsNot() {
    http.next("TransactWriteItems", FaultyHttpClient.cancelled("ValidationError"));
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> store.apply(delete(Guard.NONE, false), limit()))
        .isNotInstanceOf(OutcomeUnknownStoreException.class);
    assertThat(http.sent()).containsExactly("TransactWriteItems");
  }

  private void put(String text) {
    other.apply(putting(text, Guard.NONE, false), limit());
  }

  private static Mutation putting(String text, Guard guard, boolean returnPrevious) {
    return new Mutation.Put(
        KEY, value(text), NewDeadline.set(Deadline.NEVER), guard, NOW, returnPrevious);
  }

  private static Mutation delete(Guard guard, boolean returnPrevious) {
    return new Mutation.Delete(KEY, guard, NOW, returnPrevious);
  }

  private String text() {
    Map<String, AttributeValue> data =
        requireNonNull(other.read(KEY, Consistency.STRONG, limit())).data();
    return requireNonNull(data.get("v")).s();
  }
}
