package io.github.dynamodbjcache.internal.attempt;

import io.github.dynamodbjcache.internal.store.OutcomeUnknownStoreException;
import io.github.dynamodbjcache.internal.store.StoreException;
import io.github.dynamodbjcache.internal.time.TimeLimit;
import io.github.dynamodbjcache.internal.wire.Departure;
import io.github.dynamodbjcache.internal.wire.DynamoDbOperation;
import io.github.dynamodbjcache.internal.wire.Wire;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/**
 * The one place where the SDK's exceptions become ours: what happened, in which table, why in the
 * service's or the SDK's own sentence, what that means here, and the way out.
 *
 * <p>A sentence may quote what was sent: {@link Sentence} leaves that out. An exception is kept as
 * the cause only if its kind is known not to quote.
 */
public final class FailureMessages {

  /** Codes whose messages name resources, rights and rates, never contents. */
  private static final Set<String> QUOTES_NOTHING =
      Set.of(
          "AccessDeniedException",
          "ExpiredTokenException",
          "InternalServerError",
          "LimitExceededException",
          "MissingAuthenticationTokenException",
          "ProvisionedThroughputExceededException",
          "RequestLimitExceeded",
          "ResourceInUseException",
          "ResourceNotFoundException",
          "ServiceUnavailable",
          "Throttling",
          "ThrottlingException",
          "TransactionConflictException",
          "UnrecognizedClientException");

  private final String table;
  private final String address;
  private final int connections;

  /** For requests about that table over that wire. */
  FailureMessages(String table, Wire wire) {
    this.table = table;
    this.address = wire.address();
    this.connections = wire.connections().most();
  }

  /** For a request that certainly changed nothing. */
  public StoreException notDone(
      DynamoDbOperation<?, ?> operation, Failure failure, TimeLimit limit) {
    return new StoreException(
        start(operation) + " failed: " + reason(operation, failure, limit), quotableCause(failure));
  }

  /** For a write that may have been applied; says why that cannot be told. */
  public OutcomeUnknownStoreException unknown(
      DynamoDbOperation<?, ?> operation, String why, Failure failure, TimeLimit limit) {
    return new OutcomeUnknownStoreException(
        start(operation)
            + " may or may not have been applied: "
            + why
            + ". It began with this: "
            + reason(operation, failure, limit)
            + ". Read the entry again before deciding",
        quotableCause(failure));
  }

  /**
   * For a write that was applied, and whose answer would have told what it replaced.
   *
   * @param lost how the answer was lost; null if the client has sent the request twice
   */
  public OutcomeUnknownStoreException previousLost(
      DynamoDbOperation<?, ?> operation, @Nullable Failure lost) {
    return new OutcomeUnknownStoreException(
        start(operation)
            + " was applied, but the answer with the previous entry was lost, and the table does not"
            + " keep it",
        lost == null ? null : quotableCause(lost));
  }

  /** For a request, or one more attempt at it, for which no time was left. */
  StoreException limitReached(
      DynamoDbOperation<?, ?> operation, TimeLimit limit, @Nullable Failure before) {
    return notSent(operation, ended(limit), before);
  }

  /** For a request, or one more attempt at it, that waited for a connection until the limit. */
  StoreException allConnectionsInUse(
      DynamoDbOperation<?, ?> operation, TimeLimit limit, @Nullable Failure before) {
    return notSent(
        operation,
        "all "
            + connections
            + " connections were in use until the call's time limit of "
            + limit.allowed().toMillis()
            + " ms was reached. Raise dynamodb-jcache.client.max-connections, or let fewer threads"
            + " call at once",
        before);
  }

  StoreException interrupted(DynamoDbOperation<?, ?> operation, @Nullable Failure before) {
    return notSent(operation, "the thread has been interrupted", before);
  }

  private StoreException notSent(
      DynamoDbOperation<?, ?> operation, String why, @Nullable Failure before) {
    return before == null
        ? new StoreException(start(operation) + " was not sent: " + why, null)
        : new StoreException(
            start(operation)
                + " failed: "
                + why(operation, before)
                + "; it was not sent again: "
                + why,
            quotableCause(before));
  }

  /** The exception, if its message quotes nothing that was written; else null. */
  static @Nullable Throwable quotableCause(Failure failure) {
    RuntimeException thrown = failure.exception();
    if (failure.speaksOfDynamoDb()) {
      return QUOTES_NOTHING.contains(failure.code()) ? thrown : null;
    }
    if (!failure.mayHaveLeft() || failure.kind() == Failure.Kind.NO_CREDENTIALS) {
      return Sentence.quotesNothing(thrown, failure.request()) ? thrown : null;
    }
    boolean isOfTheBody =
        Failure.causes(thrown).anyMatch(cause -> cause.getClass().getName().contains("Json"));
    boolean isOfTheNetwork =
        isCausedBy(thrown, IOException.class)
            || isCausedBy(thrown, ApiCallTimeoutException.class)
            || isCausedBy(thrown, ApiCallAttemptTimeoutException.class);
    return isOfTheNetwork && !isOfTheBody ? thrown : null;
  }

  String table() {
    return table;
  }

  /** Why an attempt failed, for logs. */
  String reason(Failure failure) {
    return whyItself(failure.operation(), failure);
  }

  private String start(DynamoDbOperation<?, ?> operation) {
    return operation.name() + " on DynamoDB table " + table;
  }

  private String reason(DynamoDbOperation<?, ?> operation, Failure failure, TimeLimit limit) {
    String why = why(operation, failure);
    return limit.isReached() ? why + "; " + ended(limit) : why;
  }

  private static String ended(TimeLimit limit) {
    return "the call's time limit of "
        + limit.allowed().toMillis()
        + " ms is reached. Raise dynamodb-jcache.client.api-call-timeout (of bulk calls:"
        + " bulk-timeout), or check the network";
  }

  private String why(DynamoDbOperation<?, ?> operation, Failure failure) {
    Failure before = failure.before();
    return before == null
        ? whyItself(operation, failure)
        : whyItself(operation, failure)
            + "; the attempt before failed: "
            + whyItself(operation, before);
  }

  private String whyItself(DynamoDbOperation<?, ?> operation, Failure failure) {
    if (failure.speaksOfDynamoDb()) {
      return answered(operation, failure, (DynamoDbException) failure.exception());
    }
    return failure.kind() == Failure.Kind.NO_CREDENTIALS
        ? withoutCredentials(failure)
        : notAnswered(failure);
  }

  private String answered(
      DynamoDbOperation<?, ?> operation, Failure failure, DynamoDbException answer) {
    String code = failure.code();
    return quoted(Sentence.of(answer, failure.request()))
        + (failure.kind() == Failure.Kind.CLOCK_SKEW
            ? skewed(answer)
            : meaning(operation, failure, answer))
        + details(code, answer.requestId());
  }

  private static String skewed(DynamoDbException answer) {
    Duration skew = ClockSkew.of(answer);
    return "this machine's clock differs too much from the service's"
        + (skew == null ? "" : ", by " + skew.abs().toMinutes() + " minutes")
        + ". Set the clock";
  }

  private String meaning(
      DynamoDbOperation<?, ?> operation, Failure failure, DynamoDbException answer) {
    return switch (failure.code()) {
      case "ResourceNotFoundException" ->
          "the table does not exist, or was deleted while the cache was open. Create the cache"
              + " again (with table.create = never or assumed: the table), or check table name,"
              + " region and account";
      case "AccessDeniedException" ->
          "access denied. The credentials need the right dynamodb:"
              + operation.right()
              + " on this table"
              + (operation.readsPages() ? " (and for an index, on table/…/index/*)" : "")
              + "; the table's KMS key, a VPC endpoint or a policy of the"
              + " organization can deny it as well";
      case "UnrecognizedClientException",
          "InvalidSignatureException",
          "IncompleteSignatureException",
          "MissingAuthenticationTokenException",
          "MissingAuthenticationToken" ->
          "the service does not accept the credentials. Check access key, secret key, region,"
              + " and this machine's clock";
      case "ExpiredTokenException", "ExpiredToken" ->
          "the credentials have expired. Use a provider that renews them";
      case "ValidationException" ->
          operation.readsPages()
              ? "the service refuses the request as invalid. Usual reasons: a page's token that lies"
                  + " outside of where(…), or a table or an index whose key is not what the cache"
                  + " expects"
              : invalidWrite(answer);
      case "UnknownOperationException" ->
          "this server does not know the operation"
              + (operation.isTransaction()
                  ? ", which dynamodb-jcache.caches.*.exactly-once needs. Set it to none here"
                  : "");
      case "ItemCollectionSizeLimitExceededException" ->
          "the item collection is over the 10 GB of a table with local indexes";
      default -> answeredOtherwise(failure, answer);
    };
  }

  /** Of an update, what it does can be invalid for what is in the item. */
  private static String invalidWrite(DynamoDbException answer) {
    String said = String.valueOf(answer.getMessage());
    return said.contains("update expression") || said.contains("does not exist in the item")
        ? "what is in the item is not what the update needs"
        : "the service refuses the request as invalid. Usual reasons: an item over 400 KB, a key"
            + " over 2,048 bytes, or a table or an index whose key is not what the cache expects";
  }

  private static String quoted(String sentence) {
    return sentence.isEmpty() ? "" : "\"" + sentence + "\": ";
  }

  private static String details(String code, @Nullable String requestId) {
    return Stream.of(code, requestId == null ? "" : "request " + requestId)
        .filter(detail -> !detail.isEmpty())
        .collect(
            Collectors.collectingAndThen(
                Collectors.joining(", "),
                details -> details.isEmpty() ? "" : " (" + details + ")"));
  }

  private String answeredOtherwise(Failure failure, DynamoDbException answer) {
    if (failure.code().isEmpty()) {
      return address
          + " answered with status "
          + answer.statusCode()
          + " and no error code: this does not look like DynamoDB. Check"
          + " dynamodb-jcache.client.endpoint";
    }
    return switch (failure.kind()) {
      case THROTTLED ->
          "throttled until no attempt was left"
              + ThrottlingReasons.of(answer)
              + ". Raise the table's capacity, or spread the keys";
      case NOT_DONE -> "it conflicts with a transaction on the same item";
      default -> "the service answered with status " + answer.statusCode();
    };
  }

  private static String withoutCredentials(Failure failure) {
    AwsServiceException answer = Failure.answerOfAnother(failure.exception());
    if (answer == null) {
      String sentence = Sentence.of(failure.exception(), failure.request());
      return "no AWS credentials could be had: "
          + quoted(sentence)
          + "give them by environment variables, a profile, a role, or a client of your own"
          + SdkModules.missingFor(sentence);
    }
    String service =
        answer.awsErrorDetails() == null ? null : answer.awsErrorDetails().serviceName();
    return "no AWS credentials could be had: "
        + quoted(Sentence.of(answer, failure.request()))
        + (service == null ? "the service that gives them" : "the service " + service)
        + " answered with status "
        + answer.statusCode()
        + ", so nothing was sent to DynamoDB. Check the role or the profile"
        + details(Failure.code(answer), answer.requestId());
  }

  private String notAnswered(Failure failure) {
    RuntimeException thrown = failure.exception();
    if (!isPerhapsSent(failure) && isCausedBy(thrown, UnknownHostException.class)) {
      return "the host name of "
          + address
          + " does not resolve. Check region, endpoint and network";
    }
    if (!isPerhapsSent(failure) && isCausedBy(thrown, ConnectException.class)) {
      return address + " refuses the connection. Check that it is up, and region and endpoint";
    }
    if (failure.kind() == Failure.Kind.INTERRUPTED) {
      return "the thread was interrupted";
    }
    if (failure.mayHaveLeft() && failure.kind() == Failure.Kind.AMBIGUOUS) {
      return (failure.departure() == Departure.ANSWERED
              ? "what comes after the answer of "
              : "no usable answer came from ")
          + address
          + (failure.departure() == Departure.ANSWERED ? " failed (" : " (")
          + types(thrown)
          + ")"
          + (isTimeout(thrown)
              ? ". Raise dynamodb-jcache.client.attempt-timeout, or check the network"
              : "");
    }
    if (isCausedBy(thrown, RejectedExecutionException.class)) {
      return "the client did not send it; it may have been closed (" + types(thrown) + ")";
    }
    return quoted(Sentence.of(thrown, failure.request())) + notSent(failure);
  }

  private static boolean isPerhapsSent(Failure failure) {
    return failure.departure() == Departure.LEFT || failure.departure() == Departure.ANSWERED;
  }

  private String notSent(Failure failure) {
    RuntimeException thrown = failure.exception();
    if (isCausedBy(thrown, SSLException.class)) {
      return "no encrypted connection to "
          + address
          + " could be made, so nothing was sent ("
          + types(thrown)
          + "). Check that this JVM trusts the certificate, and what stands between";
    }
    if (failure.kind() == Failure.Kind.NOT_DONE) {
      return "no connection to "
          + address
          + " could be had in time, so nothing was sent ("
          + types(thrown)
          + "). Check the network, or raise dynamodb-jcache.client.connect-timeout or"
          + " max-connections";
    }
    return "the client did not send it"
        + (isCausedBy(thrown, IllegalStateException.class)
            ? "; it may have been closed, by the application, or by an error within one of its"
                + " requests. Then hand in a new one"
            : "")
        + " ("
        + types(thrown)
        + ")";
  }

  private static boolean isTimeout(Throwable thrown) {
    return isCausedBy(thrown, ApiCallAttemptTimeoutException.class)
        || isCausedBy(thrown, ApiCallTimeoutException.class)
        || isCausedBy(thrown, SocketTimeoutException.class);
  }

  private static boolean isCausedBy(Throwable thrown, Class<? extends Throwable> type) {
    return Failure.causes(thrown).anyMatch(type::isInstance);
  }

  private static String types(Throwable thrown) {
    return Failure.causes(thrown)
        .map(cause -> cause.getClass().getSimpleName())
        .distinct()
        .collect(Collectors.joining(" by "));
  }
}
