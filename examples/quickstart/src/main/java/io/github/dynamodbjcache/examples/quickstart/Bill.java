package io.github.dynamodbjcache.examples.quickstart;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * Counts every request that leaves the client, resends included, and the capacity units that
 * DynamoDB reports for them.
 *
 * <p>A condition that did not hold costs units too, but DynamoDB reports none for it.
 */
final class Bill implements ExecutionInterceptor {

  private static final ReturnConsumedCapacity TOTAL = ReturnConsumedCapacity.TOTAL;

  private final Map<String, Long> requests = new TreeMap<>();
  private final Map<String, Double> units = new TreeMap<>();

  /** Asks for the units: DynamoDB tells them only on demand. */
  @Override
  public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
    var request = context.request();
    if (request instanceof GetItemRequest get) {
      return get.toBuilder().returnConsumedCapacity(TOTAL).build();
    } else if (request instanceof PutItemRequest put) {
      return put.toBuilder().returnConsumedCapacity(TOTAL).build();
    } else if (request instanceof UpdateItemRequest update) {
      return update.toBuilder().returnConsumedCapacity(TOTAL).build();
    } else if (request instanceof DeleteItemRequest delete) {
      return delete.toBuilder().returnConsumedCapacity(TOTAL).build();
    } else if (request instanceof BatchGetItemRequest getAll) {
      return getAll.toBuilder().returnConsumedCapacity(TOTAL).build();
    } else if (request instanceof BatchWriteItemRequest writeAll) {
      return writeAll.toBuilder().returnConsumedCapacity(TOTAL).build();
    } else if (request instanceof ScanRequest scan) {
      return scan.toBuilder().returnConsumedCapacity(TOTAL).build();
    } else if (request instanceof QueryRequest query) {
      return query.toBuilder().returnConsumedCapacity(TOTAL).build();
    }
    return request;
  }

  @Override
  public synchronized void beforeTransmission(
      Context.BeforeTransmission context, ExecutionAttributes attributes) {
    requests.merge(operation(attributes), 1L, Long::sum);
  }

  @Override
  public synchronized void afterExecution(
      Context.AfterExecution context, ExecutionAttributes attributes) {
    units.merge(operation(attributes), unitsOf(context.response()), Double::sum);
  }

  /** Requests so far to that operation of DynamoDB, for example {@code GetItem}. */
  synchronized long requests(String operation) {
    return requests.getOrDefault(operation, 0L);
  }

  @Override
  public synchronized String toString() {
    var bill = new StringBuilder();
    requests.forEach(
        (operation, count) ->
            bill.append(
                "   %-16s %,6d requests %,10.1f units%n"
                    .formatted(operation, count, units.getOrDefault(operation, 0.0))));
    return bill.toString();
  }

  private static String operation(ExecutionAttributes attributes) {
    return attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
  }

  // One figure for one item, a list of figures, by table, for a batch.
  private static double unitsOf(SdkResponse response) {
    var consumed = response.getValueForField("ConsumedCapacity", Object.class).orElse(List.of());
    var figures = consumed instanceof List<?> list ? list : List.of(consumed);
    return figures.stream()
        .map(ConsumedCapacity.class::cast)
        .mapToDouble(ConsumedCapacity::capacityUnits)
        .sum();
  }
}
