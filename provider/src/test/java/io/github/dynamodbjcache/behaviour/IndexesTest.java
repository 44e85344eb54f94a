package io.github.dynamodbjcache.behaviour;

import static io.github.dynamodbjcache.table.Path.attr;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.dynamodbjcache.behaviour.SelectionFixture.Score;
import io.github.dynamodbjcache.configuration.DynamoDbConfiguration;
import io.github.dynamodbjcache.configuration.TableCreation;
import io.github.dynamodbjcache.table.Index;
import io.github.dynamodbjcache.table.Item;
import io.github.dynamodbjcache.table.ItemKey;
import io.github.dynamodbjcache.table.Mapping;
import io.github.dynamodbjcache.table.Page;
import io.github.dynamodbjcache.table.PageToken;
import io.github.dynamodbjcache.table.Selection;
import io.github.dynamodbjcache.table.SortKey;
import io.github.dynamodbjcache.table.Table;
import io.github.dynamodbjcache.testing.CacheFixture;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.cache.Cache;
import javax.cache.CacheException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Indexes of an existing table: global and local, whole and partial, of several attributes. */
@Timeout(120)
class IndexesTest {

  private final SelectionFixture fixture = new SelectionFixture();
  private final Table<ItemKey<String, Integer>, Score> scores = fixture.scores();

  @BeforeEach
  void fill() {
    fixture.fill("ann", 20);
    fixture.fill("bob", 10);
    fixture.caches().requests().reset();
  }

  @AfterEach
  void close() {
    fixture.close();
  }

  private static <K, V> List<K> paged(Selection<K, V> selection) {
    List<K> keys = new ArrayList<>();
    Optional<PageToken> next = Optional.empty();
    do {
      Page<Cache.Entry<K, V>> page = next.map(selection::from).orElse(selection).page();
      page.results().forEach(entry -> keys.add(entry.getKey()));
      next = page.next().map(token -> PageToken.parse(token.toString()));
    } while (next.isPresent());
    return keys;
  }

  /** "`index(name)`: none; where the table was not looked at, 1 DescribeTable at the first call" */
  @Test
  void indexesAreLookedAtOnce() {
    CacheFixture caches = fixture.caches();
    scores.index("by-status").query("open");

    Table<ItemKey<String, Integer>, Score> assumed =
        Table.of(
            caches
                .newManager()
                .createCache(
                    fixture.tableName(),
                    new DynamoDbConfiguration<ItemKey<String, Integer>, Score>()
                        .setMapping(
                            Mapping.record(Score.class)
                                .key("name", String.class, "level", Integer.class))
                        .setTableCreation(TableCreation.ASSUMED)));
    assertThat(caches.requests().counts()).isEmpty();
    for (String name : List.of("by-status", "by-data", "by-status")) {
      assumed.index(name).query(name.equals("by-data") ? "ann" : "open");
    }
    refused("no index by-nothing", () -> assumed.index("by-nothing"));
    assertThat(caches.requests().counts()).isEqualTo(Map.of("DescribeTable", 1));
  }

  /** "an index with 30 equal keys pages without loss" */
  @Test
  void equalIndexKeysArePagedWithoutLoss() {
    Index<ItemKey<String, Integer>, Score> index = scores.index("by-status");
    Set<ItemKey<String, Integer>> all = new HashSet<>();
    scores.scan().keys().forEach(all::add);
    for (Selection<ItemKey<String, Integer>, Score> selection :
        List.of(
            index.query("open").limit(7),
            index.query("open").pageSize(7),
            index.query("open").descending().limit(4).pageSize(3),
            index.query("open").filter(attr("zone").exists()).limit(4),
            index.scan().limit(7),
            index.scan().pageSize(7))) {
      assertThat(paged(selection)).hasSize(30).doesNotHaveDuplicates().containsAll(all);
    }
    assertThat(paged(index.query("open").where(SortKey.eq(3)).limit(1)))
        .containsExactlyInAnyOrder(
            new ItemKey<>("ann", 3), new ItemKey<>("ann", 13), new ItemKey<>("bob", 3));
  }

  @Test
  void anIndexCanHaveSeveralPartitionAndSortAttributes() {
    Index<ItemKey<String, Integer>, Score> index = scores.index("by-status-and-zone");
    assertThat(index.query("open", "north").count()).isEqualTo(30);
    assertThat(index.query("open", "south").count()).isZero();
    Selection<ItemKey<String, Integer>, Score> threes =
        index.query("open", "north").where(SortKey.eq(3));
    assertThat(threes.count()).isEqualTo(3);
    assertThat(threes.where(SortKey.gt(3)).keys()).containsExactly(new ItemKey<>("ann", 13));
    assertThat(paged(threes.where(SortKey.ge(3)).limit(1))).hasSize(3).doesNotHaveDuplicates();
    refused("takes a value for each of [status, zone], not 1", () -> index.query("open"));
    refused(
        "only the last where(…) can be a range",
        () -> index.query("open", "north").where(SortKey.gt(3)).where(SortKey.eq(1)));
    refused("[data, level]", () -> threes.where(SortKey.eq(3)).where(SortKey.eq(3)));
  }

  /** What a partial global index has is no value, and would pass for one. */
  @Test
  void aPartOfAValueIsNotGivenForTheWhole() {
    Selection<ItemKey<String, Integer>, Score> partial =
        scores.index("keys-by-status").query("open");
    refused("it lacks [values, zone]. Ask for keys() or items(…)", partial::values);
    refused("keys-by-status", partial::page);
    refused("keys-by-status", partial::iterator);
    refused("does not project [zone]", () -> partial.items(attr("zone")));
    refused("does not project [zone]", () -> partial.filter(attr("zone").exists()));
    assertThat(fixture.requests()).isEmpty();
    assertThat(partial.keys()).hasSize(30);
    assertThat(partial.count()).isEqualTo(30);
    assertThat(partial.where(SortKey.eq(9)).limit(1).items())
        .containsExactly(Item.of(Map.of("name", "ann", "level", 9, "status", "open", "data", 9)));
    assertThat(partial.where(SortKey.eq(9)).limit(1).items(attr("data")))
        .containsExactly(Item.of(Map.of("data", 9)));
    assertThat(partial.filter(attr("level").gt(18)).keys())
        .containsExactly(new ItemKey<>("ann", 19));
  }

  @Test
  void documentsOfAPartialIndexAreNoValues() {
    Index<ItemKey<String, Integer>, Item> index = fixture.documents().index("keys-by-status");
    refused("does not have all attributes of a value", index.query("open")::values);
    assertThat(index.query("open").items().findFirst().orElseThrow())
        .containsOnlyKeys("name", "level", "status", "data");
  }

  /** "so it cannot tell which items have expired" */
  @Test
  void anIndexWithoutTheDeadlineIsRefused() {
    Table<ItemKey<String, Integer>, Item> expiring = fixture.expiring();
    fixture.caches().requests().reset();
    for (ThrowingCallable read :
        List.<ThrowingCallable>of(
            () -> expiring.index("keys-by-status").scan(),
            () -> expiring.index("keys-by-status").query("open"))) {
      assertThatExceptionOfType(CacheException.class)
          .isThrownBy(read)
          .withMessageContaining("index keys-by-status")
          .withMessageContaining("does not project ttl");
    }
    assertThat(fixture.requests()).isEmpty();
  }

  @Test
  void aLocalIndexFetchesWhatItLacks() {
    Selection<ItemKey<String, Integer>, Score> query =
        scores.index("by-data").query("ann").where(SortKey.eq(7));
    assertThat(query.values())
        .containsExactlyInAnyOrder(
            new Score("ann", 7, "open", "north", 7, Set.of("a", "b")),
            new Score("ann", 17, "open", "north", 7, Set.of("a", "b")));
    assertThat(query.items(attr("zone"))).contains(Item.of(Map.of("zone", "north")));
    assertThat(paged(scores.index("by-data").query("ann").limit(3))).hasSize(20);
  }

  /** A filter goes by the key of the index; the table's own key is an attribute there. */
  @Test
  void aFilterMustNotNameTheKeyOfTheIndex() {
    Selection<ItemKey<String, Integer>, Score> query = scores.index("by-status").query("open");
    refused("key attribute: [data]", () -> query.filter(attr("data").gt(1)));
    assertThat(query.filter(attr("level").gt(18)).keys()).containsExactly(new ItemKey<>("ann", 19));
  }

  private static void refused(String message, ThrowingCallable call) {
    assertThatIllegalArgumentException().isThrownBy(call).withMessageContaining(message);
  }
}
