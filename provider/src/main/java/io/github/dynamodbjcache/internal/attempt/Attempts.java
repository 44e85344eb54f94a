package io.github.dynamodbjcache.internal.attempt;

import io.github.dynamodbjcache.internal.store.StoreException;
import io.github.dynamodbjcache.internal.time.TimeLimit;
import java.time.Duration;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.SdkServiceClientConfiguration;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;

/**
 * The one retry loop. The SDK's own is off, or not relied on: it cannot know that a write may have
 * been applied before its answer was lost.
 */
public final class Attempts {

  private static final Duration NEVER_FIRST = Duration.ofSeconds(10);

  private final DynamoDbClient client;
  private final AttemptSettings settings;
  private final FailureMessages errors;
  private final BackOff backOff;
  private final RetryBudget budget = new RetryBudget();

  public Attempts(
      DynamoDbClient client, AttemptSettings settings, FailureMessages errors, BackOff backOff) {
    this.client = client;
    this.settings = settings;
    this.errors = errors;
    this.backOff = backOff;
  }

  /**
   * At one table, within a budget of retries of their own.
   *
   * @param random for the pauses between attempts
   */
  public static Attempts at(
      DynamoDbClient client, String table, AttemptSettings settings, RandomGenerator random) {
    return new Attempts(
        client, settings, FailureMessages.of(client, table), new BackOff(settings, random));
  }

  public FailureMessages errors() {
    return errors;
  }

  /** A request that may be repeated without harm, until there is an answer or no use in trying. */
  public <Q extends DynamoDbRequest, A> A repeat(
      DynamoDbOperation<Q, A> operation, Q request, TimeLimit limit) {
    try {
      return repeatOrFail(operation, request, limit);
    } catch (FailedAttempt last) {
      throw errors.notDone(operation.name(), last.failure, limit);
    }
  }

  /**
   * The same, for those who know what to do about some failures.
   *
   * @throws FailedAttempt the last attempt
   */
  public <Q extends DynamoDbRequest, A> A repeatOrFail(
      DynamoDbOperation<Q, A> operation, Q request, TimeLimit limit) throws FailedAttempt {
    for (int attempt = 1; ; attempt++) {
      try {
        return once(operation, request, limit);
      } catch (FailedAttempt failed) {
        if (!mayTryAgain(attempt, failed.failure, limit)) {
          throw failed;
        }
      }
    }
  }

  /**
   * One attempt, that ends with the limit at the latest.
   *
   * @throws FailedAttempt if the client threw anything
   * @throws StoreException if it was not sent at all
   */
  public <Q extends DynamoDbRequest, A> A once(
      DynamoDbOperation<Q, A> operation, Q request, TimeLimit limit) throws FailedAttempt {
    if (Thread.currentThread().isInterrupted()) {
      throw errors.interrupted(operation.name());
    }
    Duration left = limit.remaining();
    if (left.toMillis() == 0) {
      throw errors.limitReached(operation.name(), limit);
    }
    try {
      A answer = send(operation, request, left);
      budget.answered();
      return answer;
    } catch (RuntimeException thrown) {
      throw new FailedAttempt(Failure.of(thrown));
    }
  }

  private <Q extends DynamoDbRequest, A> A send(
      DynamoDbOperation<Q, A> operation, Q request, Duration left) {
    boolean isWholeAttempt = left.compareTo(settings.attemptTimeout()) >= 0;
    Duration attempt = isWholeAttempt ? settings.attemptTimeout() : left;
    try (InterruptWatch watch = InterruptWatch.during(attempt)) {
      return settings.clientEndsAttempts() && isWholeAttempt
          ? operation.send(client, request)
          : operation.send(client, request, ending(attempt));
    }
  }

  /** Waits, if another attempt makes sense and the budget allows it; else false. */
  public boolean mayTryAgain(int attemptsSoFar, Failure failure, TimeLimit limit) {
    return failure.isWorthRepeating()
        && attemptsSoFar < settings.maxAttempts()
        && budget.tryTake()
        && backOff.pause(attemptsSoFar, failure.kind(), limit);
  }

  /** Waits before an item is looked at again for a write that may still arrive. */
  public boolean mayLookAgain(int looksSoFar, TimeLimit limit) {
    return looksSoFar < settings.maxAttempts()
        && budget.tryTake()
        && backOff.pause(looksSoFar, Failure.Kind.AMBIGUOUS, limit);
  }

  /**
   * Waits before leftovers of batches are sent again; false if the limit does not allow it. They
   * are no retries: the service has answered, and wants the rest later.
   */
  public boolean mayResendLeftovers(int resendsSoFar, TimeLimit limit) {
    return backOff.pause(resendsSoFar, Failure.Kind.THROTTLED, limit);
  }

  private AwsRequestOverrideConfiguration ending(Duration attempt) {
    AwsRequestOverrideConfiguration.Builder limits = AwsRequestOverrideConfiguration.builder();
    // One timer only: of two that ring at once, the SDK may leave the second's interrupt behind.
    return settings.clientEndsAttempts()
        ? limits.apiCallAttemptTimeout(attempt).build()
        : limits
            .apiCallTimeout(attempt)
            .apiCallAttemptTimeout(attempt.plus(NEVER_FIRST))
            .addPlugin(Attempts::withoutRetries)
            .build();
  }

  /** For clients that were handed in: a deletion that they resend leaves no trace of the first. */
  private static void withoutRetries(SdkServiceClientConfiguration.Builder client) {
    client.overrideConfiguration(
        client.overrideConfiguration().toBuilder()
            .retryStrategy(DefaultRetryStrategy.doNotRetry())
            .build());
  }

  /** What the client threw, sorted. */
  public static final class FailedAttempt extends Exception {

    private static final long serialVersionUID = 1L;

    public final transient Failure failure;

    FailedAttempt(Failure failure) {
      super(
          null,
          failure.exception(),
          /* enableSuppression= */ false,
          /* writableStackTrace= */ false);
      this.failure = failure;
    }
  }
}
