package io.github.dynamodbjcache.internal.attempt;

import io.github.dynamodbjcache.internal.store.OutcomeUnknownStoreException;
import io.github.dynamodbjcache.internal.store.StoreException;
import io.github.dynamodbjcache.internal.time.TimeLimit;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.RequestLimitExceededException;
import software.amazon.awssdk.services.dynamodb.model.ThrottlingException;
import software.amazon.awssdk.services.dynamodb.model.ThrottlingReason;

/**
 * The one place where the SDK's exceptions become ours: what happened, in which table, why, and the
 * way out.
 *
 * <p>A message of the service may quote what was sent to it, so none is copied, and an exception is
 * kept as the cause only if its kind is known not to quote.
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

  private FailureMessages(String table, String address) {
    this.table = table;
    this.address = address;
  }

  /** For requests about that table by that client. */
  public static FailureMessages of(DynamoDbClient client, String table) {
    return new FailureMessages(table, ServiceAddress.of(client));
  }

  /** For a request that certainly changed nothing. */
  public StoreException notDone(String operation, Failure failure, TimeLimit limit) {
    return new StoreException(
        start(operation) + " failed: " + reason(operation, failure, limit),
        quotableCause(failure.exception()));
  }

  /** For a write that may have been applied; says why that cannot be told. */
  public OutcomeUnknownStoreException unknown(
      String operation, String why, Failure failure, TimeLimit limit) {
    return new OutcomeUnknownStoreException(
        start(operation)
            + " may or may not have been applied: "
            + why
            + ". It began with this: "
            + reason(operation, failure, limit)
            + ". Read the entry again before deciding",
        quotableCause(failure.exception()));
  }

  /** For a write that was applied, and whose answer would have told what it replaced. */
  public OutcomeUnknownStoreException previousLost(String operation, @Nullable Throwable cause) {
    return new OutcomeUnknownStoreException(
        start(operation)
            + " was applied, but the answer with the previous entry was lost, and the table does not"
            + " keep it",
        cause);
  }

  StoreException limitReached(String operation, TimeLimit limit) {
    return new StoreException(start(operation) + " was not sent: " + ended(limit), null);
  }

  StoreException interrupted(String operation) {
    return new StoreException(
        start(operation) + " was not sent: the thread has been interrupted", null);
  }

  /** True if the client found no credentials to sign with: then nothing was sent. */
  static boolean isLackOfCredentials(Throwable thrown) {
    // The SDK has no type for it. Not the service's message, so only a change of SDK can break it:
    // then a write of a program without credentials is called unknown instead of not done.
    return thrown instanceof SdkClientException
        && thrown.getMessage() != null
        && thrown.getMessage().startsWith("Unable to load credentials");
  }

  /** The exception, if its message quotes nothing that was written; else null. */
  public static @Nullable Throwable quotableCause(RuntimeException thrown) {
    if (thrown instanceof AwsServiceException) {
      return QUOTES_NOTHING.contains(Failure.of(thrown).code()) ? thrown : null;
    }
    boolean isOfTheNetwork =
        Failure.causes(thrown)
            .anyMatch(
                cause ->
                    cause instanceof IOException
                        || cause instanceof ApiCallTimeoutException
                        || cause instanceof ApiCallAttemptTimeoutException);
    boolean isOfTheBody =
        Failure.causes(thrown).anyMatch(cause -> cause.getClass().getName().contains("Json"));
    return (isOfTheNetwork && !isOfTheBody) || isLackOfCredentials(thrown) ? thrown : null;
  }

  private String start(String operation) {
    return operation + " on DynamoDB table " + table;
  }

  private String reason(String operation, Failure failure, TimeLimit limit) {
    String what =
        failure.exception() instanceof AwsServiceException answer
            ? answered(operation, failure, answer)
            : notAnswered(failure);
    return limit.isReached() ? what + "; " + ended(limit) : what;
  }

  private static String ended(TimeLimit limit) {
    return "the call's time limit of "
        + limit.allowed().toMillis()
        + " ms is reached. Raise dynamodb-jcache.client.api-call-timeout (of bulk calls:"
        + " bulk-timeout), or check the network";
  }

  private String answered(String operation, Failure failure, AwsServiceException answer) {
    String code = failure.code();
    String what =
        switch (code) {
          case "ResourceNotFoundException" ->
              "the table does not exist, or was deleted while the cache was open. Create the cache"
                  + " again (with table.create = never or assumed: the table), or check table name,"
                  + " region and account";
          case "AccessDeniedException" ->
              "access denied. The credentials need the right dynamodb:"
                  + operation
                  + " on this table";
          case "UnrecognizedClientException",
              "InvalidSignatureException",
              "IncompleteSignatureException",
              "MissingAuthenticationTokenException",
              "MissingAuthenticationToken" ->
              "the service does not accept the credentials ("
                  + code
                  + "). Check access key, secret key and region";
          case "ExpiredTokenException", "ExpiredToken" ->
              "the credentials have expired. Use a provider that renews them";
          case "ValidationException" ->
              "the service refuses the request as invalid. Usual reasons: an item over 400 KB, a key"
                  + " over 2,048 bytes, or a table whose key is not what the cache expects";
          case "ItemCollectionSizeLimitExceededException" ->
              "the item collection is over the 10 GB of a table with local indexes";
          default -> answeredOtherwise(failure, answer);
        };
    return what + details(code, answer.requestId());
  }

  private static String details(String code, @Nullable String requestId) {
    return Stream.of(code, requestId == null ? "" : "request " + requestId)
        .filter(detail -> !detail.isEmpty())
        .collect(
            Collectors.collectingAndThen(
                Collectors.joining(", "),
                details -> details.isEmpty() ? "" : " (" + details + ")"));
  }

  private String answeredOtherwise(Failure failure, AwsServiceException answer) {
    if (answer.isClockSkewException()) {
      return "this machine's clock differs too much from the service's. Set the clock";
    }
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
              + throttlingReasons(answer)
              + ". Raise the table's capacity, or spread the keys";
      case NOT_DONE -> "it conflicts with a transaction on the same item";
      default -> "the service answered with status " + answer.statusCode();
    };
  }

  private static String throttlingReasons(AwsServiceException answer) {
    List<ThrottlingReason> reasons = List.of();
    if (answer instanceof ProvisionedThroughputExceededException table) {
      reasons = table.throttlingReasons();
    } else if (answer instanceof ThrottlingException throttling) {
      reasons = throttling.throttlingReasons();
    } else if (answer instanceof RequestLimitExceededException account) {
      reasons = account.throttlingReasons();
    }
    return reasons.isEmpty()
        ? ""
        : reasons.stream()
            .map(reason -> reason.reason() + " of " + reason.resource())
            .collect(Collectors.joining(", ", " by ", ""));
  }

  private String notAnswered(Failure failure) {
    RuntimeException thrown = failure.exception();
    if (isLackOfCredentials(thrown)) {
      return "no AWS credentials found. Give them by environment variables, a profile, a role, or a"
          + " client of your own";
    }
    if (isCausedBy(thrown, UnknownHostException.class)) {
      return "the host name of "
          + address
          + " does not resolve. Check region, endpoint and network";
    }
    if (isCausedBy(thrown, ConnectException.class)) {
      return address + " refuses the connection. Check that it is up, and region and endpoint";
    }
    return switch (failure.kind()) {
      case INTERRUPTED -> "the thread was interrupted";
      case NOT_DONE ->
          "no connection to "
              + address
              + " could be had in time. Check the network, or raise"
              + " dynamodb-jcache.client.connect-timeout or max-connections";
      case REFUSED -> "the client did not send it; it may have been closed (" + types(thrown) + ")";
      default ->
          "no usable answer came from "
              + address
              + " ("
              + types(thrown)
              + ")"
              + (isTimeout(thrown)
                  ? ". Raise dynamodb-jcache.client.attempt-timeout, or check the network"
                  : "");
    };
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
