package io.github.dynamodbjcache.internal.expression;

import io.github.dynamodbjcache.testing.TestDynamoDb;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** A table of one test's, with the key {@code id}, and what the service makes of expressions. */
public final class PlainTable implements AutoCloseable {

  private final DynamoDbClient client = TestDynamoDb.client();
  private final String name = "test-" + UUID.randomUUID();

  /** Creates it. */
  public PlainTable() {
    client.createTable(
        table ->
            table
                .tableName(name)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(
                    id -> id.attributeName("id").attributeType(ScalarAttributeType.S))
                .keySchema(id -> id.attributeName("id").keyType(KeyType.HASH)));
  }

  /** Puts an item, whatever was there. */
  public void put(String id, Map<String, AttributeValue> attributes) {
    Map<String, AttributeValue> item = new HashMap<>(attributes);
    item.putAll(key(id));
    client.putItem(put -> put.tableName(name).item(item));
  }

  /** What the item has beside its key; empty if there is none. */
  public Map<String, AttributeValue> get(String id) {
    Map<String, AttributeValue> item =
        new HashMap<>(
            client.getItem(get -> get.tableName(name).key(key(id)).consistentRead(true)).item());
    item.remove("id");
    return item;
  }

  /** Deletes the item. */
  public void delete(String id) {
    client.deleteItem(delete -> delete.tableName(name).key(key(id)));
  }

  /** True if the service takes that for true of the item, which it leaves as it is. */
  public boolean holds(String id, Predicate predicate) {
    Expression expression = new Expression();
    expression.demand(predicate);
    return holds(id, expression);
  }

  /** True if the service takes the condition for true of the item, which it leaves as it is. */
  public boolean holds(String id, Expression expression) {
    return holds(
        id,
        Objects.requireNonNull(expression.condition()),
        expression.names(),
        expression.values());
  }

  /** The same, of a condition in the service's own words. */
  public boolean holds(
      String id,
      String condition,
      @Nullable Map<String, String> names,
      @Nullable Map<String, AttributeValue> values) {
    try {
      // A condition of a transaction needs no write to be asked.
      client.transactWriteItems(
          all ->
              all.transactItems(
                  one ->
                      one.conditionCheck(
                          check ->
                              check
                                  .tableName(name)
                                  .key(key(id))
                                  .conditionExpression(condition)
                                  .expressionAttributeNames(names)
                                  .expressionAttributeValues(values))));
      return true;
    } catch (TransactionCanceledException canceled) {
      if (canceled.cancellationReasons().get(0).code().equals("ConditionalCheckFailed")) {
        return false;
      }
      throw canceled;
    }
  }

  /** The items of which the service takes that for true. */
  public Set<String> matching(Predicate predicate) {
    Expression expression = new Expression();
    expression.demand(predicate);
    return client
        .scan(
            scan ->
                scan.tableName(name)
                    .consistentRead(true)
                    .filterExpression(expression.condition())
                    .expressionAttributeNames(expression.names())
                    .expressionAttributeValues(expression.values()))
        .items()
        .stream()
        .map(item -> item.get("id").s())
        .collect(Collectors.toSet());
  }

  /** What the item has beside its key after those changes. */
  public Map<String, AttributeValue> update(String id, Iterable<Change> changes) {
    Expression expression = new Expression();
    changes.forEach(expression::change);
    return update(id, expression);
  }

  /** What the item has beside its key after the update. */
  public Map<String, AttributeValue> update(String id, Expression expression) {
    Map<String, AttributeValue> item =
        new HashMap<>(
            client
                .updateItem(
                    update ->
                        update
                            .tableName(name)
                            .key(key(id))
                            .updateExpression(expression.update())
                            .conditionExpression(expression.condition())
                            .expressionAttributeNames(expression.names())
                            .expressionAttributeValues(expression.values())
                            .returnValues(ReturnValue.ALL_NEW))
                .attributes());
    item.remove("id");
    return item;
  }

  private static Map<String, AttributeValue> key(String id) {
    return Map.of("id", AttributeValue.fromS(id));
  }

  @Override
  public void close() {
    client.deleteTable(table -> table.tableName(name));
    client.close();
  }
}
