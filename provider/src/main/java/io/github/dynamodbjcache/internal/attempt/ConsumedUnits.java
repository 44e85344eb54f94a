package io.github.dynamodbjcache.internal.attempt;

import java.util.List;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/**
 * What requests cost, as the service tells if it is asked. Refused writes cost, and do not tell.
 */
record ConsumedUnits(double read, double write) {

  private static final ReturnConsumedCapacity TOTAL = ReturnConsumedCapacity.TOTAL;

  /** The request, which asks for it. */
  static DynamoDbRequest asked(DynamoDbRequest request) {
    if (request instanceof GetItemRequest get) {
      return get.toBuilder().returnConsumedCapacity(TOTAL).build();
    }
    if (request instanceof BatchGetItemRequest get) {
      return get.toBuilder().returnConsumedCapacity(TOTAL).build();
    }
    if (request instanceof ScanRequest scan) {
      return scan.toBuilder().returnConsumedCapacity(TOTAL).build();
    }
    if (request instanceof PutItemRequest put) {
      return put.toBuilder().returnConsumedCapacity(TOTAL).build();
    }
    if (request instanceof QueryRequest query) {
      return query.toBuilder().returnConsumedCapacity(TOTAL).build();
    }
    if (request instanceof UpdateItemRequest update) {
      return update.toBuilder().returnConsumedCapacity(TOTAL).build();
    }
    if (request instanceof DeleteItemRequest delete) {
      return delete.toBuilder().returnConsumedCapacity(TOTAL).build();
    }
    if (request instanceof BatchWriteItemRequest write) {
      return write.toBuilder().returnConsumedCapacity(TOTAL).build();
    }
    if (request instanceof TransactWriteItemsRequest write) {
      return write.toBuilder().returnConsumedCapacity(TOTAL).build();
    }
    return request;
  }

  /** What an answer tells. */
  static ConsumedUnits of(Object answer) {
    if (answer instanceof GetItemResponse got) {
      return read(got.consumedCapacity());
    }
    if (answer instanceof ScanResponse scanned) {
      return read(scanned.consumedCapacity());
    }
    if (answer instanceof PutItemResponse put) {
      return write(put.consumedCapacity());
    }
    if (answer instanceof QueryResponse queried) {
      return read(queried.consumedCapacity());
    }
    if (answer instanceof UpdateItemResponse updated) {
      return write(updated.consumedCapacity());
    }
    if (answer instanceof DeleteItemResponse deleted) {
      return write(deleted.consumedCapacity());
    }
    if (answer instanceof BatchGetItemResponse got) {
      return new ConsumedUnits(sum(got.consumedCapacity()), 0);
    }
    if (answer instanceof BatchWriteItemResponse written) {
      return new ConsumedUnits(0, sum(written.consumedCapacity()));
    }
    if (answer instanceof TransactWriteItemsResponse written) {
      return new ConsumedUnits(0, sum(written.consumedCapacity()));
    }
    return new ConsumedUnits(0, 0);
  }

  private static ConsumedUnits read(ConsumedCapacity capacity) {
    return new ConsumedUnits(units(capacity), 0);
  }

  private static ConsumedUnits write(ConsumedCapacity capacity) {
    return new ConsumedUnits(0, units(capacity));
  }

  private static double sum(List<ConsumedCapacity> capacities) {
    return capacities.stream().mapToDouble(ConsumedUnits::units).sum();
  }

  private static double units(ConsumedCapacity capacity) {
    return capacity == null || capacity.capacityUnits() == null ? 0 : capacity.capacityUnits();
  }
}
