package io.github.dynamodbjcache.internal.table;

import static java.util.Objects.requireNonNull;

import io.github.dynamodbjcache.configuration.Billing;
import io.github.dynamodbjcache.configuration.Encryption;
import io.github.dynamodbjcache.configuration.TableCreation;
import io.github.dynamodbjcache.internal.store.dynamodb.KeySchema;
import io.github.dynamodbjcache.internal.store.dynamodb.TableLayout;
import java.time.Duration;
import java.util.Map;

/**
 * What the table of a cache has to be, and how to create it if it is missing.
 *
 * @param name the table's name
 * @param keys its key
 * @param timeToLive the attribute by which the service deletes expired items
 * @param creation whether a missing table is created
 * @param billing how capacity is paid for; of a new table
 * @param encryption whose key encrypts a new table
 * @param deletionProtection whether a new table is protected against deletion
 * @param pointInTimeRecovery whether a new table can be restored to any instant of 35 days
 * @param tags the tags of a new table, at most 50
 * @param creationTimeout how long opening may take, creation included
 */
public record TableSpec(
    String name,
    KeySchema keys,
    String timeToLive,
    TableCreation creation,
    Billing billing,
    Encryption encryption,
    boolean deletionProtection,
    boolean pointInTimeRecovery,
    Map<String, String> tags,
    Duration creationTimeout) {

  /** Keeps a copy of the tags. */
  public TableSpec {
    tags = Map.copyOf(tags);
  }

  /**
   * A table that is created if missing, paid per request, with the service's defaults otherwise.
   */
  public static TableSpec standard(TableLayout layout) {
    return new TableSpec(
        layout.table(),
        layout.keys(),
        requireNonNull(layout.naming().timeToLive()),
        TableCreation.IF_MISSING,
        Billing.payPerRequest(),
        Encryption.byDefault(),
        /* deletionProtection= */ false,
        /* pointInTimeRecovery= */ false,
        Map.of(),
        Duration.ofMinutes(2));
  }

  /** The same with another rule for creation. */
  public TableSpec withCreation(TableCreation other) {
    return new TableSpec(
        name,
        keys,
        timeToLive,
        other,
        billing,
        encryption,
        deletionProtection,
        pointInTimeRecovery,
        tags,
        creationTimeout);
  }
}
