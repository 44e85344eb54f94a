package io.github.dynamodbjcache.internal.attempt;

import io.github.dynamodbjcache.internal.statistics.RequestStatistics;
import io.github.dynamodbjcache.internal.store.OutcomeUnknownStoreException;
import io.github.dynamodbjcache.internal.store.StoreException;
import io.github.dynamodbjcache.internal.time.TimeLimit;
import io.github.dynamodbjcache.internal.wire.Connections;
import io.github.dynamodbjcache.internal.wire.DynamoDbOperation;
import io.github.dynamodbjcache.internal.wire.Unanswered;
import io.github.dynamodbjcache.internal.wire.Wire;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
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
  private final RequestStatistics statistics;
  private final TroubleLog log;

  private Attempts(
      Wire wire,
      Connections.Use use,
      AttemptSettings settings,
      FailureMessages errors,
      BackOff backOff,
      RetryBudget budget,
      RequestStatistics statistics,
      TroubleLog log) {
    this.wire = wire;
    this.use = use;
    this.settings = settings;
    this.errors = errors;
    this.backOff = backOff;
    this.budget = budget;
    this.statistics = statistics;
    this.log = log;
  }

  /**
   * At one table, within a budget of retries of their own.
   *
   * @param statistics counts them
   */
  public static Attempts at(
      Wire wire,
      String table,
      AttemptSettings settings,
      BackOff backOff,
      RequestStatistics statistics) {
    FailureMessages errors = new FailureMessages(table, wire);
    return new Attempts(
        wire,
        Connections.Use.CALL,
        settings,
        errors,
        backOff,
        new RetryBudget(),
        statistics,
        new TroubleLog(errors));
  }

  /** The same, and nobody counts them. */
  public static Attempts at(Wire wire, String table, AttemptSettings settings, BackOff backOff) {
    return at(wire, table, settings, backOff, new RequestStatistics(/* enabled= */ false));
  }

  /**
   * The same, within the same budget, for finding out what became of a write: they do not wait for
   * a connection behind the calls.
   */
  public Attempts lookUps() {
    return new Attempts(
        wire, Connections.Use.LOOK_UP, settings, errors, backOff, budget, statistics, log);
  }

  public FailureMessages errors() {
    return errors;
  }

  /** For a write that may have been applied; says why that cannot be told, and counts it. */
  public OutcomeUnknownStoreException unknown(
      DynamoDbOperation<?, ?> operation, String why, Failure failure, TimeLimit limit) {
    return unknown(/* writes= */ 1, operation, why, failure, limit);
  }

  /** The same of several writes, for each of them: one exception, and all are counted. */
  public OutcomeUnknownStoreException unknown(
      int writes, DynamoDbOperation<?, ?> operation, String why, Failure failure, TimeLimit limit) {
    for (int i = 0; i < writes; i++) {
      statistics.outcomeUnknown();
    }
    return errors.unknown(operation, why, failure, limit);
  }

  /** See {@link FailureMessages#previousLost}; counts it. */
  public OutcomeUnknownStoreException previousLost(
      DynamoDbOperation<?, ?> operation, @Nullable Failure lost) {
    statistics.outcomeUnknown();
    return errors.previousLost(operation, lost);
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
   *
   * @param items how many are left over
   */
  public boolean mayResendLeftovers(int items, int resendsSoFar, TimeLimit limit) {
    statistics.leftOver(items);
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
        if (limit.isReached()) {
          throw errors.allConnectionsInUse(operation, limit, last); // The wait took it.
        }
        made++;
        return counted(operation, request, left);
      }
    }

    private <Q extends DynamoDbRequest, A> A counted(
        DynamoDbOperation<Q, A> operation, Q request, Duration left) throws FailedAttempt {
      boolean counts = statistics.isEnabled();
      long began = counts ? System.nanoTime() : 0;
      try {
        A answer = wire.send(operation, asked(operation, request), settings.attemptTimeout(), left);
        budget.answered();
        if (counts) {
          statistics.answered(operation.name(), System.nanoTime() - began);
          ConsumedUnits units = ConsumedUnits.of(answer);
          statistics.consumed(units.read(), units.write());
        }
        return answer;
      } catch (Unanswered unanswered) {
        secondLast = last;
        last = Failure.of(operation, unanswered, secondLast);
        if (counts) {
          count(last, System.nanoTime() - began);
        }
        throw new FailedAttempt(last);
      }
    }

    private <Q extends DynamoDbRequest> Q asked(DynamoDbOperation<Q, ?> operation, Q request) {
      return settings.asksForConsumedUnits()
          ? operation.requestType().cast(ConsumedUnits.asked(request))
          : request;
    }

    private void count(Failure failure, long nanos) {
      if (!failure.mayHaveLeft()) {
        statistics.notSent();
        return;
      }
      statistics.failed(failure.operation().name(), nanos);
      if (failure.kind() == Failure.Kind.CONDITION_FAILED) {
        statistics.conditionRefused();
      } else if (failure.kind() == Failure.Kind.THROTTLED
          && failure.exception() instanceof DynamoDbException answer) {
        statistics.throttled(ThrottlingReasons.key(answer));
      }
    }

    private Connections.Lease connection(DynamoDbOperation<?, ?> operation) {
      if (Thread.currentThread().isInterrupted()) {
        throw errors.interrupted(operation, last);
      }
      if (limit.isReached()) {
        throw errors.limitReached(operation, limit, last);
      }
      if (Wire.isWithinRequest()) {
        return () -> {};
      }
      try {
        Connections.Lease atOnce = wire.connections().takeFree(use);
        if (atOnce != null) {
          return atOnce;
        }
        long began = System.nanoTime();
        Connections.Lease connection = wire.connections().take(use, limit);
        statistics.waited(System.nanoTime() - began);
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
      Failure failure = last;
      if (failure == null
          || !failure.isWorthRepeating(secondLast)
          || made >= settings.maxAttempts()) {
        return false;
      }
      if (!budget.tryTake()) {
        statistics.budgetSpent();
        log.budgetSpent(failure);
        return false;
      }
      if (!backOff.pause(made, failure.kind(), limit)) {
        return false;
      }
      statistics.retried(failure.reason());
      log.retried(failure);
      return true;
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
