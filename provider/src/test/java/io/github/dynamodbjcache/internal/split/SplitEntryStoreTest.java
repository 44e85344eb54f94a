package io.github.dynamodbjcache.internal.split;

import static io.github.dynamodbjcache.internal.store.dynamodb.StoreFixture.key;
import static io.github.dynamodbjcache.internal.store.dynamodb.StoreFixture.limit;
import static io.github.dynamodbjcache.internal.store.dynamodb.StoreFixture.value;
import static io.github.dynamodbjcache.testing.FaultyHttpClient.itemLeftOut;
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
import io.github.dynamodbjcache.internal.store.StoredEntry;
import io.github.dynamodbjcache.internal.store.dynamodb.StoreFixture;
import io.github.dynamodbjcache.internal.store.dynamodb.TableLayout;
import io.github.dynamodbjcache.internal.store.dynamodb.Transacted;
import io.github.dynamodbjcache.internal.time.Deadline;
import io.github.dynamodbjcache.internal.time.TimeLimit;
import io.github.dynamodbjcache.testing.FaultyHttpClient;
import io.github.dynamodbjcache.testing.Items;
import io.github.dynamodbjcache.testing.TestDynamoDb;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Entries that are split, between other writers, disturbances and other applications. */
@Timeout(60)
class SplitEntryStoreTest {

  private static final long NOW = 4_000_000_000_123L;
  private static final Clock CLOCK = Clock.fixed(Instant.ofEpochMilli(NOW), ZoneOffset.UTC);
  private static final EntryKey KEY = key("user:42");

  /** Takes two parts. */
  private static final String LARGE = "large ".repeat(20);

  private static final SplitSizes SIZES = new SplitSizes(100, 70);
  private static final Deadline IN_A_MINUTE = Deadline.at(NOW + 60_000);
  private static final NewDeadline ETERNAL = NewDeadline.set(Deadline.NEVER);

  private static final DynamoDbClient UNDISTURBED = TestDynamoDb.client();

  private final FaultyHttpClient http = new FaultyHttpClient(TestDynamoDb.http());
  private final DynamoDbClient client = TestDynamoDb.client(http);
  private final TableLayout layout = StoreFixture.newTable(UNDISTURBED);
  private final EntryStore other = over(UNDISTURBED, Transacted.NOTHING);
  private final EntryStore store = over(client, Transacted.NOTHING);

  @AfterEach
  void closeClient() {
    client.close();
  }

  @AfterAll
  static void closeUndisturbed() {
    UNDISTURBED.close();
  }

  /** "The entry that was replaced or deleted": it is handed to one of those who delete it. */
  @Test
  void aDeletionThatGotLostDoesNotHandBackWhatAnotherHasDeleted() {
    other.apply(put(LARGE, Guard.NONE, ETERNAL), limit());
    Mutation delete = new Mutation.Delete(KEY, Guard.NONE, NOW, /* returnPrevious= */ true);
    http.next("DeleteItem", request -> request.call())
        .next(
            "DeleteItem",
            lostOnTheWayAfter(
                () -> assertThat(((Done) other.apply(delete, limit())).previous()).isNotNull()));
    assertThatExceptionOfType(OutcomeUnknownStoreException.class)
        .isThrownBy(() -> store.apply(delete, limit()));
  }

  static Stream<Arguments> movedDeadlines() {
    Deadline inTwo = Deadline.at(NOW + 120_000);
    Deadline inTenHours = Deadline.at(NOW + 36_000_000);
    return Stream.of(Transacted.values())
        .flatMap(
            transacted ->
                Stream.of(
                    Arguments.of(transacted, "small", IN_A_MINUTE, inTwo),
                    Arguments.of(transacted, LARGE, IN_A_MINUTE, inTwo),
                    Arguments.of(transacted, LARGE, inTwo, IN_A_MINUTE),
                    Arguments.of(transacted, "small", Deadline.NEVER, inTwo),
                    Arguments.of(transacted, LARGE, Deadline.NEVER, inTwo),
                    Arguments.of(transacted, "small", IN_A_MINUTE, inTenHours),
                    Arguments.of(transacted, "small", IN_A_MINUTE, Deadline.NEVER)));
  }

  /** "One that is there and live keeps its own", also one that an access moves meanwhile. */
  @ParameterizedTest
  @MethodSource("movedDeadlines")
  void aDeadlineThatIsMovedWhilePartsAreWrittenIsKept(
      Transacted transacted, String before, Deadline asRead, Deadline moved) {
    EntryStore any = over(client, transacted);
    for (boolean unchanged : List.of(true, false)) {
      other.apply(put(before, Guard.NONE, NewDeadline.set(asRead)), limit());
      Basis basis = entry().basis();
      Guard guard = unchanged ? Guard.unchanged(basis) : Guard.PRESENT;
      http.next(
          "UpdateItem",
          request -> {
            other.apply(new Mutation.Touch(KEY, moved, basis), limit());
            return request.call();
          });

      Applied applied =
          any.apply(put("new " + LARGE, guard, NewDeadline.onCreation(IN_A_MINUTE)), limit());

      assertThat(applied).isInstanceOf(Done.class);
      assertThat(entry().data()).isEqualTo(value("new " + LARGE));
      assertThat(entry().deadline()).isEqualTo(moved);
      assertThat(items().parts()).isEqualTo(items().namedParts());
      assertThat(items().partItems())
          .allSatisfy(
              part ->
                  assertThat(until(part).epochMillis())
                      .isGreaterThanOrEqualTo(moved.epochMillis()));
    }
  }

  /** "Adding one loses none of the others." */
  @Test
  void whatIsDemandedOfTheItemIsDemandedOfALargeOneAsWell() {
    Guard guard = Guard.ABSENT.and(new Guard.Without("h"));
    Map<String, AttributeValue> withMore =
        Map.of("v", AttributeValue.fromS("expired"), "h", AttributeValue.fromS("more"));
    http.next(
        "UpdateItem",
        request -> {
          NewDeadline passed = NewDeadline.set(Deadline.at(NOW));
          other.apply(new Mutation.Put(KEY, withMore, passed, Guard.NONE, NOW, false), limit());
          return request.call();
        });
    Applied applied =
        store.apply(put(LARGE, guard, NewDeadline.onCreation(Deadline.at(NOW + 1))), limit());
    assertThat(applied).isEqualTo(new Conflict(entry()));
  }

  private StoredEntry entry() {
    return requireNonNull(other.read(KEY, Consistency.STRONG, limit()));
  }

  /** Until when a part is leased. */
  private static Deadline until(Map<String, AttributeValue> part) {
    AttributeValue deadline = part.get("x");
    return deadline == null ? Deadline.NEVER : Deadline.at(Long.parseLong(deadline.n()));
  }

  /** "A put or delete without guard cures it": by what it met, if it cannot be said at once. */
  @ParameterizedTest
  @EnumSource(Transacted.class)
  void aGarbledDeadlineEndsInAConflictByWhichItIsCured(Transacted transacted) {
    EntryStore any = over(client, transacted);
    List<Mutation> plain =
        List.of(
            put("small", Guard.NONE, NewDeadline.onCreation(Deadline.NEVER)),
            put(LARGE, Guard.NONE, NewDeadline.onCreation(Deadline.NEVER)),
            put(LARGE, Guard.NONE, NewDeadline.onCreation(IN_A_MINUTE)),
            new Mutation.Delete(KEY, Guard.PRESENT, NOW, /* returnPrevious= */ false),
            new Mutation.Delete(KEY, Guard.PRESENT, NOW, /* returnPrevious= */ true));
    for (Mutation mutation : plain) {
      for (List<String> attributes : List.of(List.of("x"), List.of("x", "w"))) {
        other.apply(put(LARGE, Guard.NONE, ETERNAL), limit());
        attributes.forEach(this::garble);
        http.sent().clear();

        Applied met = any.apply(mutation, TimeLimit.after(Duration.ofSeconds(10)));

        assertThat(met).isInstanceOf(Conflict.class);
        Guard asMet = Guard.unchanged(requireNonNull(((Conflict) met).actual()).basis());
        Mutation again =
            mutation instanceof Mutation.Put put
                ? put.with(ETERNAL).under(asMet)
                : mutation.under(asMet);
        assertThat(any.apply(again, limit())).isInstanceOf(Done.class);
        assertThat(items().parts()).isEqualTo(items().namedParts());
        other.apply(Mutation.Delete.blind(KEY), limit());
      }
    }
  }

  /** "Each ends with the truth", also where an emulator leaves out the item that refused. */
  @ParameterizedTest
  @EnumSource(Transacted.class)
  void anEntryWhoseRefusalLacksItIsNotTakenForAbsent(Transacted transacted) {
    Stream.of("UpdateItem", "DeleteItem", "TransactWriteItems")
        .forEach(operation -> http.always(operation, itemLeftOut()));
    Mutation replacement = put("small", Guard.PRESENT, ETERNAL);
    Mutation removal = new Mutation.Delete(KEY, Guard.PRESENT, NOW, /* returnPrevious= */ false);
    for (Mutation mutation : List.of(replacement, removal)) {
      EntryStore writer = over(client, transacted);
      writer.apply(put(LARGE, Guard.NONE, ETERNAL), limit());
      assertThat(writer.apply(mutation, limit())).isInstanceOf(Done.class);

      other.apply(put(LARGE, Guard.NONE, ETERNAL), limit());
      EntryStore reader = over(client, transacted);
      reader.read(KEY, Consistency.STRONG, limit());
      assertThat(reader.apply(mutation, limit())).isInstanceOf(Done.class);
    }
    assertThat(items().parts()).isEmpty();
  }

  /** "The refusal brings it along": who has seen that need not read to know that there is none. */
  @Test
  void aServiceThatTellsWhatRefusedIsBelievedThatNothingDid() {
    Mutation removal = new Mutation.Delete(KEY, Guard.PRESENT, NOW, /* returnPrevious= */ false);
    store.apply(removal, limit());
    store.apply(put(LARGE, Guard.NONE, ETERNAL), limit());
    store.apply(removal, limit());
    store.apply(removal, limit());
    assertThat(http.sent()).doesNotContain("GetItem");
  }

  @Test
  void aGarbledRevisionIsCuredByALargePlainPutThatKeepsTheDeadline() {
    other.apply(put("small", Guard.NONE, NewDeadline.set(Deadline.at(NOW + 9))), limit());
    garble("w");
    assertThat(store.apply(put(LARGE, Guard.NONE, NewDeadline.onCreation(IN_A_MINUTE)), limit()))
        .isInstanceOf(Done.class);
    assertThat(entry().data()).isEqualTo(value(LARGE));
    assertThat(entry().deadline()).isEqualTo(Deadline.at(NOW + 9));
  }

  /** As another application could. */
  private void garble(String attribute) {
    UNDISTURBED.updateItem(
        update ->
            update
                .tableName(layout.table())
                .key(KEY.attributes())
                .updateExpression("SET #a = :a")
                .expressionAttributeNames(Map.of("#a", attribute))
                .expressionAttributeValues(Map.of(":a", AttributeValue.fromS("garbled"))));
  }

  private Items items() {
    return Items.of(UNDISTURBED, layout.table());
  }

  private static Mutation put(String text, Guard guard, NewDeadline deadline) {
    return new Mutation.Put(KEY, value(text), deadline, guard, NOW, /* returnPrevious= */ false);
  }

  private EntryStore over(DynamoDbClient through, Transacted transacted) {
    return new SplitEntryStore(
        StoreFixture.store(through, layout, StoreFixture.SETTINGS, transacted),
        StoreFixture.store(through, layout),
        layout,
        SIZES,
        StoreFixture.PARALLEL,
        CLOCK);
  }
}
