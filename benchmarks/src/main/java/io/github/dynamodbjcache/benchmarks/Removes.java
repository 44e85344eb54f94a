package io.github.dynamodbjcache.benchmarks;

import io.github.dynamodbjcache.embedded.EmbeddedDynamoDb;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/**
 * Prints in Markdown what ways there are to remove an entry so that a lost answer leaves no doubt,
 * and what each costs: hand-written requests on embedded DynamoDB. See docs/adr/0008.
 */
public final class Removes implements AutoCloseable {

  private static final String TABLE = "removes";
  private static final Map<String, AttributeValue> KEY = Map.of("k", AttributeValue.fromS("a"));
  private static final String SHIFT =
      "SET w = :w, p1 = if_not_exists(w, :none), p2 = if_not_exists(p1, :none), p3 ="
          + " if_not_exists(p2, :none), p4 = if_not_exists(p3, :none), p5 = if_not_exists(p4,"
          + " :none)";
  private static final int WARM_UP = 300;
  private static final int TIMED = 1_000;

  private final EmbeddedDynamoDb server = EmbeddedDynamoDb.inMemory();
  private final DynamoDbClient client =
      DynamoDbClient.builder()
          .endpointOverride(server.endpoint())
          .region(Region.US_EAST_1)
          .credentialsProvider(
              StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
          .build();

  private double readUnits;
  private double writeUnits;

  private Removes() {
    client.createTable(
        t ->
            t.tableName(TABLE)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .keySchema(k -> k.attributeName("k").keyType(KeyType.HASH))
                .attributeDefinitions(
                    a -> a.attributeName("k").attributeType(ScalarAttributeType.S)));
  }

  /**
   * A way to remove the entry.
   *
   * @param remove removes it under an id
   * @param resend what the caller is told if the answer is lost and it is tried again: right, wrong
   *     or unknown
   */
  private record Way(
      String name,
      BiConsumer<Removes, String> remove,
      BiFunction<Removes, String, String> resend) {}

  private static final List<Way> WAYS =
      List.of(
          new Way(
              "`DeleteItem` under a condition",
              (table, id) -> table.delete(),
              // It finds nothing and says so, or it deletes what somebody else has put.
              (table, id) -> "wrong"),
          new Way("tombstone, after a read", Removes::bury, Removes::lookForTombstone),
          new Way(
              "transaction under a token",
              Removes::transact,
              (table, id) -> {
                table.transact(id);
                return "right";
              }),
          new Way(
              "transaction under a token, after a read",
              (table, id) -> {
                table.read();
                table.transact(id);
              },
              (table, id) -> {
                table.transact(id);
                return "right";
              }));

  /** Takes no arguments. */
  public static void main(String[] arguments) {
    try (Removes removes = new Removes()) {
      System.out.print(removes.table());
    }
  }

  /** The table. */
  private String table() {
    double[] micros = medianMicros();
    StringBuilder table =
        new StringBuilder(
            "| way | read units | write units | time, of a plain delete | after a lost answer and 0,"
                + " 5, 6 other writes |\n|---|--:|--:|--:|---|\n");
    for (int i = 0; i < WAYS.size(); i++) {
      Way way = WAYS.get(i);
      put();
      readUnits = 0;
      writeUnits = 0;
      way.remove.accept(this, newId());
      table.append(
          "| %s | %.0f | %.0f | %.1f | %s |%n"
              .formatted(way.name, readUnits, writeUnits, micros[i] / micros[0], verdicts(way)));
    }
    return table.toString();
  }

  /** The ways take turns, so that what disturbs the machine disturbs all of them. */
  private double[] medianMicros() {
    double[][] micros = new double[WAYS.size()][TIMED];
    for (int round = -WARM_UP; round < TIMED; round++) {
      for (int i = 0; i < WAYS.size(); i++) {
        put();
        long start = System.nanoTime();
        WAYS.get(i).remove.accept(this, newId());
        if (round >= 0) {
          micros[i][round] = (System.nanoTime() - start) / 1e3;
        }
      }
    }
    return Arrays.stream(micros).peek(Arrays::sort).mapToDouble(each -> each[TIMED / 2]).toArray();
  }

  private String verdicts(Way way) {
    return Stream.of(0, 5, 6)
        .map(
            others -> {
              String id = newId();
              put();
              way.remove.accept(this, id); // Its answer is lost.
              for (int i = 0; i < others; i++) {
                put();
              }
              String told = way.resend.apply(this, id);
              boolean othersStillThere = others == 0 || read().containsKey("v");
              return othersStillThere ? told : "wrong";
            })
        .collect(Collectors.joining(", "));
  }

  /** Somebody's put; it shifts the ring as the provider's do. */
  private void put() {
    client.updateItem(
        u ->
            u.tableName(TABLE)
                .key(KEY)
                .updateExpression(SHIFT + ", v = :v")
                .expressionAttributeValues(
                    Map.of(
                        ":w", binary(newId()),
                        ":none", binary(""),
                        ":v", AttributeValue.fromS("x".repeat(100)))));
  }

  private Map<String, AttributeValue> read() {
    GetItemResponse answer =
        client.getItem(
            g ->
                g.tableName(TABLE)
                    .key(KEY)
                    .consistentRead(true)
                    .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL));
    readUnits += answer.consumedCapacity().capacityUnits();
    return answer.item();
  }

  private void delete() {
    writeUnits +=
        client
            .deleteItem(
                d ->
                    d.tableName(TABLE)
                        .key(KEY)
                        .conditionExpression("attribute_exists(k)")
                        .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL))
            .consumedCapacity()
            .capacityUnits();
  }

  private void bury(String id) {
    AttributeValue found = read().get("w");
    writeUnits +=
        client
            .updateItem(
                u ->
                    u.tableName(TABLE)
                        .key(KEY)
                        .updateExpression(SHIFT + ", x = :past REMOVE v")
                        .conditionExpression("w = :found")
                        .expressionAttributeValues(
                            Map.of(
                                ":w", binary(id),
                                ":none", binary(""),
                                ":found", found,
                                ":past", AttributeValue.fromN("0")))
                        .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL))
            .consumedCapacity()
            .capacityUnits();
  }

  private String lookForTombstone(String id) {
    return read().containsValue(binary(id)) ? "right" : "unknown";
  }

  private void transact(String id) {
    writeUnits +=
        client
            .transactWriteItems(
                t ->
                    t.clientRequestToken(id)
                        .transactItems(
                            w ->
                                w.delete(
                                    d ->
                                        d.tableName(TABLE)
                                            .key(KEY)
                                            .conditionExpression("attribute_exists(k)")))
                        .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL))
            .consumedCapacity()
            .get(0)
            .capacityUnits();
  }

  private static String newId() {
    return UUID.randomUUID().toString();
  }

  private static AttributeValue binary(String id) {
    return AttributeValue.fromB(SdkBytes.fromUtf8String(id));
  }

  @Override
  public void close() {
    client.close();
    server.close();
  }
}
