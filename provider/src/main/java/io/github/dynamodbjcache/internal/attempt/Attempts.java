package io.github.dynamodbjcache.internal.attempt;

import io.github.dynamodbjcache.internal.store.StoreException;
import io.github.dynamodbjcache.internal.time.TimeLimit;
import io.github.dynamodbjcache.internal.wire.Connections;
import io.github.dynamodbjcache.internal.wire.DynamoDbOperation;
import io.github.dynamodbjcache.internal.wire.Unanswered;
import io.github.dynamodbjcache.internal.wire.Wire;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;

/**
 * The one retry loop. The SDK's own is off: it cannot know that a write may have been applied
 * before its answer was lost.
 */
public final class Attempts {

  private final Wire wire;
  private final Connections.Use use;
  private final AttemptSettings settings;
  private final FailureMessages errors;
  private final BackOff backOff;
  private final RetryBudget budget;

  private Attempts(
      Wire wire,
      Connections.Use use,
      AttemptSettings settings,
      FailureMessages errors,
      BackOff backOff,
      RetryBudget budget) {
    this.wire = wire;
    this.use = use;
    this.settings = settings;
    this.errors = errors;
    this.backOff = backOff;
    this.budget = budget;
  }

  /** At one table, within a budget of retries of their own. */
  public static Attempts at(Wire wire, String table, AttemptSettings settings, BackOff backOff) {
    return new Attempts(
        wire,
        Connections.Use.CALL,
        settings,
        new FailureMessages(table, wire),
        backOff,
        new RetryBudget());
  }

  /**
   * The same.
   *
   * @param random for the pauses between attempts
   */
  public static Attempts at(
      Wire wire, String table, AttemptSettings settings, RandomGenerator random) {
    return at(wire, table, settings, new BackOff(settings, random));
  }

  /**
   * The same, within the same budget, for finding out what became of a write: they do not wait for
   * a connection behind the calls.
   */
  public Attempts lookUps() {
    return new Attempts(wire, Connections.Use.LOOK_UP, settings, errors, backOff, budget);
  }

  public FailureMessages errors() {
    return errors;
  }

  /** Attempts at one request, for those who know what to do about some failures. */
  public Series series(TimeLimit limit) {
    return new Series(limit);
  }

  /**
   * A request that may be repeated without harm, until there is an answer or no use in trying.
   *
   * @throws StoreException if there was no answer
   */
  public <Q extends DynamoDbRequest, A> A repeat(
      DynamoDbOperation<Q, A> operation, Q request, TimeLimit limit) {
    try {
      return repeatOrFail(operation, request, limit);
    } catch (FailedAttempt last) {
      throw errors.notDone(operation, last.failure, limit);
    }
  }

  /**
   * The same, for those who know what to do about some failures.
   *
   * @throws FailedAttempt the last attempt
   */
  public <Q extends DynamoDbRequest, A> A repeatOrFail(
      DynamoDbOperation<Q, A> operation, Q request, TimeLimit limit) throws FailedAttempt {
    Series series = series(limit);
    while (true) {
      try {
        return series.attempt(operation, request);
      } catch (FailedAttempt failed) {
        if (!series.mayGoOn()) {
          throw failed;
        }
      }
    }
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

  /** The attempts at one request, one after the other, within one limit. */
  public final class Series {

    private final TimeLimit limit;
    private int made;
    private @Nullable Failure last;
    private @Nullable Failure secondLast;

    private Series(TimeLimit limit) {
      this.limit = limit;
    }

    /**
     * One attempt, that ends with the limit at the latest.
     *
     * @throws FailedAttempt if the client threw anything
     * @throws StoreException if it was not sent at all: the limit is reached, no connection was
     *     free until then, or the thread is interrupted
     */
    public <Q extends DynamoDbRequest, A> A attempt(DynamoDbOperation<Q, A> operation, Q request)
        throws FailedAttempt {
      try (Connections.Lease connection = connection(operation)) {
        Duration left = limit.remaining();
        if (left.toMillis() == 0) {
          throw errors.allConnectionsInUse(operation, limit, last); // The wait took it.
        }
        made++;
        A answer = wire.send(operation, request, settings.attemptTimeout(), left);
        budget.answered();
        return answer;
      } catch (Unanswered unanswered) {
        secondLast = last;
        last = Failure.of(unanswered, secondLast);
        throw new FailedAttempt(last);
      }
    }

    private Connections.Lease connection(DynamoDbOperation<?, ?> operation) {
      if (Thread.currentThread().isInterrupted()) {
        throw errors.interrupted(operation, last);
      }
      if (limit.remaining().toMillis() == 0) {
        throw errors.limitReached(operation, limit, last);
      }
      try {
        Connections.Lease connection = wire.connections().take(use, limit);
        if (connection == null) {
          throw errors.allConnectionsInUse(operation, limit, last);
        }
        return connection;
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw errors.interrupted(operation, last);
      }
    }

    /** Waits, if another attempt makes sense after the last one, and the budget allows it. */
    public boolean mayGoOn() {
      return last != null
          && last.isWorthRepeating(secondLast)
          && made < settings.maxAttempts()
          && budget.tryTake()
          && backOff.pause(made, last.kind(), limit);
    }
  }

  /** What the client threw, sorted. */
  public static final class FailedAttempt extends Exception {

    private static final long serialVersionUID = 1L;

    public final transient Failure failure;

    /** What the service or the SDK said of it, without what was sent; may be empty. */
    public String sentence() {
      return Sentence.of(failure.exception(), failure.request());
    }

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
