package io.github.dynamodbjcache.internal.store.dynamodb;

import static io.github.dynamodbjcache.internal.store.dynamodb.OwnTables.KEY;
import static io.github.dynamodbjcache.internal.store.dynamodb.OwnTables.NOW;
import static io.github.dynamodbjcache.internal.store.dynamodb.OwnTables.SECOND;
import static io.github.dynamodbjcache.internal.store.dynamodb.OwnTables.data;
import static io.github.dynamodbjcache.internal.store.dynamodb.OwnTables.number;
import static io.github.dynamodbjcache.internal.store.dynamodb.StoreFixture.limit;
import static io.github.dynamodbjcache.testing.FaultyHttpClient.answerLost;
import static io.github.dynamodbjcache.testing.FaultyHttpClient.answerLostAfter;
import static io.github.dynamodbjcache.testing.FaultyHttpClient.itemLeftOut;
import static io.github.dynamodbjcache.testing.FaultyHttpClient.lostOnTheWay;
import static io.github.dynamodbjcache.testing.FaultyHttpClient.lostOnTheWayAfter;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.dynamodbjcache.internal.expression.AttributePath;
import io.github.dynamodbjcache.internal.expression.Change;
import io.github.dynamodbjcache.internal.expression.Predicate;
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
import io.github.dynamodbjcache.testing.TestDynamoDb;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Changes that the service makes, and conditions that it decides on. */
@Timeout(60)
class OwnUpdatesTest {

  private static final DynamoDbClient CLIENT = TestDynamoDb.client();
  private static final NewDeadline ETERNAL = NewDeadline.onCreation(Deadline.NEVER);
  private static final Change RAISE = new Change.Add(AttributePath.of("size"), number("1"));
  private static final Change REMOVE = new Change.Remove(AttributePath.of("data"));
  private static final Predicate FIVE =
      new Predicate.Comparison(
          new Predicate.At(AttributePath.of("size")), Predicate.Comparator.EQ, number("5"));
  private static final Predicate NO_DATA = new Predicate.IsAbsent(AttributePath.of("data"));

  private final FaultyHttpClient http = new FaultyHttpClient(TestDynamoDb.http());
  private final DynamoDbClient client = TestDynamoDb.client(http);

  @AfterEach
  void closeClient() {
    client.close();
  }

  @AfterAll
  static void close() {
    CLIENT.close();
  }

  static Stream<Arguments> kindsAndTransactions() {
    return Stream.of(Kind.values())
        .flatMap(
            kind ->
                Stream.of(Transacted.DELETIONS, Transacted.WRITES)
                    .map(transacted -> Arguments.of(kind, transacted)));
  }

  @ParameterizedTest
  @MethodSource("kindsAndTransactions")
  void anUpdateAnswersWithTheNewItemOrTheOldOne(Kind kind, Transacted transacted) {
    TableLayout layout = kind.documents(CLIENT);
    EntryStore store = OwnTables.store(client, layout, transacted);
    AttributeValue map = AttributeValue.fromM(data("a.b", 1));
    OwnTables.foreignPut(CLIENT, layout, KEY, data("size", "x", "m", map, "v", 3));
    List<Change> changes =
        List.of(
            new Change.Set(AttributePath.of("size"), number("9")),
            new Change.Add(new AttributePath(List.of("m", "a.b")), number("2")),
            new Change.Append(AttributePath.of("data"), List.of(number("1"))));
    Applied.Done done = (Applied.Done) store.apply(update(changes, Guard.PRESENT, false), limit());
    Map<String, AttributeValue> expected =
        data(
            "size",
            9,
            "m",
            AttributeValue.fromM(data("a.b", 3)),
            "data",
            AttributeValue.fromL(List.of(number("1"))),
            "v",
            kind == Kind.VERSION ? 4 : 3);
    assertThat(requireNonNull(done.after()).data()).isEqualTo(expected);
    assertThat(done.after()).isEqualTo(read(store));
    assertThat(http.sent().stream().filter(name -> !name.equals("GetItem")))
        .containsExactly(transacted == Transacted.WRITES ? "TransactWriteItems" : "UpdateItem");

    StoredEntry before = read(store);
    Applied.Done old =
        (Applied.Done) store.apply(update(List.of(REMOVE), Guard.PRESENT, true), limit());
    assertThat(old.previous()).isEqualTo(before);
  }

  @ParameterizedTest
  @MethodSource("kindsAndTransactions")
  void anUpdateOfWhatIsMissingIsRefusedOrMakesIt(Kind kind, Transacted transacted) {
    TableLayout layout = kind.typed(CLIENT, Set.of("size", "data"));
    EntryStore store = OwnTables.store(client, layout, transacted);
    assertThat(store.apply(update(List.of(RAISE), Guard.PRESENT, false), limit()))
        .isEqualTo(new Applied.Conflict(null));
    assertThat(OwnTables.item(CLIENT, layout, KEY)).isEmpty();
    Applied.Done made =
        (Applied.Done) store.apply(update(List.of(RAISE), Guard.NONE, false), limit());
    assertThat(made.after()).isEqualTo(read(store));
    assertThat(requireNonNull(made.after()).data()).containsEntry("size", number("1"));
  }

  /** "A REMOVE-only update creates no item on AWS, but does on Local: both must behave as AWS." */
  @ParameterizedTest
  @MethodSource("kindsAndTransactions")
  void whatOnlyRemovesMakesNoItem(Kind kind, Transacted transacted) {
    TableLayout layout = kind.typed(CLIENT, Set.of("size", "data"));
    EntryStore store = OwnTables.store(client, layout, transacted);
    List<Change> changes =
        List.of(
            REMOVE,
            new Change.Exclude(AttributePath.of("size"), AttributeValue.fromSs(List.of("a"))));
    assertThat(store.apply(update(changes, Guard.NONE, false), limit())).isEqualTo(Applied.PLAINLY);
    assertThat(store.apply(update(changes, matching(NO_DATA), false), limit()))
        .isEqualTo(Applied.PLAINLY);
    assertThat(store.apply(update(changes, matching(FIVE), false), limit()))
        .isEqualTo(new Applied.Conflict(null));
    assertThat(OwnTables.item(CLIENT, layout, KEY)).isEmpty();
    OwnTables.foreignPut(CLIENT, layout, KEY, data("data", "d"));
    store.apply(update(List.of(REMOVE), Guard.NONE, false), limit());
    assertThat(read(store).data()).doesNotContainKey("data");
  }

  /** "An expired one is never changed, since it counts as missing." */
  @ParameterizedTest
  @MethodSource("kindsAndTransactions")
  void whatHasExpiredIsHandedBackUnchanged(Kind kind, Transacted transacted) {
    TableLayout layout = kind.typed(CLIENT, Set.of("size", "data"));
    EntryStore store = OwnTables.store(client, layout, transacted);
    OwnTables.foreignPut(CLIENT, layout, KEY, data("size", 5, "ttl", SECOND));
    StoredEntry expired = read(store);
    for (Guard guard : List.of(Guard.NONE, Guard.PRESENT, Guard.ABSENT, matching(NO_DATA))) {
      assertThat(store.apply(update(List.of(RAISE), guard, false), limit()))
          .isEqualTo(new Applied.Conflict(expired));
    }
    OwnTables.foreignSet(CLIENT, layout, KEY, "ttl", "no number");
    Applied.Done done =
        (Applied.Done) store.apply(update(List.of(RAISE), Guard.PRESENT, false), limit());
    assertThat(requireNonNull(done.after()).data()).containsEntry("size", number("6"));
  }

  @ParameterizedTest
  @MethodSource("kindsAndTransactions")
  void aDeadlineIsWrittenUnlessAChangeSaysIt(Kind kind, Transacted transacted) {
    TableLayout layout = kind.typed(CLIENT, Set.of("size", "data"));
    EntryStore store = OwnTables.store(client, layout, transacted);
    NewDeadline later = NewDeadline.set(Deadline.at(NOW + 5_000));
    Applied.Done done =
        (Applied.Done)
            store.apply(
                new Mutation.Update(KEY, List.of(RAISE), later, Guard.NONE, NOW, false), limit());
    assertThat(requireNonNull(done.after()).deadline()).isEqualTo(Deadline.at((SECOND + 6) * 1000));
    assertThat(done.after()).isEqualTo(read(store));
    Change own = new Change.Set(AttributePath.of("ttl"), number("" + (SECOND + 99)));
    store.apply(
        new Mutation.Update(KEY, List.of(RAISE, own), later, Guard.PRESENT, NOW, false), limit());
    assertThat(read(store).deadline()).isEqualTo(Deadline.at((SECOND + 99) * 1000));
  }

  @ParameterizedTest
  @EnumSource
  void theStoresOwnAttributesAndKeysAreNotChanged(Kind kind) {
    TableLayout layout = kind.documents(CLIENT);
    EntryStore store = OwnTables.store(client, layout);
    for (String name :
        switch (kind) {
          case COMPARED -> List.of("name", "status");
          case VERSION -> List.of("name", "v");
          case HIDDEN -> List.of("name", "_w", "_p5");
        }) {
      Change change = new Change.Set(new AttributePath(List.of(name)), number("1"));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> store.apply(update(List.of(change), Guard.NONE, false), limit()))
          .withMessageContaining(name);
    }
    if (kind == Kind.HIDDEN) {
      Mutation put = new Mutation.Put(KEY, data("_w", 1), ETERNAL, Guard.ABSENT, NOW, false);
      assertThatIllegalArgumentException().isThrownBy(() -> store.apply(put, limit()));
    }
    assertThat(http.sent()).isEmpty();
  }

  /** "A condition is sent as P OR expired if P holds of an item without any attribute." */
  @ParameterizedTest
  @MethodSource("kindsAndTransactions")
  void conditionsTakeAnExpiredItemForNone(Kind kind, Transacted transacted) {
    TableLayout layout = kind.documents(CLIENT);
    EntryStore store = OwnTables.store(client, layout, transacted);
    OwnTables.foreignPut(CLIENT, layout, KEY, data("size", 5, "data", "d", "ttl", SECOND));
    StoredEntry expired = read(store);
    assertThat(store.apply(put(data("size", 6), matching(FIVE)), limit()))
        .isEqualTo(new Applied.Conflict(expired));
    assertThat(store.apply(delete(matching(FIVE)), limit()))
        .isEqualTo(new Applied.Conflict(expired));
    done(
        store.apply(
            put(data("size", 6), matching(NO_DATA)).with(NewDeadline.set(Deadline.NEVER)),
            limit()));
    Map<String, AttributeValue> seen = new HashMap<>(read(store).data());
    seen.remove("v");
    assertThat(seen).isEqualTo(data("size", 6));
  }

  @ParameterizedTest
  @MethodSource("kindsAndTransactions")
  void theServiceDecidesOnConditions(Kind kind, Transacted transacted) {
    TableLayout layout = kind.documents(CLIENT);
    EntryStore store = OwnTables.store(client, layout, transacted);
    http.always("PutItem", itemLeftOut()).always("DeleteItem", itemLeftOut());
    assertThat(store.apply(delete(matching(FIVE)), limit())).isEqualTo(new Applied.Conflict(null));
    assertThat(store.apply(put(data("size", 4), matching(FIVE)), limit()))
        .isEqualTo(new Applied.Conflict(null));
    done(store.apply(put(data("size", 4), matching(NO_DATA)), limit()));
    assertThat(store.apply(delete(matching(FIVE)), limit()))
        .isEqualTo(new Applied.Conflict(read(store)));
    assertThat(store.apply(update(List.of(RAISE), matching(FIVE), false), limit()))
        .isEqualTo(new Applied.Conflict(read(store)));
    done(store.apply(update(List.of(RAISE), matching(NO_DATA), false), limit()));
    done(store.apply(put(data("size", 5, "data", "d"), matching(FIVE)), limit()));
    done(store.apply(delete(matching(FIVE)), limit()));
    assertThat(OwnTables.item(CLIENT, layout, KEY)).isEmpty();
  }

  /** "update is one request" */
  @ParameterizedTest
  @EnumSource
  void anUpdateIsOneRequest(Kind kind) {
    EntryStore store = OwnTables.store(client, kind.documents(CLIENT));
    done(store.apply(update(List.of(RAISE), Guard.NONE, false), limit()));
    assertThat(http.sent()).containsExactly("UpdateItem");
  }

  @ParameterizedTest
  @EnumSource
  void anUpdateWhoseAnswerWasLostIsToldAsFarAsTheItemTells(Kind kind) {
    TableLayout layout = kind.documents(CLIENT);
    EntryStore store = OwnTables.store(client, layout);
    OwnTables.foreignPut(CLIENT, layout, KEY, data("size", 1));
    http.next("UpdateItem", answerLost());
    Mutation update = update(List.of(RAISE), Guard.PRESENT, false);
    if (kind == Kind.HIDDEN) {
      Applied.Done done = (Applied.Done) store.apply(update, limit());
      assertThat(done.after()).isEqualTo(read(store));
    } else {
      assertUnknown(store, update);
    }
    assertThat(read(store).data()).containsEntry("size", number("2"));

    http.next(
        "UpdateItem",
        answerLostAfter(
            () ->
                OwnTables.store(CLIENT, layout)
                    .apply(update(List.of(RAISE), Guard.PRESENT, false), limit())));
    assertUnknown(store, update(List.of(RAISE), Guard.PRESENT, false));
    http.next("UpdateItem", answerLost());
    assertUnknown(store, update(List.of(RAISE), Guard.PRESENT, true));
    assertThat(read(store).data()).containsEntry("size", number("5"));
  }

  @ParameterizedTest
  @EnumSource
  void anUpdateThatGotLostIsNeverSentAgainUnlessItIsKnownToBeMissing(Kind kind) {
    TableLayout layout = kind.documents(CLIENT);
    EntryStore store = OwnTables.store(client, layout);
    done(store.apply(put(data("size", 1), Guard.NONE), limit()));
    http.next("UpdateItem", lostOnTheWay());
    assertUnknown(store, update(List.of(RAISE), Guard.PRESENT, false));
    Guard asRead = Guard.unchanged(read(store).basis());
    http.next("UpdateItem", lostOnTheWay());
    if (kind == Kind.COMPARED) {
      assertUnknown(store, update(List.of(RAISE), asRead, false));
    } else {
      done(store.apply(update(List.of(RAISE), asRead, false), limit()));
      assertThat(read(store).data()).containsEntry("size", number("2"));
    }
  }

  /** "exact: a token, at twice the units" */
  @ParameterizedTest
  @EnumSource
  void aTransactedUpdateIsMadeOnceWhateverAnswersAreLost(Kind kind) {
    TableLayout layout = kind.documents(CLIENT);
    EntryStore store = OwnTables.store(client, layout, Transacted.WRITES);
    EntryStore other = OwnTables.store(CLIENT, layout);
    Mutation raise = update(List.of(RAISE), Guard.NONE, false);
    http.next("TransactWriteItems", answerLost());
    Applied.Done first = (Applied.Done) store.apply(raise, limit());
    assertThat(requireNonNull(first.after()).data()).containsEntry("size", number("1"));
    http.next("TransactWriteItems", answerLostAfter(() -> other.apply(raise, limit())));
    Applied.Done second = (Applied.Done) store.apply(raise, limit());
    assertThat(requireNonNull(second.after()).data()).containsEntry("size", number("2"));
    assertThat(read(store).data()).containsEntry("size", number("3"));
    http.next("TransactWriteItems", lostOnTheWay());
    Applied.Done third = (Applied.Done) store.apply(raise, limit());
    assertThat(third.after()).isEqualTo(read(store));
    assertThat(read(store).data()).containsEntry("size", number("4"));
  }

  /** "With value guards refused is not final while an unanswered attempt may arrive": it cannot. */
  @ParameterizedTest
  @EnumSource
  void aRefusalAfterAnAttemptThatMayArriveIsSettledByItsToken(Kind kind) {
    TableLayout layout = kind.documents(CLIENT);
    EntryStore store = OwnTables.store(client, layout, Transacted.WRITES);
    done(store.apply(put(data("size", 5), Guard.NONE), limit()));
    http.sent().clear();
    http.next(
        "TransactWriteItems",
        lostOnTheWayAfter(() -> OwnTables.foreignSet(CLIENT, layout, KEY, "size", 6)));
    Applied applied = store.apply(put(data("size", 7), matching(FIVE)), limit());
    assertThat(applied).isInstanceOf(Applied.Conflict.class);
    assertThat(http.sent())
        .endsWith("TransactWriteItems", "TransactWriteItems", "TransactWriteItems");
    assertThat(read(store).data()).containsEntry("size", number("6"));
  }

  @ParameterizedTest
  @EnumSource(names = {"VERSION", "HIDDEN"})
  void aRefusedConditionBesideAnUnmovedRevisionIsNotFinalEither(Kind kind) {
    TableLayout layout = kind.documents(CLIENT);
    EntryStore store = OwnTables.store(client, layout);
    done(store.apply(put(data("size", 5), Guard.NONE), limit()));
    StoredEntry read = read(store);
    Guard guard = Guard.unchanged(read.basis()).and(new Guard.Matching(FIVE));
    http.next(
        "UpdateItem",
        lostOnTheWayAfter(() -> OwnTables.foreignSet(CLIENT, layout, KEY, "size", 6)));
    assertUnknown(store, put(data("size", 7), guard).decidedOn(read));
  }

  private static void assertUnknown(EntryStore store, Mutation mutation) {
    assertThatExceptionOfType(OutcomeUnknownStoreException.class)
        .isThrownBy(() -> store.apply(mutation, limit()));
  }

  private static void done(Applied applied) {
    assertThat(applied).isInstanceOf(Applied.Done.class);
  }

  private static Guard matching(Predicate predicate) {
    return Guard.NONE.and(new Guard.Matching(predicate));
  }

  private static Mutation.Put put(Map<String, AttributeValue> data, Guard guard) {
    return new Mutation.Put(KEY, data, ETERNAL, guard, NOW, /* returnPrevious= */ false);
  }

  private static Mutation delete(Guard guard) {
    return new Mutation.Delete(KEY, guard, NOW, /* returnPrevious= */ false);
  }

  private static Mutation update(List<Change> changes, Guard guard, boolean returnPrevious) {
    return new Mutation.Update(KEY, changes, ETERNAL, guard, NOW, returnPrevious);
  }

  private static StoredEntry read(EntryStore store) {
    @Nullable StoredEntry found = store.read(KEY, Consistency.STRONG, limit());
    return requireNonNull(found);
  }
}
