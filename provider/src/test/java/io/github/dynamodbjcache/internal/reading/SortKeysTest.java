package io.github.dynamodbjcache.internal.reading;

import static io.github.dynamodbjcache.internal.reading.HandMadeTable.at;
import static io.github.dynamodbjcache.internal.reading.HandMadeTable.b;
import static io.github.dynamodbjcache.internal.reading.HandMadeTable.compare;
import static io.github.dynamodbjcache.internal.reading.HandMadeTable.descending;
import static io.github.dynamodbjcache.internal.reading.HandMadeTable.s;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbjcache.internal.expression.AttributePath;
import io.github.dynamodbjcache.internal.expression.Predicate;
import io.github.dynamodbjcache.internal.store.dynamodb.KeySchema.KeyType;
import io.github.dynamodbjcache.testing.TestDynamoDb;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Sort keys that are bytes or texts: their order, their beginnings, their pages. */
@Timeout(60)
class SortKeysTest {

  private final DynamoDbClient client = TestDynamoDb.client();

  @AfterEach
  void close() {
    client.close();
  }

  /** "binary keys compare unsigned" */
  @Test
  void bytesAreOrderedUnsigned() {
    HandMadeTable table = new HandMadeTable(client, client, KeyType.B);
    List<AttributeValue> ordered = List.of(b(0), b(1, 255), b(127), b(128), b(255), b(255, 0));
    ordered.forEach(sort -> table.put("p", sort));
    assertThat(sorts(table, table.query("p"))).isEqualTo(ordered);
    assertThat(sorts(table, table.query("p", compare("status", Predicate.Comparator.GT, b(127)))))
        .containsExactly(b(128), b(255), b(255, 0));
    assertThat(
            sorts(table, table.query("p", new Predicate.Between(at("status"), b(1, 255), b(128)))))
        .containsExactly(b(1, 255), b(127), b(128));
    assertThat(
            sorts(
                table,
                table.query("p", new Predicate.BeginsWith(AttributePath.of("status"), b(255)))))
        .containsExactly(b(255), b(255, 0));
    assertThat(pagedSorts(table, descending(table.query("p")).limited(2)))
        .containsExactly(b(255, 0), b(255), b(128), b(127), b(1, 255), b(0));
  }

  @Test
  void textsAreOrderedByTheirBytes() {
    HandMadeTable table = new HandMadeTable(client, client, KeyType.S);
    List<AttributeValue> ordered =
        Stream.of("B", "a", "ab", "b", "ß", "\uffee", "\ud83d\ude00")
            .map(HandMadeTable::s)
            .toList();
    ordered.forEach(sort -> table.put("p", sort));
    assertThat(sorts(table, table.query("p"))).isEqualTo(ordered);
    assertThat(
            sorts(
                table,
                table.query("p", new Predicate.BeginsWith(AttributePath.of("status"), s("a")))))
        .containsExactly(s("a"), s("ab"));
    assertThat(pagedSorts(table, table.query("p").paged(2))).isEqualTo(ordered);
  }

  private static List<AttributeValue> sorts(HandMadeTable table, Reading reading) {
    return table.all(reading).stream().map(HandMadeTable::sort).toList();
  }

  private static List<AttributeValue> pagedSorts(HandMadeTable table, Reading reading) {
    return table.pages(reading).stream()
        .flatMap(page -> page.found().stream().map(HandMadeTable::sort))
        .toList();
  }
}
