package io.github.dynamodbjcache.internal.table;

import io.github.dynamodbjcache.configuration.Billing;
import io.github.dynamodbjcache.configuration.Encryption;
import io.github.dynamodbjcache.configuration.TableCreation;
import java.time.Duration;
import java.util.Map;

/**
 * What the table of a cache has to be, and how to create it if it is missing.
 *
 * @param name the table's name
 * @param keyAttribute the partition key attribute, of type S
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
    String keyAttribute,
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
  public static TableSpec standard(String name, String keyAttribute) {
    return new TableSpec(
        name,
        keyAttribute,
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
        keyAttribute,
        other,
        billing,
        encryption,
        deletionProtection,
        pointInTimeRecovery,
        tags,
        creationTimeout);
  }
}
