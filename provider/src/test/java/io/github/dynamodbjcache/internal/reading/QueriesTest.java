package io.github.dynamodbjcache.internal.reading;

import static io.github.dynamodbjcache.internal.reading.HandMadeTable.at;
import static io.github.dynamodbjcache.internal.reading.HandMadeTable.compare;
import static io.github.dynamodbjcache.internal.reading.HandMadeTable.descending;
import static io.github.dynamodbjcache.internal.reading.HandMadeTable.is;
import static io.github.dynamodbjcache.internal.reading.HandMadeTable.n;
import static io.github.dynamodbjcache.internal.reading.HandMadeTable.s;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynamodbjcache.internal.expression.AttributePath;
import io.github.dynamodbjcache.internal.expression.Predicate;
import io.github.dynamodbjcache.internal.store.Consistency;
import io.github.dynamodbjcache.internal.store.Cursor;
import io.github.dynamodbjcache.internal.store.EntryStore;
import io.github.dynamodbjcache.internal.store.Page;
import io.github.dynamodbjcache.internal.store.Segment;
import io.github.dynamodbjcache.internal.store.Selection;
import io.github.dynamodbjcache.internal.store.Source;
import io.github.dynamodbjcache.internal.store.StoreException;
import io.github.dynamodbjcache.internal.store.dynamodb.KeySchema.KeyType;
import io.github.dynamodbjcache.internal.store.dynamodb.StoreFixture;
import io.github.dynamodbjcache.testing.FaultyHttpClient;
import io.github.dynamodbjcache.testing.TestDynamoDb;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;

/** Queries and scans over a table that somebody has made by hand, page by page. */
@Timeout(60)
class QueriesTest {

  private final FaultyHttpClient http = new FaultyHttpClient(TestDynamoDb.http());
  private final DynamoDbClient client = TestDynamoDb.client(http);
  private final DynamoDbClient others = TestDynamoDb.client();
  private final HandMadeTable table = new HandMadeTable(others, client, KeyType.N);

  @AfterEach
  void close() {
    others.deleteTable(delete -> delete.tableName(table.name()));
    client.close();
    others.close();
  }

  private void fill(int items) {
    for (int i = 0; i < items; i++) {
      table.put(
          "p",
          n(i),
          entry("group", s("g")),
          entry("level", n(7)),
          entry("data", s("d" + i % 10)),
          entry("ttl", n(i)),
          entry("v", n(i % 4)));
    }
  }

  private static List<Long> numbers(List<Page.Found> found) {
    return found.stream().map(each -> Long.valueOf(HandMadeTable.sort(each).n())).toList();
  }

  private static List<Long> numbers(Stream<Gathering> pages) {
    return pages.flatMap(page -> numbers(page.found()).stream()).toList();
  }

  private static List<Long> upTo(int end) {
    return Stream.iterate(0L, i -> i < end, i -> i + 1).toList();
  }

  @Test
  void aQueryYieldsOnePartitionInTheOrderOfItsSortKey() {
    fill(12);
    table.put("q", n(1));
    assertThat(numbers(table.all(table.query("p")))).isEqualTo(upTo(12));
    assertThat(numbers(table.all(descending(table.query("p")))))
        .isEqualTo(upTo(12).stream().sorted((a, b) -> Long.compare(b, a)).toList());
    assertThat(http.sent()).containsOnly("Query");
  }

  @Test
  void rangesGoByTheSortKey() {
    fill(12);
    assertThat(
            numbers(
                table.all(
                    table.query(
                        "p",
                        new Predicate.Between(at("status"), AttributeValue.fromN("1E0"), n(3))))))
        .containsExactly(1L, 2L, 3L);
    assertThat(
            numbers(table.all(table.query("p", compare("status", Predicate.Comparator.GE, n(10))))))
        .containsExactly(10L, 11L);
  }

  /** "`pageSize(10)` over exactly ten gives a token after which nothing comes" */
  @Test
  void aFullLastPageGivesATokenAfterWhichNothingComes() {
    fill(10);
    List<Gathering> pages = table.pages(table.query("p").paged(10));
    assertThat(pages).extracting(page -> page.found().size()).containsExactly(10, 0);
    assertThat(pages).extracting(Gathering::examined).containsExactly(10L, 0L);
  }

  /** "an index with 30 equal keys pages without loss" */
  @Test
  void anIndexOfEqualKeysIsPagedWithoutLoss() {
    fill(30);
    Map<String, AttributeValue> group = Map.of("group", s("g"));
    for (Reading reading :
        List.of(
            table.query(HandMadeTable.GLOBAL, group).paged(7),
            table.query(HandMadeTable.GLOBAL, group).limited(7),
            descending(table.query(HandMadeTable.GLOBAL, group)).limited(4).paged(3),
            table
                .query(HandMadeTable.GLOBAL, group, is("level", AttributeValue.fromN("7.0")))
                .selecting(all -> all.where(compare("v", Predicate.Comparator.GE, n(0))))
                .limited(4))) {
      assertThat(numbers(table.pages(reading).stream()))
          .as("%s", reading)
          .containsExactlyInAnyOrderElementsOf(upTo(30));
    }
  }

  @Test
  void anIndexCanHaveSeveralPartitionAndSortAttributes() {
    fill(30);
    Map<String, AttributeValue> two = Map.of("group", s("g"), "level", AttributeValue.fromN("7.0"));
    assertThat(
            numbers(
                table
                    .pages(table.query(HandMadeTable.MULTI, two, is("data", s("d3"))).paged(2))
                    .stream()))
        .containsExactly(3L, 13L, 23L);
    assertThat(
            numbers(
                table
                    .pages(
                        table
                            .query(
                                HandMadeTable.MULTI,
                                two,
                                is("data", s("d3")),
                                compare("status", Predicate.Comparator.GT, n(3)))
                            .limited(1))
                    .stream()))
        .containsExactly(13L, 23L);
  }

  /** A local index has little of the items; the rest of each item comes from its table. */
  @Test
  void aLocalIndexYieldsWholeItems() {
    fill(12);
    Map<String, AttributeValue> partition = Map.of("name", s("p"));
    List<Page.Found> found =
        table.all(table.query(HandMadeTable.LOCAL, partition, is("data", s("d1"))));
    assertThat(numbers(found)).containsExactlyInAnyOrder(1L, 11L);
    assertThat(found.get(0).readable().data()).containsKeys("v", "group", "level");
  }

  /** "a query with `limit(5)`, filter and empty pages yields five or the end" */
  @Test
  void aLimitCountsResultsAndWalksPastEmptyPages() {
    fill(30);
    Reading filtered =
        table.query("p").paged(3).selecting(all -> all.where(is("v", n(3)))).limited(5);
    assertThat(numbers(table.all(filtered))).containsExactly(3L, 7L, 11L, 15L, 19L);
    List<Gathering> pages = table.pages(filtered);
    assertThat(numbers(pages.stream())).containsExactly(3L, 7L, 11L, 15L, 19L, 23L, 27L);
    assertThat(pages).extracting(page -> page.found().size()).containsExactly(5, 2);
  }

  /** "a token continues after the last entry *examined*" */
  @Test
  void pagesPassEmptyOnesAndSumWhatWasExamined() {
    fill(30);
    Reading filtered = table.query("p").paged(3).selecting(all -> all.where(is("v", n(3))));
    List<Gathering> pages = table.pages(filtered);
    assertThat(numbers(pages.stream())).containsExactly(3L, 7L, 11L, 15L, 19L, 23L, 27L);
    assertThat(pages).extracting(Gathering::examined).startsWith(6L, 3L, 3L, 6L);
    assertThat(pages.stream().mapToLong(Gathering::examined).sum()).isEqualTo(30);
  }

  /** A limit without a filter looks at no more than it yields. */
  @Test
  void aLimitIsWhatARequestExamines() {
    fill(30);
    Gathering page = table.page(table.query("p").limited(4));
    assertThat(page.examined()).isEqualTo(4);
    assertThat(numbers(page.found())).containsExactly(0L, 1L, 2L, 3L);
    assertThat(http.sent()).hasSize(1);
  }

  /** "or after the last one returned where a limit cut the page" */
  @Test
  void aCutPageGoesOnAfterItsLastResult() {
    fill(30);
    Reading filtered = table.query("p").selecting(all -> all.where(is("v", n(3)))).limited(2);
    List<Gathering> pages = table.pages(filtered);
    assertThat(pages.get(0).examined()).isEqualTo(30);
    assertThat(numbers(pages.stream())).containsExactly(3L, 7L, 11L, 15L, 19L, 23L, 27L);
  }

  /** "a token of an item deleted meanwhile continues" */
  @Test
  void aTokenOfADeletedItemContinues() {
    fill(9);
    for (Reading reading :
        List.of(
            table.query("p").limited(3),
            table.query(HandMadeTable.LOCAL, Map.of("name", s("p"))).limited(3))) {
      Gathering first = table.page(reading);
      table.delete("p", HandMadeTable.sort(first.found().get(2)));
      Gathering second = table.page(reading.after((Cursor.After) first.next()));
      List<Long> both = new ArrayList<>(numbers(first.found()));
      both.addAll(numbers(second.found()));
      assertThat(both).doesNotHaveDuplicates().hasSize(6);
    }
  }

  /** "Expired items are hidden, and counted in `examined`." */
  @Test
  void expiredItemsAreHiddenAndExamined() {
    long now = table.clock().millis();
    for (int i = 0; i < 6; i++) {
      table.put("p", n(i), entry("x", n(i % 2 == 0 ? now : now + 1)));
    }
    Gathering page = table.page(table.query("p").limited(3));
    assertThat(numbers(page.found())).containsExactly(1L, 3L, 5L);
    assertThat(page.examined()).isEqualTo(6);
  }

  /** Where the deadline is a key attribute, a query's filter must not name it. */
  @Test
  void expiredItemsCanBeLeftOutByTheReader() {
    long now = table.clock().millis();
    for (int i = 0; i < 6; i++) {
      table.put("p", n(i), entry("x", n(i % 2 == 0 ? now : now + 1)));
    }
    Reading here =
        Reading.of(table.query("p").selection(), Reading.Expired.LEFT_OUT_HERE).limited(3);
    Gathering page = table.page(here);
    assertThat(numbers(page.found())).containsExactly(1L, 3L, 5L);
    assertThat(page.examined()).isEqualTo(6);
  }

  @Test
  void projectedPlacesComeAloneAndKeysForTheWay() {
    table.put(
        "p",
        n(1),
        entry("data", s("d")),
        entry("v", AttributeValue.fromM(Map.of("a", n(1), "b", n(2)))));
    List<Page.Found> found =
        table.all(
            table
                .query("p")
                .selecting(
                    all ->
                        all.projected(
                            List.of(
                                new AttributePath(List.of("v", "b")),
                                AttributePath.of("status")))));
    assertThat(found.get(0).readable().data())
        .isEqualTo(Map.of("v", AttributeValue.fromM(Map.of("b", n(2)))));
    assertThat(numbers(found)).containsExactly(1L);
  }

  @Test
  void countsBringNothingButNumbers() {
    fill(30);
    PageWalk pages = table.walk(table.query("p").paged(7).selecting(Selection::counted));
    long count = 0;
    while (pages.hasNext()) {
      Page page = pages.next();
      assertThat(page.found()).isEmpty();
      count += page.count();
    }
    assertThat(count).isEqualTo(30);
    PageWalk limited = table.walk(table.query("p").limited(4).selecting(Selection::counted));
    assertThat(limited.next().count()).isEqualTo(4);
    assertThat(limited.hasNext()).isFalse();
  }

  /** "Every page keeps every parameter." */
  @Test
  void everyPageIsAskedForAlike() {
    fill(30);
    List<DynamoDbRequest> requests = new ArrayList<>();
    try (DynamoDbClient recording =
        TestDynamoDb.builder()
            .overrideConfiguration(o -> o.addExecutionInterceptor(recorder(requests)))
            .build()) {
      EntryStore store = table.store(recording);
      Selection query =
          descending(table.query("p", compare("status", Predicate.Comparator.GT, n(2))))
              .paged(7)
              .paced(1e9)
              .selecting(
                  all ->
                      all.reading(Consistency.STRONG)
                          .liveAt(0)
                          .projected(List.of(AttributePath.of("v")))
                          .where(is("v", n(3))))
              .selection();
      Cursor next = null;
      do {
        next = store.page(query, next, StoreFixture.limit()).next();
      } while (next != null);
      next = null;
      Selection scan =
          query
              .from(new Source.Scan(HandMadeTable.GLOBAL, new Segment(0, 1)))
              .reading(Consistency.EVENTUAL);
      do {
        next = store.page(scan, next, StoreFixture.limit()).next();
      } while (next != null);
    }
    assertThat(requests).hasSize(9);
    QueryRequest query = (QueryRequest) requests.get(0);
    assertThat(query.scanIndexForward()).isFalse();
    assertThat(query.consistentRead()).isTrue();
    assertThat(query.limit()).isEqualTo(7);
    assertThat(query.returnConsumedCapacityAsString()).isEqualTo("TOTAL");
    assertThat(query.keyConditionExpression()).isNotEmpty();
    assertThat(query.filterExpression()).isNotEmpty();
    assertThat(query.projectionExpression()).isNotEmpty();
    assertThat(requests.subList(0, 4))
        .map(each -> ((QueryRequest) each).toBuilder().exclusiveStartKey(null).build())
        .containsOnly(query);
    ScanRequest scan = (ScanRequest) requests.get(4);
    assertThat(scan.indexName()).isEqualTo(HandMadeTable.GLOBAL);
    assertThat(scan.filterExpression()).isNotEmpty();
    assertThat(requests.subList(4, 9))
        .map(each -> ((ScanRequest) each).toBuilder().exclusiveStartKey(null).build())
        .containsOnly(scan);
  }

  private static ExecutionInterceptor recorder(List<DynamoDbRequest> requests) {
    return new ExecutionInterceptor() {
      @Override
      public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        DynamoDbRequest request = (DynamoDbRequest) context.request();
        requests.add(
            request instanceof QueryRequest query
                ? query.toBuilder()
                    .overrideConfiguration((AwsRequestOverrideConfiguration) null)
                    .build()
                : ((ScanRequest) request)
                    .toBuilder()
                        .overrideConfiguration((AwsRequestOverrideConfiguration) null)
                        .build());
      }
    };
  }

  @Test
  void aFailedPageIsAskedForAgain() {
    fill(30);
    Results results = new Results(table.walk(table.query("p").paged(7)));
    List<Page.Found> found = new ArrayList<>();
    found.addAll(results.next());
    found.addAll(results.next());
    http.next("Query", FaultyHttpClient.answers(400, "AccessDeniedException"));
    assertThatThrownBy(results::next)
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("dynamodb:Query");
    results.forEachRemaining(found::addAll);
    assertThat(numbers(found)).isEqualTo(upTo(30));
  }

  @Test
  void aScanYieldsAllItems() {
    fill(12);
    table.put("q", n(1), entry("group", s("g")), entry("level", n(1)));
    assertThat(table.all(table.scan().paged(5))).hasSize(13);
    assertThat(table.pages(table.scan().limited(5)).stream().mapToInt(p -> p.found().size()))
        .containsExactly(5, 5, 3);
    assertThat(numbers(table.all(table.scan().selecting(all -> all.where(is("status", n(1)))))))
        .containsExactly(1L, 1L);
  }
}
