package io.github.dynamodbjcache.behaviour;

import static io.github.dynamodbjcache.table.Path.attr;
import static io.github.dynamodbjcache.table.Path.path;
import static io.github.dynamodbjcache.testing.FaultyHttpClient.answerLost;
import static io.github.dynamodbjcache.testing.FaultyHttpClient.answers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.dynamodbjcache.BulkFailureException;
import io.github.dynamodbjcache.configuration.DynamoDbCacheProperties;
import io.github.dynamodbjcache.configuration.DynamoDbConfiguration;
import io.github.dynamodbjcache.table.Item;
import io.github.dynamodbjcache.table.ItemKey;
import io.github.dynamodbjcache.table.Mapping;
import io.github.dynamodbjcache.table.Table;
import io.github.dynamodbjcache.testing.CacheFixture;
import io.github.dynamodbjcache.testing.FaultyHttpClient;
import io.github.dynamodbjcache.testing.TestDynamoDb;
import io.github.dynamodbjcache.testing.UserTables;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.cache.Cache;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What messages of tables of one's own say: which key, in its order, and what to do. */
@Timeout(60)
class OwnTablesMessagesTest {

  private final CacheFixture fixture = CacheFixture.open();

  @AfterEach
  void close() {
    fixture.close();
  }

  /** In both orders of the names: maps have one of their own. */
  @ParameterizedTest(name = "{0}, {1}")
  @CsvSource({"a, b", "b, a"})
  void keysOfTwoAttributesAreToldPartitionFirst(String partition, String sort) {
    String name =
        UserTables.make(fixture.client(), fixture.newName(), partition + " S", sort + " N");
    FaultyHttpClient network = new FaultyHttpClient(TestDynamoDb.http());
    try (DynamoDbClient client = TestDynamoDb.client(network)) {
      Properties properties = fixture.properties();
      properties.put(DynamoDbCacheProperties.CLIENT_INSTANCE, client);
      Table<ItemKey<String, Integer>, Item> table =
          Table.open(
              fixture.newManager(properties),
              name,
              Mapping.document().key(partition, String.class, sort, Integer.class));
      Set<ItemKey<String, Integer>> keys =
          IntStream.range(0, 3).mapToObj(i -> new ItemKey<>("p", i)).collect(Collectors.toSet());
      Map<ItemKey<String, Integer>, Item> items =
          keys.stream().collect(Collectors.toMap(key -> key, key -> Item.of(Map.of("x", 1))));
      network.always("GetItem", answers(400, "ResourceNotFoundException"));
      assertThatThrownBy(() -> table.map().get(new ItemKey<>("p", 0))).hasMessageContaining("p/0");
      network.always("BatchWriteItem", answerLost());
      assertThatThrownBy(() -> table.cache().putAll(items))
          .isInstanceOf(BulkFailureException.class)
          .hasMessageContainingAll("p/0", "p/1", "p/2");
      assertThatThrownBy(() -> table.cache().removeAll(keys))
          .hasMessageContainingAll("p/0", "p/1", "p/2");
      assertThat(network.sent()).contains("GetItem", "BatchWriteItem");
    }
  }

  /** A value. */
  record Note(String id, int number, List<Integer> counts, Optional<LocalDate> day) {

    static Note of(String id, int number) {
      return new Note(id, number, List.of(), Optional.empty());
    }
  }

  private Table<String, Note> notes() {
    String name = UserTables.make(fixture.client(), fixture.newName(), "id S");
    return Table.open(fixture.manager(), name, Mapping.record(Note.class).key("id", String.class));
  }

  @Test
  void aMapIsToldHowToBecomeADocument() {
    String name = UserTables.make(fixture.client(), fixture.newName(), "id S");
    Cache<String, Item> typed =
        fixture
            .manager()
            .createCache(
                name,
                new DynamoDbConfiguration<String, Item>()
                    .setMapping(Mapping.document().key("id", String.class)));
    @SuppressWarnings("unchecked") // The cache has no types at run time, as by a file.
    Cache<String, Object> cache = (Cache<String, Object>) (Cache<?, ?>) typed;
    assertThatThrownBy(() -> cache.put("a", Map.of("x", 1)))
        .isInstanceOf(ClassCastException.class)
        .hasMessageEndingWith("io.github.dynamodbjcache.table.Item: make it one by Item.of(…)");
    assertThatThrownBy(() -> cache.put("a", "x"))
        .isInstanceOf(ClassCastException.class)
        .hasMessageEndingWith("io.github.dynamodbjcache.table.Item");
    assertThat(UserTables.items(fixture.client(), name)).isEmpty();
  }

  private static String message(ThrowingCallable call) {
    return catchThrowable(call).getMessage();
  }

  /** What became of the write is told, and where the item is that does not fit. */
  @Test
  void anAnswerThatDoesNotFitTellsWhatWasDone() {
    Table<String, Note> notes = notes();
    String name = notes.describe().name();
    String cache = "cache \"" + name + "\", ";
    String unfit = "item a: number is of type S, expected N (int)";
    UserTables.put(
        fixture.client(),
        name,
        Map.of("id", AttributeValue.fromS("a"), "number", AttributeValue.fromS("secret")));
    assertThat(message(() -> notes.update("a", u -> u.append(attr("counts"), 1))))
        .isEqualTo(
            cache + "update: the update was made, but its item does not fit the mapping: " + unfit);
    assertThat(message(() -> notes.put("a", Note.of("a", 1), notes.absent())))
        .isEqualTo(
            cache + "put: the put was refused, but its item does not fit the mapping: " + unfit);
    assertThat(message(() -> notes.delete("a", attr("number").eq(1))))
        .isEqualTo(
            cache
                + "delete: the delete was refused, but its item does not fit the mapping: "
                + unfit);
    assertThat(message(() -> notes.fields("a").get("number")))
        .isEqualTo(cache + "fields, key a: number is of type S, expected N (int)");
    assertThat(message(() -> notes.fields("a").put("counts", List.of(7))))
        .isEqualTo(
            cache
                + "fields, key a: the update was made, but its item does not fit the mapping:"
                + " number is of type S, expected N (int)");
    assertThat(UserTables.items(fixture.client(), name).get(0).get("counts").l()).hasSize(1);
  }

  /** An element is none of the list's places yet. */
  @Test
  void anElementThatDoesNotFitIsToldAsOne() {
    Table<String, Note> notes = notes();
    assertThat(message(() -> notes.update("a", u -> u.append(attr("counts"), 1, "x"))))
        .endsWith(
            "update, key a: counts takes no such element: the value is a java.lang.String,"
                + " expected N (int)");
    assertThat(message(() -> notes.scan().filter(attr("counts").contains("x"))))
        .endsWith(
            "counts takes no such element: the value is a java.lang.String, expected N (int)");
  }

  @Test
  void whatTheServiceRefusesOfAnUpdateNamesThePlaceInASentence() {
    Table<String, Note> notes = notes();
    notes.put(Note.of("a", 1));
    notes.update("a", u -> u.set("big", new BigDecimal("9E125"))).orThrow();
    BigDecimal one = BigDecimal.ONE;
    Map<String, ThrowingCallable> told =
        Map.of(
            "). There is nothing that a.b could lie in",
            () -> notes.update("a", u -> u.set(path("a.b"), 1)),
            "). In the item, id2 is of another type than",
            () -> notes.update("a", u -> u.include(attr("id2"), 1).onlyIf(attr("number").exists())),
            "). There is nothing at none to be copied",
            () -> notes.update("a", u -> u.copy(attr("none"), attr("x"))),
            "). The sum at big would be a number that DynamoDB cannot hold",
            () -> notes.update("a", u -> u.add("big", new BigDecimal("9E125"))),
            "). The sum at small would be",
            () -> notes.update("a", u -> u.add("small", one)));
    notes.update("a", u -> u.set("id2", "text").set("small", new BigDecimal("1E-60"))).orThrow();
    told.forEach((message, call) -> assertThat(message(call)).contains(message, "key a"));
  }

  @Test
  void aRefusalTellsWhetherThereIsAnItem() {
    Table<String, Note> notes = notes();
    notes.put(Note.of("a", 1));
    assertThat(message(() -> notes.delete("a", attr("number").eq(2)).orThrow()))
        .endsWith("nothing was changed. There is an item: actual(…) tells it");
    assertThat(message(() -> notes.update("b", u -> u.set("number", 2)).orThrow()))
        .endsWith("nothing was changed. There is no item");
  }
}
