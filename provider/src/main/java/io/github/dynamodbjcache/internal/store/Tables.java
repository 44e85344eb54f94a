package io.github.dynamodbjcache.internal.store;

import io.github.dynamodbjcache.internal.store.Attempts.FailedAttempt;
import io.github.dynamodbjcache.internal.time.TimeLimit;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DeleteTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTimeToLiveRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveDescription;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

/**
 * The life of tables: opening, creating, deleting. Several JVMs may open one table at once; one
 * creates it and the others adopt it.
 *
 * <p>Nothing here is called while entries are read or written.
 */
public final class Tables {

  private static final Logger LOG = LoggerFactory.getLogger(Tables.class);

  private static final String NOT_FOUND = "ResourceNotFoundException";
  private static final String IN_USE = "ResourceInUseException";
  private static final String DENIED = "AccessDeniedException";
  private static final String UNKNOWN_OPERATION = "UnknownOperationException";
  private static final String INVALID = "ValidationException";

  private final DynamoDbClient client;
  private final StoreSettings settings;
  private final RandomGenerator random;
  private final BackOff.Sleeper sleeper;
  private final LongSupplier nanoClock;

  /** With the client to ask; it is not closed by this. */
  public Tables(DynamoDbClient client, StoreSettings settings, RandomGenerator random) {
    this(client, settings, random, TimeUnit.NANOSECONDS::sleep, System::nanoTime);
  }

  Tables(
      DynamoDbClient client,
      StoreSettings settings,
      RandomGenerator random,
      BackOff.Sleeper sleeper,
      LongSupplier nanoClock) {
    this.client = client;
    this.settings = settings;
    this.random = random;
    this.sleeper = sleeper;
    this.nanoClock = nanoClock;
  }

  /**
   * Makes sure that the table is there and usable; creates it if it is missing and may be. Two
   * requests if it exists.
   *
   * <p>With {@link TableSpec.Creation#NEVER}, the right to describe it is not needed: without it
   * the table is taken to be as it should.
   *
   * @throws StoreException if it is missing and not to be created, has another key, cannot be used,
   *     or is not ready in time
   */
  public void open(TableSpec spec) {
    new Opening(spec).open();
  }

  /**
   * Asks for the deletion of a table and does not wait for its end; a missing one is fine. One
   * request.
   *
   * @throws StoreException if the service refuses, for instance since the table is protected
   */
  public void delete(String table, TimeLimit limit) {
    Control control = new Control(table, limit);
    try {
      control.ask(
          DynamoDbOperation.DELETE_TABLE, DeleteTableRequest.builder().tableName(table).build());
    } catch (FailedAttempt failed) {
      String code = failed.failure.code();
      if (code.equals(NOT_FOUND)) {
        LOG.debug("Table {} was gone already", table);
        return;
      }
      if (code.equals(INVALID) && isProtected(control)) {
        throw new StoreException(
            "DynamoDB table "
                + table
                + " is protected against deletion. Switch its deletion protection off, or let the"
                + " cache keep or clear its table when it is destroyed",
            null);
      }
      throw control.error(DynamoDbOperation.DELETE_TABLE, failed);
    }
  }

  /**
   * How many items the table had when the service last counted, up to six hours ago, expired ones
   * included. One request, free of charge.
   */
  public long itemCountEstimate(String table, TimeLimit limit) {
    Control control = new Control(table, limit);
    try {
      Long count = control.describe().itemCount();
      return count == null ? 0 : count;
    } catch (FailedAttempt failed) {
      throw control.error(DynamoDbOperation.DESCRIBE_TABLE, failed);
    }
  }

  private static boolean isProtected(Control control) {
    try {
      return Boolean.TRUE.equals(control.describe().deletionProtectionEnabled());
    } catch (FailedAttempt notToldEither) {
      return false;
    }
  }

  /** Requests about one table. */
  private final class Control {

    private final Attempts attempts;
    private final TimeLimit limit;
    private final String table;

    Control(String table, TimeLimit limit) {
      this.table = table;
      this.limit = limit;
      this.attempts =
          new Attempts(
              client, settings, new StoreErrors(table), new BackOff(settings, random, sleeper));
    }

    <Q extends DynamoDbRequest, A> A ask(DynamoDbOperation<Q, A> operation, Q request)
        throws FailedAttempt {
      return attempts.repeatOrFail(operation, request, limit);
    }

    TableDescription describe() throws FailedAttempt {
      return ask(
              DynamoDbOperation.DESCRIBE_TABLE,
              DescribeTableRequest.builder().tableName(table).build())
          .table();
    }

    StoreException error(DynamoDbOperation<?, ?> operation, FailedAttempt failed) {
      return attempts.errors().notDone(operation.name(), failed.failure, limit);
    }
  }

  /** One table on its way to be usable. */
  private final class Opening {

    private static final List<TableStatus> USABLE =
        List.of(TableStatus.ACTIVE, TableStatus.UPDATING);
    private static final List<TableStatus> PASSING =
        List.of(TableStatus.CREATING, TableStatus.DELETING);
    private static final Duration FIRST_STEP = Duration.ofMillis(250);
    private static final Duration LONGEST_STEP = Duration.ofSeconds(2);

    private final TableSpec spec;
    private final Control control;
    private final TimeLimit limit;
    private boolean created;
    private Duration step = FIRST_STEP;

    Opening(TableSpec spec) {
      this.spec = spec;
      this.limit = TimeLimit.after(spec.creationTimeout(), nanoClock);
      this.control = new Control(spec.name(), limit);
    }

    void open() {
      try {
        awaitUsable();
      } catch (FailedAttempt failed) {
        if (failed.failure.code().equals(DENIED) && spec.creation() == TableSpec.Creation.NEVER) {
          LOG.debug("No right to describe table {}; it is taken to fit", spec.name());
          return;
        }
        throw control.error(DynamoDbOperation.DESCRIBE_TABLE, failed);
      }
      if (!created) {
        checkTimeToLive();
        return;
      }
      enableTimeToLive();
      if (spec.pointInTimeRecovery()) {
        recoverToPointsInTime();
      }
    }

    private void awaitUsable() throws FailedAttempt {
      while (true) {
        Optional<TableDescription> found = find();
        if (found.isEmpty() && !created) {
          found = create();
        }
        if (found.isPresent() && USABLE.contains(found.get().tableStatus())) {
          TableSchemas.check(spec, found.get());
          return;
        }
        if (found.isPresent() && !mayBecomeUsable(found.get())) {
          throw new StoreException(
              "DynamoDB table "
                  + spec.name()
                  + " cannot be used: its status is "
                  + found.get().tableStatusAsString(),
              null);
        }
        pause();
      }
    }

    private boolean mayBecomeUsable(TableDescription found) {
      return PASSING.contains(found.tableStatus())
          && (found.tableStatus() != TableStatus.DELETING
              || spec.creation() == TableSpec.Creation.IF_MISSING);
    }

    private Optional<TableDescription> find() throws FailedAttempt {
      try {
        return Optional.of(control.describe());
      } catch (FailedAttempt failed) {
        if (failed.failure.code().equals(NOT_FOUND)) {
          return Optional.empty();
        }
        throw failed;
      }
    }

    /** Creates it; empty if somebody else does. */
    private Optional<TableDescription> create() {
      if (spec.creation() == TableSpec.Creation.NEVER) {
        throw new StoreException(
            "DynamoDB table "
                + spec.name()
                + " does not exist, and the configuration says never to create one. Create it with"
                + " the partition key "
                + spec.keyAttribute()
                + " of type S, or set create = if-missing",
            null);
      }
      try {
        TableDescription creating =
            control
                .ask(DynamoDbOperation.CREATE_TABLE, TableSchemas.creation(spec))
                .tableDescription();
        created = true;
        LOG.info("Creating DynamoDB table {}", spec.name());
        return Optional.of(creating);
      } catch (FailedAttempt failed) {
        // Another JVM was faster, an earlier attempt was, or the old table is not quite gone.
        if (!failed.failure.code().equals(IN_USE)) {
          throw control.error(DynamoDbOperation.CREATE_TABLE, failed);
        }
        return Optional.empty();
      }
    }

    private void pause() {
      if (limit.remaining().compareTo(step) <= 0) {
        throw new StoreException(
            "DynamoDB table "
                + spec.name()
                + " was not ready within the creation timeout of "
                + limit.allowed().toMillis()
                + " ms",
            null);
      }
      try {
        sleeper.sleep(step.toNanos());
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new StoreException(
            "interrupted while DynamoDB table " + spec.name() + " was not ready", null);
      }
      Duration next = step.multipliedBy(2);
      step = next.compareTo(LONGEST_STEP) < 0 ? next : LONGEST_STEP;
    }

    /** Time to live is a convenience: expired entries count as absent with or without it. */
    private void checkTimeToLive() {
      TimeToLiveDescription found;
      try {
        found =
            control
                .ask(
                    DynamoDbOperation.DESCRIBE_TIME_TO_LIVE,
                    DescribeTimeToLiveRequest.builder().tableName(spec.name()).build())
                .timeToLiveDescription();
      } catch (FailedAttempt failed) {
        goOnWithout("time to live", DynamoDbOperation.DESCRIBE_TIME_TO_LIVE, failed);
        return;
      }
      boolean isOn =
          found.timeToLiveStatus() == TimeToLiveStatus.ENABLED
              || found.timeToLiveStatus() == TimeToLiveStatus.ENABLING;
      if (isOn && !ItemFormat.TIME_TO_LIVE.equals(found.attributeName())) {
        LOG.warn(
            "Time to live of table {} goes by attribute {}, not {}: expired entries count as"
                + " absent, but stay in the table",
            spec.name(),
            found.attributeName(),
            ItemFormat.TIME_TO_LIVE);
      } else if (!isOn && spec.creation() == TableSpec.Creation.NEVER) {
        LOG.info(
            "Time to live of table {} is off: expired entries count as absent, but stay in the"
                + " table. Switch it on for attribute {}",
            spec.name(),
            ItemFormat.TIME_TO_LIVE);
      } else if (!isOn) {
        enableTimeToLive();
      }
    }

    private void enableTimeToLive() {
      try {
        control.ask(DynamoDbOperation.UPDATE_TIME_TO_LIVE, TableSchemas.timeToLive(spec));
      } catch (FailedAttempt failed) {
        if (failed.failure.code().equals(INVALID)) {
          LOG.debug("Time to live of table {} is being changed by another", spec.name());
          return;
        }
        goOnWithout("time to live", DynamoDbOperation.UPDATE_TIME_TO_LIVE, failed);
      }
    }

    private void recoverToPointsInTime() {
      try {
        control.ask(
            DynamoDbOperation.UPDATE_CONTINUOUS_BACKUPS, TableSchemas.pointInTimeRecovery(spec));
      } catch (FailedAttempt failed) {
        if (!failed.failure.code().equals(UNKNOWN_OPERATION)) {
          throw control.error(DynamoDbOperation.UPDATE_CONTINUOUS_BACKUPS, failed);
        }
        goOnWithout("point-in-time recovery", DynamoDbOperation.UPDATE_CONTINUOUS_BACKUPS, failed);
      }
    }

    /** Goes on if the service does not know the operation, or the credentials may not use it. */
    private void goOnWithout(String what, DynamoDbOperation<?, ?> operation, FailedAttempt failed) {
      String code = failed.failure.code();
      if (code.equals(DENIED) && spec.creation() == TableSpec.Creation.NEVER) {
        LOG.debug("No right to {} on table {}", operation.name(), spec.name());
      } else if (code.equals(DENIED) || code.equals(UNKNOWN_OPERATION)) {
        LOG.warn(
            "Table {} is used without {}: {} answered {}",
            spec.name(),
            what,
            operation.name(),
            code);
      } else {
        throw control.error(operation, failed);
      }
    }
  }
}
