package io.github.dynamodbjcache.internal.table;

import io.github.dynamodbjcache.configuration.TableCreation;
import io.github.dynamodbjcache.internal.attempt.AttemptSettings;
import io.github.dynamodbjcache.internal.attempt.Attempts;
import io.github.dynamodbjcache.internal.attempt.Attempts.FailedAttempt;
import io.github.dynamodbjcache.internal.attempt.BackOff;
import io.github.dynamodbjcache.internal.store.StoreException;
import io.github.dynamodbjcache.internal.time.TimeLimit;
import io.github.dynamodbjcache.internal.wire.DynamoDbOperation;
import io.github.dynamodbjcache.internal.wire.Wire;
import io.github.dynamodbjcache.table.TableInfo;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.model.DeleteTableRequest;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;

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
  private static final String INVALID = "ValidationException";

  private final Wire wire;
  private final AttemptSettings settings;
  private final RandomGenerator random;
  private final BackOff.Sleeper sleeper;
  private final LongSupplier nanoClock;
  private final Later later;

  /** Runs something after a while, if there is still anybody who wants it. */
  public interface Later {
    /** Gives it to a thread of its own then. */
    void run(Duration after, Runnable task);
  }

  /**
   * Over that wire, which is not closed by this.
   *
   * @param background runs what is tried again after an hour; nothing once it has been shut down
   */
  public Tables(Wire wire, AttemptSettings settings, RandomGenerator random, Executor background) {
    this(
        wire,
        settings,
        random,
        TimeUnit.NANOSECONDS::sleep,
        System::nanoTime,
        (after, task) ->
            CompletableFuture.delayedExecutor(after.toMillis(), TimeUnit.MILLISECONDS, background)
                .execute(task));
  }

  Tables(
      Wire wire,
      AttemptSettings settings,
      RandomGenerator random,
      BackOff.Sleeper sleeper,
      LongSupplier nanoClock,
      Later later) {
    this.wire = wire;
    this.settings = settings;
    this.random = random;
    this.sleeper = sleeper;
    this.nanoClock = nanoClock;
    this.later = later;
  }

  /**
   * Makes sure that the table is there and usable; creates it if it is missing and may be. Two
   * requests if it exists.
   *
   * <p>With {@link TableCreation#NEVER}, the right to describe it is not needed: without it the
   * table is taken to be as it should. With {@link TableCreation#ASSUMED} it is in any case, and
   * nothing is requested.
   *
   * @return what it turned out to be; empty if it was not looked at
   * @throws StoreException if it is missing and not to be created, has another key, cannot be used,
   *     or is not ready in time
   */
  public Optional<FoundTable> open(TableSpec spec) {
    return spec.creation() == TableCreation.ASSUMED
        ? Optional.empty()
        : new TableOpening(spec, () -> control(spec), sleeper, later).open();
  }

  /**
   * Asks for the deletion of a table and does not wait for its end; a missing one is fine. One
   * request.
   *
   * @throws StoreException if the service refuses, for instance since the table is protected
   */
  public void delete(String table, TimeLimit limit) {
    TableControl control = control(table, limit);
    try {
      control.ask(
          DynamoDbOperation.DELETE_TABLE, DeleteTableRequest.builder().tableName(table).build());
    } catch (FailedAttempt failed) {
      String code = failed.failure.code();
      if (code.equals(NOT_FOUND) || (code.equals(IN_USE) && isBeingDeleted(control))) {
        LOG.debug("Table {} was deleted already", table);
        return;
      }
      if (code.equals(INVALID) && isProtected(control)) {
        throw isProtected(table);
      }
      throw control.error(DynamoDbOperation.DELETE_TABLE, failed);
    }
  }

  /**
   * How many items the table had when the service last counted, up to six hours ago, expired ones
   * included. One request, free of charge.
   */
  public long itemCountEstimate(String table, TimeLimit limit) {
    return itemCount(description(table, limit));
  }

  private static long itemCount(TableDescription found) {
    return found.itemCount() == null ? 0 : found.itemCount();
  }

  /**
   * Waits until a table that is being deleted is gone. One request, and more while it lasts.
   *
   * @throws StoreException if it is still there in the end
   */
  public void awaitEnd(String table, TimeLimit limit) {
    TableControl control = control(table, limit);
    Polling polling = new Polling(limit, sleeper);
    while (!isGone(control)) {
      polling.pause(table, "gone", "time for its deletion");
    }
  }

  private static boolean isGone(TableControl control) {
    try {
      control.describe();
      return false;
    } catch (FailedAttempt failed) {
      if (failed.failure.code().equals(NOT_FOUND)) {
        return true;
      }
      throw control.error(DynamoDbOperation.DESCRIBE_TABLE, failed);
    }
  }

  /** What the service tells of a table. One request, free of charge. */
  public TableInfo describe(String table, TimeLimit limit) {
    TableDescription found = description(table, limit);
    return new TableInfo(
        table, found.creationDateTime(), itemCount(found), FoundTable.of(found).keys().names());
  }

  /** What a table is. One request, free of charge. */
  public FoundTable look(String table, TimeLimit limit) {
    return FoundTable.of(description(table, limit));
  }

  private TableDescription description(String table, TimeLimit limit) {
    TableControl control = control(table, limit);
    try {
      return control.describe();
    } catch (FailedAttempt failed) {
      throw control.error(DynamoDbOperation.DESCRIBE_TABLE, failed);
    }
  }

  private static boolean isBeingDeleted(TableControl control) {
    try {
      return control.describe().tableStatus() == TableStatus.DELETING;
    } catch (FailedAttempt failed) {
      return failed.failure.code().equals(NOT_FOUND);
    }
  }

  /**
   * For a table that is not to be deleted: by its own protection, or as the settings say, whatever
   * it says itself.
   */
  public static StoreException isProtected(String table) {
    return new StoreException(
        "DynamoDB table "
            + table
            + " is protected against deletion. Switch its deletion protection off (of the table, and"
            + " deletion-protection in the settings), or let the cache keep or clear its table when"
            + " it is destroyed",
        null);
  }

  private static boolean isProtected(TableControl control) {
    try {
      return Boolean.TRUE.equals(control.describe().deletionProtectionEnabled());
    } catch (FailedAttempt notToldEither) {
      return false;
    }
  }

  private TableControl control(TableSpec spec) {
    return control(spec.name(), TimeLimit.after(spec.creationTimeout(), nanoClock));
  }

  private TableControl control(String table, TimeLimit limit) {
    Attempts attempts = Attempts.at(wire, table, settings, new BackOff(settings, random, sleeper));
    return new TableControl(attempts, table, limit);
  }
}
