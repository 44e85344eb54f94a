package io.github.dynamodbjcache.behaviour;

import static io.github.dynamodbjcache.table.Path.attr;
import static io.github.dynamodbjcache.table.Path.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.dynamodbjcache.behaviour.SelectionFixture.Score;
import io.github.dynamodbjcache.configuration.Consistency;
import io.github.dynamodbjcache.table.Condition;
import io.github.dynamodbjcache.table.InvalidItemException;
import io.github.dynamodbjcache.table.Item;
import io.github.dynamodbjcache.table.ItemKey;
import io.github.dynamodbjcache.table.Mapping;
import io.github.dynamodbjcache.table.Page;
import io.github.dynamodbjcache.table.PageToken;
import io.github.dynamodbjcache.table.Path;
import io.github.dynamodbjcache.table.Selection;
import io.github.dynamodbjcache.table.SortKey;
import io.github.dynamodbjcache.table.Table;
import io.github.dynamodbjcache.testing.CacheFixture;
import io.github.dynamodbjcache.testing.UserTables;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.cache.Cache;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Queries, scans and pages of an existing table, as users say them. */
@Timeout(120)
class SelectionsTest {

  private final SelectionFixture fixture = new SelectionFixture();
  private final Table<ItemKey<String, Integer>, Score> scores = fixture.scores();

  @BeforeEach
  void forgetOpening() {
    fixture.caches().requests().reset();
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  private static List<Integer> levels(Stream<Score> values) {
    return values.map(Score::level).toList();
  }

  private static <K, V> List<Page<Cache.Entry<K, V>>> pages(Selection<K, V> selection) {
    List<Page<Cache.Entry<K, V>>> pages = new ArrayList<>();
    Optional<PageToken> next = Optional.empty();
    do {
      Selection<K, V> from = next.map(selection::from).orElse(selection);
      Page<Cache.Entry<K, V>> page = from.page();
      pages.add(page);
      next = page.next().map(PageToken::toString).map(PageToken::parse);
    } while (next.isPresent());
    return pages;
  }

  private static List<Integer> pagedLevels(Selection<ItemKey<String, Integer>, Score> selection) {
    return pages(selection).stream()
        .flatMap(page -> page.results().stream())
        .map(entry -> entry.getKey().sort())
        .toList();
  }

  private static List<Integer> range(int from, int to) {
    return IntStream.range(from, to).boxed().toList();
  }

  private static List<Integer> reversed(List<Integer> list) {
    List<Integer> reversed = new ArrayList<>(list);
    Collections.reverse(reversed);
    return reversed;
  }

  @Test
  void aQueryReadsOnePartitionInBothDirections() {
    fixture.fill("ann", 12);
    fixture.fill("bob", 3);
    fixture.caches().requests().reset();
    assertThat(levels(scores.query("ann").values())).isEqualTo(range(0, 12));
    assertThat(levels(scores.query("ann").descending().values())).isEqualTo(reversed(range(0, 12)));
    assertThat(scores.query("bob").keys()).extracting(ItemKey::sort).containsExactly(0, 1, 2);
    assertThat(fixture.requests()).isEqualTo(Map.of("Query", 3));
    Score first = scores.query("ann").values().findFirst().orElseThrow();
    assertThat(first).isEqualTo(new Score("ann", 0, "open", "north", 0, Set.of("a", "b")));
  }

  @Test
  void aRangeSaysWhichPartOfThePartition() {
    fixture.fill("ann", 12);
    Function<SortKey, List<Integer>> where =
        range -> levels(scores.query("ann").where(range).values());
    assertThat(where.apply(SortKey.eq(3))).containsExactly(3);
    assertThat(where.apply(SortKey.lt(3))).containsExactly(0, 1, 2);
    assertThat(where.apply(SortKey.le(1))).containsExactly(0, 1);
    assertThat(where.apply(SortKey.gt(9))).containsExactly(10, 11);
    assertThat(where.apply(SortKey.ge(11))).containsExactly(11);
    assertThat(where.apply(SortKey.between(2, 4))).containsExactly(2, 3, 4);
    assertThat(where.apply(SortKey.between(4, 4))).containsExactly(4);
  }

  /** "`between(9, 1)` is an `IllegalArgumentException` unsent" */
  @Test
  void whatCanBeKnownBeforeIsRefusedUnsent() {
    Selection<ItemKey<String, Integer>, Score> query = scores.query("ann");
    Selection<ItemKey<String, Integer>, Score> scan = scores.scan();
    refused("where(…) is for a query", () -> scan.where(SortKey.eq(1)));
    refused("descending() is for a query", scan::descending);
    refused("level", () -> query.where(SortKey.between(9, 1)));
    refused("level", () -> query.where(SortKey.beginsWith("1")));
    refused("level", () -> query.where(SortKey.eq("text")));
    refused("already", () -> query.where(SortKey.eq(1)).where(SortKey.eq(2)));
    refused("key attribute: [level]", () -> query.filter(attr("level").gt(1)));
    refused(
        "key attribute: [name]",
        () -> query.filter(attr("zone").exists().and(attr("name").exists())));
    refused("absent", () -> query.filter(scores.absent()));
    refused("takes a value for each of [name], not 0", () -> scores.query());
    refused("takes a value for each of [name], not 2; what is said", () -> scores.query("ann", 1));
    refused("name", () -> scores.query(1));
    refused("name", () -> scores.query(""));
    refused("name", () -> scores.query((Object) null));
    refused("limit", () -> query.limit(0));
    refused("pageSize", () -> query.pageSize(0));
    refused("unitsPerSecond", () -> query.unitsPerSecond(0));
    refused("unitsPerSecond", () -> query.unitsPerSecond(Double.NaN));
    refused("no index by-nothing; it has by-data, by-status", () -> scores.index("by-nothing"));
    refused("global", () -> scores.index("by-status").scan().consistency(Consistency.STRONG));
    refused("other characters", () -> PageToken.parse("?"));
    refused("no token", () -> query.from(PageToken.parse("abc")));
    Condition long1 = attr("zone").eq("x");
    Condition many = long1.and(Collections.nCopies(299, long1).toArray(Condition[]::new));
    refused("operators", () -> query.filter(many));
    Condition half = long1.and(Collections.nCopies(80, long1).toArray(Condition[]::new));
    refused("operators", () -> query.filter(half).filter(half));
    assertThat(fixture.requests()).isEmpty();
  }

  private static void refused(String message, ThrowingCallable call) {
    assertThatIllegalArgumentException().isThrownBy(call).withMessageContaining(message);
  }

  /** "a filter on a key attribute is refused in a query, allowed in a scan" */
  @Test
  void filtersLeaveOutWhatTheServiceHasRead() {
    fixture.fill("ann", 12);
    fixture.put("bob", 1, Map.of("values", AttributeValue.fromSs(List.of("c"))));
    assertThat(levels(scores.query("ann").filter(attr("data").ge(8)).values()))
        .containsExactly(8, 9);
    assertThat(
            levels(
                scores
                    .query("ann")
                    .filter(attr("data").ge(1))
                    .filter(attr("data").le(1).or(attr("data").eq(5)))
                    .values()))
        .containsExactly(1, 5, 11);
    assertThat(levels(scores.scan().filter(attr("level").ge(10)).values()))
        .containsExactlyInAnyOrder(10, 11);
    assertThat(scores.scan().filter(attr("name").beginsWith("b")).keys())
        .containsExactly(new ItemKey<>("bob", 1));
    assertThat(scores.scan().filter(attr("values").contains("c")).count()).isEqualTo(1);
    assertThat(scores.scan().filter(attr("values").size().lt(2).negated()).count()).isEqualTo(12);
  }

  /** "a query with `limit(5)`, filter and empty pages yields five or the end" */
  @Test
  void aLimitCountsResultsOfAllPages() {
    fixture.fill("ann", 30);
    Selection<ItemKey<String, Integer>, Score> tens =
        scores.query("ann").filter(attr("data").eq(0).or(attr("data").eq(9))).pageSize(3);
    assertThat(levels(tens.limit(5).values())).containsExactly(0, 9, 10, 19, 20);
    assertThat(tens.limit(5).page().results()).hasSize(5);
    assertThat(pagedLevels(tens.limit(4))).containsExactly(0, 9, 10, 19, 20, 29);
    assertThat(levels(tens.limit(50).values())).hasSize(6);
    assertThat(tens.limit(5).count()).isEqualTo(5);
    assertThat(tens.count()).isEqualTo(6);
  }

  /** A limit without a filter reads no more than it yields. */
  @Test
  void aLimitedPageIsOneRequest() {
    fixture.fill("ann", 30);
    fixture.caches().requests().reset();
    Page<Cache.Entry<ItemKey<String, Integer>, Score>> page =
        scores.query("ann").where(SortKey.gt(5)).descending().limit(10).page();
    assertThat(page.results())
        .map(entry -> entry.getKey().sort())
        .isEqualTo(reversed(range(20, 30)));
    assertThat(page.examined()).isEqualTo(10);
    assertThat(page.next()).isPresent();
    assertThat(fixture.requests()).isEqualTo(Map.of("Query", 1));
  }

  /** "`pageSize(10)` over exactly ten gives a token after which nothing comes" */
  @Test
  void theTokenOfAFullLastPageIsFollowedByNothing() {
    fixture.fill("ann", 10);
    List<Page<Cache.Entry<ItemKey<String, Integer>, Score>>> pages =
        pages(scores.query("ann").pageSize(10));
    assertThat(pages).extracting(page -> page.results().size()).containsExactly(10, 0);
    assertThat(scores.query("nobody").page()).isEqualTo(new Page<>(List.of(), Optional.empty(), 0));
  }

  /** "One page: what the next request yields; walks past pages that yield nothing" */
  @Test
  void aPageWalksPastEmptyOnes() {
    fixture.fill("ann", 30);
    Selection<ItemKey<String, Integer>, Score> last =
        scores.query("ann").filter(attr("data").eq(9)).pageSize(4);
    List<Page<Cache.Entry<ItemKey<String, Integer>, Score>>> pages = pages(last);
    assertThat(pages).extracting(Page::examined).startsWith(12L, 8L, 10L);
    assertThat(pagedLevels(last)).containsExactly(9, 19, 29);
  }

  /** Tokens survive a restart: another manager goes on where this one ended. */
  @Test
  void aTokenIsUnderstoodElsewhere() {
    fixture.fill("ann", 9);
    String token =
        scores.query("ann").limit(4).page().next().map(PageToken::toString).orElseThrow();
    assertThat(fixture.expiring().query("ann").from(PageToken.parse(token)).keys())
        .extracting(ItemKey::sort)
        .containsExactly(4, 5, 6, 7, 8);
  }

  /** "a token of an item deleted meanwhile continues" */
  @Test
  void aTokenOfADeletedItemContinues() {
    fixture.fill("ann", 9);
    PageToken token = scores.query("ann").limit(4).page().next().orElseThrow();
    scores.cache().remove(new ItemKey<>("ann", 3));
    scores.cache().remove(new ItemKey<>("ann", 4));
    assertThat(levels(scores.query("ann").from(token).values())).containsExactly(5, 6, 7, 8);
    assertThat(scores.query("ann").from(token).count()).isEqualTo(4);
    assertThat(levels(scores.query("ann").from(token).limit(2).values())).containsExactly(5, 6);
  }

  /** "A token of another table, index, partition or direction is refused." */
  @Test
  void aTokenOfAnotherIsRefusedUnsent() {
    fixture.fill("ann", 9);
    PageToken token = scores.query("ann").limit(4).page().next().orElseThrow();
    PageToken scanned = scores.scan().limit(4).page().next().orElseThrow();
    fixture.caches().requests().reset();
    try (SelectionFixture other = new SelectionFixture()) {
      refused("another table", () -> other.scores().query("ann").from(token));
    }
    refused("another index", () -> scores.index("by-data").query("ann").from(token));
    refused("another partition", () -> scores.query("bob").from(token));
    refused("another partition", () -> scores.scan().from(token));
    refused("another partition", () -> scores.query("ann").from(scanned));
    refused("another direction", () -> scores.query("ann").descending().from(token));
    refused("another direction", () -> scores.query("ann").from(token).descending());
    assertThat(fixture.requests()).isEmpty();
  }

  /** A table of that name may have been made again, with another key. */
  @Test
  void aTokenOfKeysOfOtherTypesIsRefusedUnsent() {
    CacheFixture caches = fixture.caches();
    String name = UserTables.make(caches.client(), caches.newName(), "id S");
    Table<String, Item> texts =
        Table.open(caches.newManager(), name, Mapping.document().key("id", String.class));
    texts.map().put("a", Item.of(Map.of("x", 1)));
    texts.map().put("b", Item.of(Map.of("x", 1)));
    PageToken token = texts.scan().limit(1).page().next().orElseThrow();
    texts.drop();
    UserTables.make(caches.client(), name, "id N");
    Table<Integer, Item> numbers =
        Table.open(caches.newManager(), name, Mapping.document().key("id", Integer.class));
    caches.requests().reset();
    refused("its key attribute id is not of type N", () -> numbers.scan().from(token));
    assertThat(fixture.requests()).isEmpty();
  }

  /** Places within each other are one; those that exclude each other are none. */
  @Test
  void placesThatOverlapAreReadAndThoseThatCannotBeAreRefused() {
    ItemKey<String, Integer> key = new ItemKey<>("ann", 100);
    Map<String, AttributeValue> list =
        Map.of("l", AttributeValue.fromL(List.of(SelectionFixture.n(7), SelectionFixture.n(8))));
    fixture.put("ann", 100, Map.of("m", AttributeValue.fromM(list)));
    Table<ItemKey<String, Integer>, Item> documents = fixture.documents();
    Item whole = Item.of(Map.of("m", Map.of("l", List.of(7, 8))));
    Path[] overlapping = {attr("m"), path("m.l"), path("m.l[1]"), attr("m")};
    assertThat(documents.project(key, overlapping)).contains(whole);
    assertThat(documents.query("ann").where(SortKey.eq(100)).items(overlapping))
        .containsExactly(whole);
    fixture.caches().requests().reset();
    refused("No item has both", () -> documents.project(key, path("m.l"), path("m[0]")));
    refused("No item has both", () -> documents.scan().items(path("m.l"), path("m[0]")));
    assertThat(fixture.requests()).isEmpty();
  }

  /** "`items(attr("v"))` gives no key attributes though tokens need them" */
  @Test
  void itemsHaveExactlyWhatWasAskedFor() {
    fixture.put(
        "ann",
        1,
        Map.of(
            "a.b", SelectionFixture.n(1),
            "a",
                AttributeValue.fromM(
                    Map.of("b", SelectionFixture.n(2), "c", SelectionFixture.n(3))),
            "list", AttributeValue.fromL(List.of(SelectionFixture.n(4), SelectionFixture.n(5)))));
    Selection<ItemKey<String, Integer>, Score> query = scores.query("ann");
    assertThat(query.items(attr("data"))).containsExactly(Item.of(Map.of("data", 1)));
    assertThat(query.items(attr("a.b"))).containsExactly(Item.of(Map.of("a.b", 1)));
    assertThat(query.items(path("a.b"))).containsExactly(Item.of(Map.of("a", Map.of("b", 2))));
    assertThat(query.items(path("list[1]"), attr("level")))
        .containsExactly(Item.of(Map.of("list", List.of(5), "level", 1)));
    assertThat(query.items(path("a.b"), attr("a"), attr("a")))
        .containsExactly(Item.of(Map.of("a", Map.of("b", 2, "c", 3))));
    assertThat(query.items(path("name.x"), attr("nothing"))).containsExactly(Item.of(Map.of()));
    assertThat(query.items()).first().satisfies(item -> assertThat(item).hasSize(9));
  }

  @Test
  void aSelectionIsImmutableAndCanBeReadAgain() {
    fixture.fill("ann", 5);
    Selection<ItemKey<String, Integer>, Score> query = scores.query("ann");
    query.limit(1).descending();
    query.where(SortKey.gt(3));
    query.filter(attr("data").eq(0));
    assertThat(query).hasSize(5);
    assertThat(query).hasSize(5);
    assertThat(query.iterator().next().getKey()).isEqualTo(new ItemKey<>("ann", 0));
  }

  /** "nothing is fetched before the first hasNext" */
  @Test
  void nothingIsFetchedBeforeItIsAskedFor() {
    fixture.fill("ann", 9);
    fixture.caches().requests().reset();
    Iterator<Cache.Entry<ItemKey<String, Integer>, Score>> entries =
        scores.query("ann").pageSize(4).iterator();
    Stream<Score> values = scores.query("ann").values();
    assertThat(fixture.requests()).isEmpty();
    for (int i = 0; i < 4; i++) {
      entries.next();
    }
    assertThat(fixture.requests()).isEqualTo(Map.of("Query", 1));
    assertThat(values).hasSize(9);
  }

  @Test
  void keysAndCountsBringNoValues() {
    fixture.fill("ann", 9);
    assertThat(scores.scan().keys()).hasSize(9).contains(new ItemKey<>("ann", 8));
    assertThat(scores.scan().count()).isEqualTo(9);
    assertThat(scores.query("ann").where(SortKey.lt(4)).count()).isEqualTo(4);
    assertThat(scores.query("ann").limit(4).keys()).hasSize(4);
  }

  /** A scan of all is split into segments; each item is met once. */
  @Test
  void aParallelStreamReadsSegments() {
    for (int partition = 0; partition < 40; partition++) {
      fixture.fill("p" + partition, 3);
    }
    fixture.caches().requests().reset();
    Map<Object, Integer> met = new ConcurrentHashMap<>();
    scores.scan().keys().parallel().forEach(key -> met.merge(key, 1, Integer::sum));
    assertThat(met).hasSize(120).containsValue(1).doesNotContainValue(2);
    assertThat(fixture.requests().get("Scan")).isGreaterThan(4);
    assertThat(scores.scan().values().parallel().map(Score::zone).distinct())
        .containsExactly("north");
    assertThat(scores.scan().limit(50).values().parallel()).hasSize(50);
    fixture.caches().requests().reset();
    assertThat(scores.scan().values().count()).isEqualTo(120);
    assertThat(fixture.requests()).isEqualTo(Map.of("Scan", 1));
  }

  /** "Expired items are hidden, and counted in `examined`." */
  @Test
  void expiredItemsAreHiddenAndExamined() {
    Table<ItemKey<String, Integer>, Item> expiring = fixture.expiring();
    long now = fixture.caches().clock().instant().getEpochSecond();
    fixture.put("ann", 0, Map.of("ttl", SelectionFixture.n(now - 1)));
    fixture.put("ann", 1, Map.of("ttl", SelectionFixture.n(now + 60)));
    fixture.put("ann", 2, Map.of());
    fixture.put("ann", 3, Map.of("ttl", SelectionFixture.n(now - 6L * 365 * 86_400)));
    fixture.put("ann", 4, Map.of());
    assertThat(expiring.query("ann").keys()).extracting(ItemKey::sort).containsExactly(1, 2, 3, 4);
    assertThat(expiring.scan().count()).isEqualTo(4);
    assertThat(expiring.query("ann").page().examined()).isEqualTo(5);
    assertThat(expiring.query("ann").limit(2).page().examined()).isEqualTo(3);
    assertThat(expiring.query("ann").items(attr("level"))).hasSize(4);
    // Where the deadline is a sort key, the service takes no filter that names it.
    var byDeadline = expiring.index("by-ttl");
    assertThat(byDeadline.query("open").keys()).extracting(ItemKey::sort).containsExactly(3, 1);
    assertThat(byDeadline.query("open").count()).isEqualTo(2);
    assertThat(byDeadline.scan().count()).isEqualTo(2);
    assertThat(byDeadline.query("open").items(attr("level")))
        .containsExactly(Item.of(Map.of("level", 3)), Item.of(Map.of("level", 1)));
    assertThat(byDeadline.query("open").where(SortKey.gt(0)).page().examined()).isEqualTo(3);
  }

  /** An item that does not fit fails once, and the next one comes after it. */
  @Test
  void anItemThatDoesNotFitIsNamedAndPassed() {
    fixture.fill("ann", 3);
    fixture.put("ann", 1, Map.of("values", SelectionFixture.n(1)));
    Iterator<Cache.Entry<ItemKey<String, Integer>, Score>> entries = scores.query("ann").iterator();
    assertThat(entries.next().getKey().sort()).isEqualTo(0);
    assertThatExceptionOfType(InvalidItemException.class)
        .isThrownBy(entries::next)
        .withMessageContaining("values")
        .withMessageContaining("ann")
        .satisfies(e -> assertThat(e.paths()).containsExactly("values"));
    assertThat(entries.next().getKey().sort()).isEqualTo(2);
    assertThat(entries.hasNext()).isFalse();
    assertThat(scores.query("ann").keys()).hasSize(3);
  }

  /** By a key that is written in another way here than in the table nothing could be found. */
  @Test
  void aKeyInAnotherNotationIsNotTakenForItsOwn() {
    UUID id = UUID.fromString("0a0b0c0d-0000-0000-0000-00000000000f");
    fixture.put(id.toString(), 1, Map.of());
    fixture.put(id.toString().toUpperCase(Locale.ROOT), 2, Map.of());
    Table<ItemKey<UUID, Integer>, Item> byId =
        Table.open(
            fixture.caches().newManager(),
            fixture.tableName(),
            Mapping.document().key("name", UUID.class, "level", Integer.class));
    assertThat(byId.query(id).keys()).containsExactly(new ItemKey<>(id, 1));
    assertThatExceptionOfType(InvalidItemException.class)
        .isThrownBy(() -> byId.scan().keys().toList())
        .withMessageContaining("declare the key as a String")
        .satisfies(e -> assertThat(e.paths()).containsExactly("name"));
  }

  /** The rate is held by the units that the service tells. */
  @Test
  void aRateSlowsReadsDown() {
    fixture.fill("ann", 12);
    long began = System.nanoTime();
    assertThat(scores.query("ann").pageSize(2).unitsPerSecond(10).values()).hasSize(12);
    // Six pages of half a unit, and an empty one: the seventh waits until three units are earned.
    assertThat(System.nanoTime() - began).isGreaterThan(290_000_000L);
  }

  @Test
  void aClosedCacheIsReadNoMore() {
    fixture.fill("ann", 3);
    Iterator<Cache.Entry<ItemKey<String, Integer>, Score>> entries = scores.query("ann").iterator();
    entries.next();
    scores.cache().close();
    assertThatExceptionOfType(IllegalStateException.class).isThrownBy(entries::hasNext);
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> scores.query("ann").count());
  }
}
