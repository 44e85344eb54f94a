package io.github.dynamodbjcache.internal.attempt;

import io.github.dynamodbjcache.internal.wire.Departure;
import io.github.dynamodbjcache.internal.wire.DynamoDbOperation;
import io.github.dynamodbjcache.internal.wire.NoCredentialsException;
import io.github.dynamodbjcache.internal.wire.Unanswered;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * How an attempt failed, and what that says about a write. Where it failed, types and error codes
 * decide, never the text of a message.
 *
 * @param kind what it says about a write
 * @param exception what the client threw
 * @param operation what was asked for
 * @param request what was to be sent
 * @param departure whether the request has left
 * @param before what the attempt before was answered, if this one only ran out of time; else null
 */
public record Failure(
    Kind kind,
    RuntimeException exception,
    DynamoDbOperation<?, ?> operation,
    DynamoDbRequest request,
    Departure departure,
    @Nullable Failure before) {

  public enum Kind {
    /** The write's condition did not hold. */
    CONDITION_FAILED,
    /** The service, or the client before sending, refused; it will again. */
    REFUSED,
    /** Never sent: there was nothing to sign it with, whoever should have given that. */
    NO_CREDENTIALS,
    /** Not done for lack of capacity; worth another attempt, later. */
    THROTTLED,
    /** Not done: never sent, or turned away; worth another attempt. */
    NOT_DONE,
    /** Turned away for the time in it, which the client corrects: worth one more attempt. */
    CLOCK_SKEW,
    /** Sent, and maybe done. */
    AMBIGUOUS,
    /** The thread was interrupted; maybe done, if it was sent. */
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

  /**
   * Sorts it.
   *
   * @param last how the attempt before ended; null if this was the first
   */
  static Failure of(
      DynamoDbOperation<?, ?> operation, Unanswered unanswered, @Nullable Failure last) {
    boolean ranOutOfTime = causes(unanswered.thrown()).anyMatch(Failure::isTimeout);
    Failure answered = last == null || last.isAnswered() ? last : last.before;
    return new Failure(
        kind(unanswered.thrown(), unanswered.departure()),
        unanswered.thrown(),
        operation,
        unanswered.request(),
        unanswered.departure(),
        ranOutOfTime ? answered : null);
  }

  /** False if the request has certainly not been sent. */
  public boolean mayHaveLeft() {
    return departure != Departure.NEVER;
  }

  /** True if an attempt may have written: this one, or an earlier one of a retrying client. */
  public boolean mayHaveWritten() {
    return kind == Kind.AMBIGUOUS
        || (kind == Kind.INTERRUPTED && mayHaveLeft())
        || isLastOfSeveral();
  }

  private boolean isLastOfSeveral() {
    return exception instanceof SdkException sdk && attempts(sdk) > 1;
  }

  private static int attempts(SdkException thrown) {
    try {
      return thrown.numAttempts() == null ? 1 : thrown.numAttempts();
    } catch (NoSuchMethodError olderSdk) {
      return 1; // It does not tell, but has been told not to resend.
    }
  }

  /** True if nobody knows that the request has come to its end: it may still be applied later. */
  public boolean mayStillArrive() {
    return mayHaveLeft()
        && causes(exception)
            .anyMatch(cause -> isTimeout(cause) || cause instanceof SocketTimeoutException);
  }

  /** True if the service has answered: the request came to its end, whatever that was. */
  public boolean isAnswered() {
    return isAnswer(exception, departure);
  }

  /** True if it is DynamoDB's exception: its answer, or one made in its name before sending. */
  boolean speaksOfDynamoDb() {
    return exception instanceof DynamoDbException && departure != Departure.ANSWERED;
  }

  /** An exception of DynamoDB's that came without its answer is somebody else's. */
  private static boolean isAnswer(RuntimeException thrown, Departure departure) {
    return thrown instanceof DynamoDbException
        && (departure == Departure.LEFT || departure == Departure.UNWATCHED);
  }

  /**
   * True if another attempt may end otherwise.
   *
   * @param before how the attempt before ended; null if this was the first
   */
  boolean isWorthRepeating(@Nullable Failure before) {
    return switch (kind) {
      case THROTTLED, NOT_DONE, AMBIGUOUS -> true;
      case CLOCK_SKEW -> before == null || before.kind != Kind.CLOCK_SKEW;
      case CONDITION_FAILED, REFUSED, NO_CREDENTIALS, INTERRUPTED -> false;
    };
  }

  /** A word for it, one of few: to count by. */
  String reason() {
    return switch (kind) {
      case THROTTLED -> "throttled";
      case CLOCK_SKEW -> "clock-skew";
      case NO_CREDENTIALS -> "no-credentials";
      case NOT_DONE -> isAnswered() ? "conflict" : "no-connection";
      case AMBIGUOUS -> isAnswered() ? "service-error" : "no-answer";
      case CONDITION_FAILED, REFUSED, INTERRUPTED -> "other";
    };
  }

  /** DynamoDB's code for it, or an empty text. */
  public String code() {
    return speaksOfDynamoDb() ? code((DynamoDbException) exception) : "";
  }

  static String code(AwsServiceException answer) {
    AwsErrorDetails details = answer.awsErrorDetails();
    return details == null || details.errorCode() == null ? "" : details.errorCode();
  }

  /** The answer of another service that was asked for credentials; null if there is none. */
  static @Nullable AwsServiceException answerOfAnother(Throwable thrown) {
    return causes(thrown)
        .filter(AwsServiceException.class::isInstance)
        .map(AwsServiceException.class::cast)
        .filter(answer -> !(answer instanceof DynamoDbException))
        .findFirst()
        .orElse(null);
  }

  private static Kind kind(RuntimeException thrown, Departure departure) {
    if (isAnswer(thrown, departure)) {
      return thrown instanceof ConditionalCheckFailedException
          ? Kind.CONDITION_FAILED
          : kindOfAnswer((DynamoDbException) thrown);
    }
    if (thrown instanceof AbortedException || Thread.currentThread().isInterrupted()) {
      return Kind.INTERRUPTED;
    }
    return switch (departure) {
      case LEFT, ANSWERED -> Kind.AMBIGUOUS; // Whatever it is called.
      case NEVER -> kindOfUnsent(thrown);
      case UNWATCHED -> kindByType(thrown);
    };
  }

  private static Kind kindOfUnsent(RuntimeException thrown) {
    if (isOfCredentials(thrown)) {
      return Kind.NO_CREDENTIALS;
    }
    boolean isPassing =
        causes(thrown).anyMatch(cause -> isLackOfConnection(cause) || isPassing(cause));
    return isPassing && causes(thrown).noneMatch(Failure::isLasting) ? Kind.NOT_DONE : Kind.REFUSED;
  }

  private static Kind kindByType(RuntimeException thrown) {
    if (isOfCredentials(thrown)) {
      return Kind.NO_CREDENTIALS;
    }
    if (causes(thrown).anyMatch(Failure::isLackOfConnection)) {
      return Kind.NOT_DONE;
    }
    // What the client throws when it has been closed; anything else is a defect seen too late.
    boolean isClosed =
        !(thrown instanceof SdkClientException)
            && (thrown instanceof IllegalStateException
                || thrown instanceof RejectedExecutionException);
    return isClosed ? Kind.REFUSED : Kind.AMBIGUOUS;
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

  private static Kind kindOfAnswer(DynamoDbException answer) {
    if (answer instanceof TransactionCanceledException canceled) {
      return kindOfCancellation(canceled);
    }
    String code = code(answer);
    if (THROTTLES.contains(code)) {
      return Kind.THROTTLED;
    }
    if (CONFLICTS.contains(code)) {
      return Kind.NOT_DONE;
    }
    if (ClockSkew.isReasonOf(answer)) {
      return Kind.CLOCK_SKEW;
    }
    return answer.statusCode() >= 500 ? Kind.AMBIGUOUS : Kind.REFUSED;
  }

  /** Another service than DynamoDB can only have been asked for credentials. */
  private static boolean isOfCredentials(RuntimeException thrown) {
    return causes(thrown).anyMatch(NoCredentialsException.class::isInstance)
        || answerOfAnother(thrown) != null;
  }

  private static boolean isLackOfConnection(Throwable cause) {
    return cause instanceof ConnectException
        || cause instanceof UnknownHostException
        || cause instanceof NoRouteToHostException
        || NO_CONNECTION.contains(cause.getClass().getSimpleName());
  }

  /** The other side is not who it should be: that does not change by itself. */
  private static boolean isLasting(Throwable cause) {
    return cause instanceof CertificateException || cause instanceof SSLPeerUnverifiedException;
  }

  /** The network, or a lack of time: the next attempt may be luckier. */
  private static boolean isPassing(Throwable cause) {
    return cause instanceof IOException
        || cause instanceof CancellationException
        || isTimeout(cause);
  }

  private static boolean isTimeout(Throwable cause) {
    return cause instanceof ApiCallTimeoutException
        || cause instanceof ApiCallAttemptTimeoutException;
  }

  /** Without the request, which holds keys and values. */
  @Override
  public String toString() {
    return kind + " of " + operation.name();
  }

  /** The exception and those behind it, the outermost first. */
  static Stream<Throwable> causes(Throwable thrown) {
    return Stream.iterate(thrown, cause -> cause != null, Throwable::getCause).limit(20);
  }
}
