package io.github.dynamodbjcache.internal.wire;

import java.util.function.BiFunction;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.CreateTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DeleteTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeContinuousBackupsRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeContinuousBackupsResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeTimeToLiveRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTimeToLiveResponse;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateContinuousBackupsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateContinuousBackupsResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateTimeToLiveRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateTimeToLiveResponse;

/**
 * One of DynamoDB's operations.
 *
 * @param name its name
 * @param right as IAM names the right to it, without {@code dynamodb:}
 * @param requestType the type of its request
 * @param method the client's method
 */
public record DynamoDbOperation<Q extends DynamoDbRequest, A>(
    String name, String right, Class<Q> requestType, BiFunction<DynamoDbClient, Q, A> method) {

  public static final DynamoDbOperation<GetItemRequest, GetItemResponse> GET_ITEM =
      operation("GetItem", GetItemRequest.class, DynamoDbClient::getItem);
  public static final DynamoDbOperation<BatchGetItemRequest, BatchGetItemResponse> BATCH_GET_ITEM =
      operation("BatchGetItem", BatchGetItemRequest.class, DynamoDbClient::batchGetItem);
  public static final DynamoDbOperation<PutItemRequest, PutItemResponse> PUT_ITEM =
      operation("PutItem", PutItemRequest.class, DynamoDbClient::putItem);
  public static final DynamoDbOperation<UpdateItemRequest, UpdateItemResponse> UPDATE_ITEM =
      operation("UpdateItem", UpdateItemRequest.class, DynamoDbClient::updateItem);
  public static final DynamoDbOperation<DeleteItemRequest, DeleteItemResponse> DELETE_ITEM =
      operation("DeleteItem", DeleteItemRequest.class, DynamoDbClient::deleteItem);
  public static final DynamoDbOperation<BatchWriteItemRequest, BatchWriteItemResponse>
      BATCH_WRITE_ITEM =
          operation("BatchWriteItem", BatchWriteItemRequest.class, DynamoDbClient::batchWriteItem);

  /** A transaction of one put: the right to it is that to {@code PutItem}. */
  public static final DynamoDbOperation<TransactWriteItemsRequest, TransactWriteItemsResponse>
      TRANSACTED_PUT_ITEM = transacted("PutItem");

  /** A transaction of one update: the right to it is that to {@code UpdateItem}. */
  public static final DynamoDbOperation<TransactWriteItemsRequest, TransactWriteItemsResponse>
      TRANSACTED_UPDATE_ITEM = transacted("UpdateItem");

  /** A transaction of one deletion: the right to it is that to {@code DeleteItem}. */
  public static final DynamoDbOperation<TransactWriteItemsRequest, TransactWriteItemsResponse>
      TRANSACTED_DELETE_ITEM = transacted("DeleteItem");

  /** A transaction that only checks an item, which is a right of its own. */
  public static final DynamoDbOperation<TransactWriteItemsRequest, TransactWriteItemsResponse>
      TRANSACTED_CHECK = transacted("ConditionCheckItem");

  public static final DynamoDbOperation<ScanRequest, ScanResponse> SCAN =
      operation("Scan", ScanRequest.class, DynamoDbClient::scan);
  public static final DynamoDbOperation<QueryRequest, QueryResponse> QUERY =
      operation("Query", QueryRequest.class, DynamoDbClient::query);
  public static final DynamoDbOperation<DescribeTableRequest, DescribeTableResponse>
      DESCRIBE_TABLE =
          operation("DescribeTable", DescribeTableRequest.class, DynamoDbClient::describeTable);
  public static final DynamoDbOperation<CreateTableRequest, CreateTableResponse> CREATE_TABLE =
      operation("CreateTable", CreateTableRequest.class, DynamoDbClient::createTable);
  public static final DynamoDbOperation<DeleteTableRequest, DeleteTableResponse> DELETE_TABLE =
      operation("DeleteTable", DeleteTableRequest.class, DynamoDbClient::deleteTable);
  public static final DynamoDbOperation<DescribeTimeToLiveRequest, DescribeTimeToLiveResponse>
      DESCRIBE_TIME_TO_LIVE =
          operation(
              "DescribeTimeToLive",
              DescribeTimeToLiveRequest.class,
              DynamoDbClient::describeTimeToLive);
  public static final DynamoDbOperation<UpdateTimeToLiveRequest, UpdateTimeToLiveResponse>
      UPDATE_TIME_TO_LIVE =
          operation(
              "UpdateTimeToLive", UpdateTimeToLiveRequest.class, DynamoDbClient::updateTimeToLive);
  public static final DynamoDbOperation<
          DescribeContinuousBackupsRequest, DescribeContinuousBackupsResponse>
      DESCRIBE_CONTINUOUS_BACKUPS =
          operation(
              "DescribeContinuousBackups",
              DescribeContinuousBackupsRequest.class,
              DynamoDbClient::describeContinuousBackups);
  public static final DynamoDbOperation<
          UpdateContinuousBackupsRequest, UpdateContinuousBackupsResponse>
      UPDATE_CONTINUOUS_BACKUPS =
          operation(
              "UpdateContinuousBackups",
              UpdateContinuousBackupsRequest.class,
              DynamoDbClient::updateContinuousBackups);

  private static DynamoDbOperation<TransactWriteItemsRequest, TransactWriteItemsResponse>
      transacted(String right) {
    return new DynamoDbOperation<>(
        "TransactWriteItems",
        right,
        TransactWriteItemsRequest.class,
        DynamoDbClient::transactWriteItems);
  }

  private static <Q extends DynamoDbRequest, A> DynamoDbOperation<Q, A> operation(
      String name, Class<Q> requestType, BiFunction<DynamoDbClient, Q, A> method) {
    return new DynamoDbOperation<>(name, name, requestType, method);
  }

  /** True if it is a transaction, which not every server knows. */
  public boolean isTransaction() {
    return requestType == TransactWriteItemsRequest.class;
  }

  /** True if it reads a page of a table or of an index. */
  public boolean readsPages() {
    return requestType == ScanRequest.class || requestType == QueryRequest.class;
  }

  /** Sends the request as it is. */
  A send(DynamoDbClient client, Q request) {
    return method.apply(client, request);
  }

  /** Sends the request with time limits of its own. */
  A send(DynamoDbClient client, Q request, AwsRequestOverrideConfiguration limits) {
    return send(
        client, requestType.cast(request.toBuilder().overrideConfiguration(limits).build()));
  }
}
