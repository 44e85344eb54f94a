package io.github.dynamodbjcache.internal.store;

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
    Creation creation,
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
        Creation.IF_MISSING,
        new Billing.PayPerRequest(),
        new Encryption.AwsOwnedKey(),
        /* deletionProtection= */ false,
        /* pointInTimeRecovery= */ false,
        Map.of(),
        Duration.ofMinutes(2));
  }

  /** The same with another rule for creation. */
  public TableSpec withCreation(Creation other) {
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

  /** Whether a missing table is created. */
  public enum Creation {
    /** It is, and time to live is switched on if it is off. */
    IF_MISSING,
    /** It is an error, and nothing about an existing table is changed. */
    NEVER,
    /** It is not looked for: the table is taken to be there, and to be as it should. */
    ASSUMED
  }

  /** How capacity is paid for. */
  public sealed interface Billing {

    /** By the request; nothing has to be guessed. */
    record PayPerRequest() implements Billing {}

    /** By the hour, for so many units per second. */
    record Provisioned(long readUnits, long writeUnits) implements Billing {}
  }

  /** Whose key encrypts the table at rest. */
  public sealed interface Encryption {

    /** The service's own key: the default, and free. */
    record AwsOwnedKey() implements Encryption {}

    /** The account's key {@code aws/dynamodb}. */
    record AwsManagedKey() implements Encryption {}

    /** A key of the account's, by id, ARN or alias. */
    record CustomerKey(String kmsKey) implements Encryption {}
  }
}
