package io.github.dynamodbjcache.internal.table;

import io.github.dynamodbjcache.configuration.TableCreation;
import io.github.dynamodbjcache.internal.attempt.Attempts.FailedAttempt;
import io.github.dynamodbjcache.internal.attempt.BackOff;
import io.github.dynamodbjcache.internal.store.StoreException;
import io.github.dynamodbjcache.internal.wire.DynamoDbOperation;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.model.ContinuousBackupsDescription;
import software.amazon.awssdk.services.dynamodb.model.DescribeContinuousBackupsRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTimeToLiveRequest;
import software.amazon.awssdk.services.dynamodb.model.PointInTimeRecoveryDescription;
import software.amazon.awssdk.services.dynamodb.model.PointInTimeRecoveryStatus;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveDescription;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

/** One table on its way to be usable. */
final class TableOpening {

  private static final Logger LOG = LoggerFactory.getLogger(TableOpening.class);

  private static final String NOT_FOUND = "ResourceNotFoundException";
  private static final String IN_USE = "ResourceInUseException";
  private static final String DENIED = "AccessDeniedException";
  private static final String UNKNOWN_OPERATION = "UnknownOperationException";
  private static final String INVALID = "ValidationException";

  private static final String TIME_TO_LIVE_IS_OFF =
      "Time to live of table {} is off: expired entries count as absent, but stay in the table."
          + " Switch it on for attribute {}";
  private static final List<TableStatus> USABLE = List.of(TableStatus.ACTIVE, TableStatus.UPDATING);
  private static final List<TableStatus> PASSING =
      List.of(TableStatus.CREATING, TableStatus.DELETING);
  private static final Duration ONE_CHANGE_IN = Duration.ofHours(1);

  /** In which who makes a table has switched its time to live on, once it is there. */
  private static final Duration MADE_WHOLLY_IN = Duration.ofMinutes(1);

  private final TableSpec spec;
  private final Supplier<TableControl> controls;
  private final TableControl control;
  private final BackOff.Sleeper sleeper;
  private final Tables.Later later;
  private final Polling polling;
  private boolean created;

  /** True if somebody else was seen at making it. */
  private boolean isJustMade;

  /**
   * An opening of its own.
   *
   * @param controls each with the whole time that an opening may take, from when it is asked for
   */
  TableOpening(
      TableSpec spec,
      Supplier<TableControl> controls,
      BackOff.Sleeper sleeper,
      Tables.Later later) {
    this.spec = spec;
    this.controls = controls;
    this.control = controls.get();
    this.polling = new Polling(control.limit(), sleeper);
    this.sleeper = sleeper;
    this.later = later;
  }

  /** What was found or made; empty if it cannot be looked at, and is taken to fit. */
  Optional<FoundTable> open() {
    TableDescription found;
    try {
      found = awaitUsable();
    } catch (FailedAttempt failed) {
      if (failed.failure.code().equals(DENIED) && spec.creation() == TableCreation.NEVER) {
        LOG.debug("No right to describe table {}; it is taken to fit", spec.name());
        return Optional.empty();
      }
      throw control.error(DynamoDbOperation.DESCRIBE_TABLE, failed);
    }
    if (created) {
      complete();
    } else {
      tellDifferences(found);
    }
    return Optional.of(FoundTable.of(found));
  }

  /** What a request for a new table does not say. */
  private void complete() {
    if (spec.timeToLive() != null) {
      enableTimeToLive(spec.timeToLive());
    }
    if (spec.made().pointInTimeRecovery()) {
      recoverToPointsInTime();
    }
  }

  private void tellDifferences(TableDescription found) {
    TableDifferences.of(spec, found).forEach(this::tellDifference);
    if (spec.made().pointInTimeRecovery() && TableDifferences.areOfInterest(spec)) {
      tellMissingRecovery();
    }
    if (spec.timeToLive() != null) {
      checkTimeToLive(spec.timeToLive());
    }
  }

  private void tellMissingRecovery() {
    try {
      ContinuousBackupsDescription backups =
          control
              .ask(
                  DynamoDbOperation.DESCRIBE_CONTINUOUS_BACKUPS,
                  DescribeContinuousBackupsRequest.builder().tableName(spec.name()).build())
              .continuousBackupsDescription();
      PointInTimeRecoveryDescription recovery =
          backups == null ? null : backups.pointInTimeRecoveryDescription();
      if (recovery == null
          || recovery.pointInTimeRecoveryStatus() != PointInTimeRecoveryStatus.ENABLED) {
        tellDifference("point-in-time-recovery = true, but it is not enabled");
      }
    } catch (FailedAttempt unseen) {
      if (unseen.failure.code().equals(DENIED) && spec.creation() == TableCreation.NEVER) {
        LOG.debug("No right to look at the backups of table {}", spec.name());
        return;
      }
      LOG.warn(
          "Table {}: whether point-in-time-recovery = true holds cannot be seen: {} ended with {}",
          spec.name(),
          DynamoDbOperation.DESCRIBE_CONTINUOUS_BACKUPS.name(),
          shown(unseen));
    }
  }

  private void tellDifference(String difference) {
    LOG.warn(
        "Table {} was there already, and is not as the settings say: {}. They are used when a"
            + " table is created; change the table or the settings",
        spec.name(),
        difference);
  }

  private static String shown(FailedAttempt failed) {
    return (failed.failure.code() + " " + failed.sentence()).strip();
  }

  private TableDescription awaitUsable() throws FailedAttempt {
    while (true) {
      Optional<TableDescription> found = find();
      if (found.isEmpty() && !created) {
        found = create();
      }
      isJustMade |=
          !created && found.filter(it -> it.tableStatus() == TableStatus.CREATING).isPresent();
      if (found.isPresent() && USABLE.contains(found.get().tableStatus())) {
        TableSchemas.check(spec, found.get());
        if (!TableSchemas.areIndexesBeingMade(spec, found.get())) {
          return found.get();
        }
      } else if (found.isPresent() && !mayBecomeUsable(found.get())) {
        throw new StoreException(
            "DynamoDB table "
                + spec.name()
                + " cannot be used: its status is "
                + found.get().tableStatusAsString(),
            null);
      }
      polling.pause(spec.name(), "ready", "creation timeout");
    }
  }

  private boolean mayBecomeUsable(TableDescription found) {
    return PASSING.contains(found.tableStatus())
        && (found.tableStatus() != TableStatus.DELETING
            || spec.creation() == TableCreation.IF_MISSING);
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
    if (spec.creation() == TableCreation.NEVER) {
      throw new StoreException(
          "DynamoDB table "
              + spec.name()
              + " does not exist, and the configuration says never to create one. Create it with"
              + " the "
              + spec.keys().inWords()
              + ", or set table.create = if-missing"
              + (spec.owner() == TableSpec.Owner.USER
                  ? " in the cache's own block (setTableCreation in code)"
                  : ""),
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
      isJustMade = true;
      return Optional.empty();
    }
  }

  /** Time to live is a convenience: expired entries count as absent with or without it. */
  private void checkTimeToLive(String attribute) {
    TimeToLiveDescription found;
    try {
      found = timeToLive();
    } catch (FailedAttempt failed) {
      goOnWithout("time to live", DynamoDbOperation.DESCRIBE_TIME_TO_LIVE, failed);
      return;
    }
    boolean isOn = isOn(found);
    if (isOn && found.attributeName() != null && !attribute.equals(found.attributeName())) {
      LOG.warn(
          "Time to live of table {} goes by attribute {}, not {}: expired entries count as"
              + " absent, but stay in the table",
          spec.name(),
          found.attributeName(),
          attribute);
    } else if (!isOn) {
      missTimeToLive(attribute);
    }
  }

  private void missTimeToLive(String attribute) {
    boolean isOurs = spec.owner() != TableSpec.Owner.USER;
    if (isOurs && spec.creation() != TableCreation.NEVER) {
      enableTimeToLive(attribute);
    } else if (isJustMade) {
      later.run(MADE_WHOLLY_IN, () -> anew().checkTimeToLiveAtLast(attribute));
    } else if (isOurs) {
      LOG.info(TIME_TO_LIVE_IS_OFF, spec.name(), attribute);
    } else {
      LOG.warn(TIME_TO_LIVE_IS_OFF, spec.name(), attribute);
    }
  }

  private void checkTimeToLiveAtLast(String attribute) {
    try {
      checkTimeToLive(attribute);
    } catch (StoreException failed) {
      LOG.debug("Time to live of table {} cannot be seen: {}", spec.name(), failed.getMessage());
    }
  }

  /** Another opening: by then the time of this one is over. */
  private TableOpening anew() {
    return new TableOpening(spec, controls, sleeper, later);
  }

  private TimeToLiveDescription timeToLive() throws FailedAttempt {
    return control
        .ask(
            DynamoDbOperation.DESCRIBE_TIME_TO_LIVE,
            DescribeTimeToLiveRequest.builder().tableName(spec.name()).build())
        .timeToLiveDescription();
  }

  private static boolean isOn(TimeToLiveDescription found) {
    return found.timeToLiveStatus() == TimeToLiveStatus.ENABLED
        || found.timeToLiveStatus() == TimeToLiveStatus.ENABLING;
  }

  private void enableTimeToLive(String attribute) {
    try {
      control.ask(
          DynamoDbOperation.UPDATE_TIME_TO_LIVE, TableSchemas.timeToLive(spec.name(), attribute));
    } catch (FailedAttempt failed) {
      if (failed.failure.code().equals(INVALID)) {
        tryTimeToLiveLater(attribute, failed);
      } else {
        goOnWithout("time to live", DynamoDbOperation.UPDATE_TIME_TO_LIVE, failed);
      }
    }
  }

  /** Another JVM may be at it; else the service wants it later: it takes one change in an hour. */
  private void tryTimeToLiveLater(String attribute, FailedAttempt refused) {
    try {
      if (isOn(timeToLive())) {
        return;
      }
    } catch (FailedAttempt unseen) {
      LOG.debug("Time to live of table {} cannot be seen: {}", spec.name(), shown(unseen));
    }
    LOG.warn(
        "Time to live of table {} could not be switched on for attribute {}: {}. Until it is,"
            + " expired entries count as absent, but stay in the table and cost storage. It is tried"
            + " again in an hour, and whenever the cache is opened",
        spec.name(),
        attribute,
        shown(refused));
    later.run(ONE_CHANGE_IN, () -> anew().enableTimeToLiveAtLast(attribute));
  }

  private void enableTimeToLiveAtLast(String attribute) {
    try {
      enableTimeToLive(attribute);
    } catch (StoreException failed) {
      LOG.warn("Time to live of table {}: {}", spec.name(), failed.getMessage());
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
    if (code.equals(DENIED) && spec.creation() == TableCreation.NEVER) {
      LOG.debug("No right to {} on table {}", operation.name(), spec.name());
    } else if (code.equals(DENIED) || code.equals(UNKNOWN_OPERATION)) {
      LOG.warn(
          "Table {} is used without {}: {} answered {}", spec.name(), what, operation.name(), code);
    } else {
      throw control.error(operation, failed);
    }
  }
}
