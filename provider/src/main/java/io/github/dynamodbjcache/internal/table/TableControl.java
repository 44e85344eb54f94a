package io.github.dynamodbjcache.internal.table;

import io.github.dynamodbjcache.internal.attempt.Attempts;
import io.github.dynamodbjcache.internal.attempt.Attempts.FailedAttempt;
import io.github.dynamodbjcache.internal.store.StoreException;
import io.github.dynamodbjcache.internal.time.TimeLimit;
import io.github.dynamodbjcache.internal.wire.DynamoDbOperation;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** What is asked about one table as a whole, within one limit. */
final class TableControl {

  private final Attempts attempts;
  private final TimeLimit limit;
  private final String table;

  TableControl(Attempts attempts, String table, TimeLimit limit) {
    this.table = table;
    this.limit = limit;
    this.attempts = attempts;
  }

  <Q extends DynamoDbRequest, A> A ask(DynamoDbOperation<Q, A> operation, Q request)
      throws FailedAttempt {
    return attempts.repeatOrFail(operation, request, limit);
  }

  String table() {
    return table;
  }

  TimeLimit limit() {
    return limit;
  }

  TableDescription describe() throws FailedAttempt {
    return ask(
            DynamoDbOperation.DESCRIBE_TABLE,
            DescribeTableRequest.builder().tableName(table).build())
        .table();
  }

  StoreException error(DynamoDbOperation<?, ?> operation, FailedAttempt failed) {
    return attempts.errors().notDone(operation, failed.failure, limit);
  }
}
