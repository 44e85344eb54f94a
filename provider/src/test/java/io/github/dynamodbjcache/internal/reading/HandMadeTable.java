package io.github.dynamodbjcache.internal.reading;

import io.github.dynamodbjcache.internal.expression.AttributePath;
import io.github.dynamodbjcache.internal.expression.Predicate;
import io.github.dynamodbjcache.internal.store.Consistency;
import io.github.dynamodbjcache.internal.store.Cursor;
import io.github.dynamodbjcache.internal.store.EntryStore;
import io.github.dynamodbjcache.internal.store.Page;
import io.github.dynamodbjcache.internal.store.Selection;
import io.github.dynamodbjcache.internal.store.Source;
import io.github.dynamodbjcache.internal.store.dynamodb.KeySchema;
import io.github.dynamodbjcache.internal.store.dynamodb.KeySchema.KeyAttribute;
import io.github.dynamodbjcache.internal.store.dynamodb.KeySchema.KeyType;
import io.github.dynamodbjcache.internal.store.dynamodb.Naming;
import io.github.dynamodbjcache.internal.store.dynamodb.StoreFixture;
import io.github.dynamodbjcache.internal.store.dynamodb.TableLayout;
import io.github.dynamodbjcache.testing.ManualClock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/**
 * A table as somebody has made it by hand: partition key {@code name}, sort key {@code status}
 * (both reserved words), and indexes. Nothing in it is of our own format.
 */
final class HandMadeTable {

  static final String PARTITION = "name";
  static final String SORT = "status";

  /** A global index over {@code group} and the number {@code level}. */
  static final String GLOBAL = "by-group";

  /** A global index over two partition attributes and two sort attributes. */
  static final String MULTI = "by-two-and-two";

  /** A local index over {@code data}, which has nothing of the items but keys and deadline. */
  static final String LOCAL = "by-data";

  private final DynamoDbClient client;
  private final TableLayout layout;
  private final ManualClock clock = new ManualClock();
  private final EntryStore store;

  /**
   * Makes it.
   *
   * @param client makes and fills it
   * @param readers the client of the store that reads it
   */
  HandMadeTable(DynamoDbClient client, DynamoDbClient readers, KeyType sortType) {
    this.client = client;
    this.layout =
        new TableLayout(
            "test-" + UUID.randomUUID(),
            new KeySchema(
                List.of(new KeyAttribute(PARTITION, KeyType.S), new KeyAttribute(SORT, sortType))),
            Naming.OWN,
            Set.of());
    this.store = StoreFixture.store(readers, layout);
    client.createTable(request(sortType));
  }

  private CreateTableRequest request(KeyType sortType) {
    return CreateTableRequest.builder()
        .tableName(layout.table())
        .billingMode(BillingMode.PAY_PER_REQUEST)
        .keySchema(key(PARTITION, "HASH"), key(SORT, "RANGE"))
        .attributeDefinitions(
            Map.of(PARTITION, "S", SORT, sortType.name(), "group", "S", "level", "N", "data", "S")
                .entrySet()
                .stream()
                .map(
                    each ->
                        AttributeDefinition.builder()
                            .attributeName(each.getKey())
                            .attributeType(ScalarAttributeType.fromValue(each.getValue()))
                            .build())
                .toList())
        .globalSecondaryIndexes(
            index ->
                index
                    .indexName(GLOBAL)
                    .keySchema(key("group", "HASH"), key("level", "RANGE"))
                    .projection(ALL),
            index ->
                index
                    .indexName(MULTI)
                    .keySchema(
                        key("group", "HASH"),
                        key("level", "HASH"),
                        key("data", "RANGE"),
                        key(SORT, "RANGE"))
                    .projection(ALL))
        .localSecondaryIndexes(
            index ->
                index
                    .indexName(LOCAL)
                    .keySchema(key(PARTITION, "HASH"), key("data", "RANGE"))
                    .projection(
                        p -> p.projectionType(ProjectionType.INCLUDE).nonKeyAttributes("x")))
        .build();
  }

  private static final Projection ALL =
      Projection.builder().projectionType(ProjectionType.ALL).build();

  private static KeySchemaElement key(String name, String role) {
    return KeySchemaElement.builder().attributeName(name).keyType(role).build();
  }

  String name() {
    return layout.table();
  }

  ManualClock clock() {
    return clock;
  }

  /** A store over it that uses that client. */
  EntryStore store(DynamoDbClient readers) {
    return StoreFixture.store(readers, layout);
  }

  /** Puts an item, in any client's way. */
  @SafeVarargs
  final void put(
      String partition, AttributeValue sort, Map.Entry<String, AttributeValue>... attributes) {
    Map<String, AttributeValue> item = new HashMap<>();
    item.put(PARTITION, s(partition));
    item.put(SORT, sort);
    for (Map.Entry<String, AttributeValue> attribute : attributes) {
      item.put(attribute.getKey(), attribute.getValue());
    }
    client.putItem(put -> put.tableName(name()).item(item));
  }

  void delete(String partition, AttributeValue sort) {
    client.deleteItem(
        delete -> delete.tableName(name()).key(Map.of(PARTITION, s(partition), SORT, sort)));
  }

  /** A reading of one partition of the table. */
  Reading query(String partition, Predicate... range) {
    return of(
        new Source.Query(
            null, Map.of(PARTITION, s(partition)), List.of(range), Source.Order.ASCENDING));
  }

  Reading query(String index, Map<String, AttributeValue> partition, Predicate... range) {
    return of(new Source.Query(index, partition, List.of(range), Source.Order.ASCENDING));
  }

  Reading scan() {
    return of(Source.WHOLE_TABLE);
  }

  private static Reading of(Source source) {
    return Reading.of(
        Selection.of(source, Consistency.EVENTUAL), Reading.Expired.LEFT_OUT_BY_FILTER);
  }

  static Reading descending(Reading reading) {
    Source.Query query = (Source.Query) reading.selection().source();
    return reading.selecting(
        all ->
            all.from(
                new Source.Query(
                    query.index(), query.partition(), query.range(), Source.Order.DESCENDING)));
  }

  PageWalk walk(Reading reading) {
    return walk(reading, null);
  }

  PageWalk walk(Reading reading, @Nullable UnitRate rate) {
    return new PageWalk(
        reading,
        indexKeys(reading.selection().source().index()),
        (selection, from) -> store.page(selection, from, StoreFixture.limit()),
        clock,
        rate);
  }

  private static Set<String> indexKeys(@Nullable String index) {
    if (index == null) {
      return Set.of();
    }
    return switch (index) {
      case GLOBAL -> Set.of("group", "level");
      case MULTI -> Set.of("group", "level", "data", SORT);
      default -> Set.of(PARTITION, "data");
    };
  }

  /** The page of a reading. */
  Gathering page(Reading reading) {
    return Gathering.of(walk(reading), reading.limit().isPresent());
  }

  /** All pages, each begun with the token of the one before, as text. */
  List<Gathering> pages(Reading reading) {
    PageTokens tokens = new PageTokens(name());
    Source source = reading.selection().source();
    List<Gathering> pages = new ArrayList<>();
    Reading next = reading;
    while (true) {
      Gathering page = page(next);
      pages.add(page);
      if (page.next() == null) {
        return pages;
      }
      Cursor.After after = (Cursor.After) page.next();
      next =
          reading.after(tokens.place(tokens.token(source, after), source, after.keys().keySet()));
    }
  }

  List<Page.Found> all(Reading reading) {
    List<Page.Found> found = new ArrayList<>();
    new Results(walk(reading)).forEachRemaining(found::addAll);
    return found;
  }

  static AttributeValue sort(Page.Found found) {
    return found.readable().key().attributes().get(SORT);
  }

  static Predicate.At at(String attribute) {
    return new Predicate.At(AttributePath.of(attribute));
  }

  static Predicate is(String attribute, AttributeValue value) {
    return compare(attribute, Predicate.Comparator.EQ, value);
  }

  static Predicate compare(
      String attribute, Predicate.Comparator comparator, AttributeValue value) {
    return new Predicate.Comparison(at(attribute), comparator, value);
  }

  static AttributeValue s(String text) {
    return AttributeValue.fromS(text);
  }

  static AttributeValue n(long number) {
    return AttributeValue.fromN(Long.toString(number));
  }

  static AttributeValue b(int... bytes) {
    byte[] all = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      all[i] = (byte) bytes[i];
    }
    return AttributeValue.fromB(SdkBytes.fromByteArray(all));
  }
}
