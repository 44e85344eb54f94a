package io.github.dynamodbjcache.internal.attempt;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * How an attempt failed, and what that says about a write. Only types and error codes decide, never
 * the text of a message.
 *
 * @param kind what it says about a write
 * @param exception what the client threw
 */
public record Failure(Kind kind, RuntimeException exception) {

  public enum Kind {
    /** The write's condition did not hold. */
    CONDITION_FAILED,
    /** The service, or the client before sending, refused; it will again. */
    REFUSED,
    /** Not done for lack of capacity; worth another attempt, later. */
    THROTTLED,
    /** Not done: never sent, or turned away; worth another attempt. */
    NOT_DONE,
    /** Sent, and maybe done. */
    AMBIGUOUS,
    /** The thread was interrupted; maybe done. */
    INTERRUPTED
  }

  private static final Set<String> THROTTLES =
      Set.of(
          "ProvisionedThroughputExceededException",
          "Throttling",
          "ThrottlingException",
          "RequestLimitExceeded",
          "TooManyRequestsException",
          "LimitExceededException");

  private static final Set<String> CONFLICTS =
      Set.of(
          "TransactionConflictException",
          "TransactionInProgressException",
          "ReplicatedWriteConflictException");

  /** By name, since the room does not know which HTTP client is used. */
  private static final Set<String> NO_CONNECTION =
      Set.of(
          "ConnectTimeoutException",
          "ConnectionRequestTimeoutException",
          "ConnectionPoolTimeoutException",
          "UnresolvedAddressException");

  static Failure of(RuntimeException thrown) {
    return new Failure(kind(thrown), thrown);
  }

  /** True if an attempt may have written: this one, or an earlier one of a retrying client. */
  public boolean mayHaveWritten() {
    return kind == Kind.AMBIGUOUS || kind == Kind.INTERRUPTED || isLastOfSeveral();
  }

  private boolean isLastOfSeveral() {
    return exception instanceof SdkException sdk
        && sdk.numAttempts() != null
        && sdk.numAttempts() > 1;
  }

  /** True if nobody knows that the request has come to its end: it may still be applied later. */
  public boolean mayStillArrive() {
    return causes(exception)
        .anyMatch(
            cause ->
                cause instanceof ApiCallTimeoutException
                    || cause instanceof ApiCallAttemptTimeoutException
                    || cause instanceof SocketTimeoutException);
  }

  /** True if the service has answered: the request came to its end, whatever that was. */
  public boolean isAnswered() {
    return exception instanceof AwsServiceException;
  }

  boolean isWorthRepeating() {
    return kind == Kind.THROTTLED || kind == Kind.NOT_DONE || kind == Kind.AMBIGUOUS;
  }

  /** The service's code for it, or an empty text. */
  public String code() {
    if (exception instanceof AwsServiceException service) {
      AwsErrorDetails details = service.awsErrorDetails();
      return details == null || details.errorCode() == null ? "" : details.errorCode();
    }
    return "";
  }

  private static Kind kind(RuntimeException thrown) {
    if (thrown instanceof ConditionalCheckFailedException) {
      return Kind.CONDITION_FAILED;
    }
    if (thrown instanceof AwsServiceException service) {
      return kindOfAnswer(service);
    }
    if (thrown instanceof AbortedException || Thread.currentThread().isInterrupted()) {
      return Kind.INTERRUPTED;
    }
    if (thrown instanceof SdkClientException) {
      if (causes(thrown).anyMatch(Failure::isBeforeSending)) {
        return Kind.NOT_DONE;
      }
      return FailureMessages.isLackOfCredentials(thrown) ? Kind.REFUSED : Kind.AMBIGUOUS;
    }
    // What the client throws when it has been closed; anything else is a defect seen too late.
    return thrown instanceof IllegalStateException || thrown instanceof RejectedExecutionException
        ? Kind.REFUSED
        : Kind.AMBIGUOUS;
  }

  /** What cancelled a transaction of one write. */
  private static Kind kindOfCancellation(TransactionCanceledException canceled) {
    Set<String> codes =
        canceled.cancellationReasons().stream()
            .map(CancellationReason::code)
            .collect(Collectors.toSet());
    if (codes.contains("ConditionalCheckFailed")) {
      return Kind.CONDITION_FAILED;
    }
    if (codes.contains("TransactionConflict")) {
      return Kind.NOT_DONE;
    }
    return codes.contains("ThrottlingError") || codes.contains("ProvisionedThroughputExceeded")
        ? Kind.THROTTLED
        : Kind.REFUSED;
  }

  private static Kind kindOfAnswer(AwsServiceException answer) {
    if (answer instanceof TransactionCanceledException canceled) {
      return kindOfCancellation(canceled);
    }
    String code = new Failure(Kind.REFUSED, answer).code();
    if (THROTTLES.contains(code)) {
      return Kind.THROTTLED;
    }
    // The client corrects its clock by the answer; the next attempt goes out with the right time.
    if (CONFLICTS.contains(code) || answer.isClockSkewException()) {
      return Kind.NOT_DONE;
    }
    return answer.statusCode() >= 500 ? Kind.AMBIGUOUS : Kind.REFUSED;
  }

  private static boolean isBeforeSending(Throwable cause) {
    return cause instanceof ConnectException
        || cause instanceof UnknownHostException
        || cause instanceof NoRouteToHostException
        || NO_CONNECTION.contains(cause.getClass().getSimpleName());
  }

  /** The exception and those behind it, the outermost first. */
  static Stream<Throwable> causes(Throwable thrown) {
    return Stream.iterate(thrown, cause -> cause != null, Throwable::getCause).limit(20);
  }
}
