package io.github.dynamodbjcache.internal.table;

import io.github.dynamodbjcache.configuration.Billing;
import io.github.dynamodbjcache.configuration.Encryption;
import java.util.List;
import java.util.Map;

/**
 * How a table is made that is missing; one that is there is never changed.
 *
 * @param billing how capacity is paid for, that of its indexes too
 * @param encryption whose key encrypts it
 * @param deletionProtection whether it is protected against deletion
 * @param pointInTimeRecovery whether it can be restored to any instant of 35 days
 * @param tags at most 50
 * @param globalIndexes those that it gets, over whole items
 */
public record NewTable(
    Billing billing,
    Encryption encryption,
    boolean deletionProtection,
    boolean pointInTimeRecovery,
    Map<String, String> tags,
    List<TableIndex> globalIndexes) {

  /** Paid per request, with the service's defaults otherwise. */
  public static final NewTable STANDARD =
      new NewTable(
          Billing.payPerRequest(),
          Encryption.byDefault(),
          /* deletionProtection= */ false,
          /* pointInTimeRecovery= */ false,
          Map.of(),
          List.of());

  /** Keeps copies. */
  public NewTable {
    tags = Map.copyOf(tags);
    globalIndexes = List.copyOf(globalIndexes);
  }
}
