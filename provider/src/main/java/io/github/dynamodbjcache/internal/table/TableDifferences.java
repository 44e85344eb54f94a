package io.github.dynamodbjcache.internal.table;

import io.github.dynamodbjcache.configuration.Billing;
import io.github.dynamodbjcache.configuration.Encryption;
import io.github.dynamodbjcache.configuration.TableCreation;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputDescription;
import software.amazon.awssdk.services.dynamodb.model.SSEDescription;
import software.amazon.awssdk.services.dynamodb.model.SSEStatus;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/**
 * What the settings say of a table that was there already, and does not hold: they are used when a
 * table is created, and never change one.
 */
final class TableDifferences {

  private final TableSpec spec;
  private final NewTable made;
  private final TableDescription found;
  private final List<String> all = new ArrayList<>();

  private TableDifferences(TableSpec spec, TableDescription found) {
    this.spec = spec;
    this.made = spec.made();
    this.found = found;
  }

  /** One sentence each. */
  static List<String> of(TableSpec spec, TableDescription found) {
    return areOfInterest(spec) ? new TableDifferences(spec, found).all() : List.of();
  }

  /** Of the user's table, what it would be made like is no wish unless it may be made. */
  static boolean areOfInterest(TableSpec spec) {
    return spec.owner() == TableSpec.Owner.CACHE || spec.creation() == TableCreation.IF_MISSING;
  }

  private List<String> all() {
    if (made.deletionProtection() && !Boolean.TRUE.equals(found.deletionProtectionEnabled())) {
      all.add("deletion-protection = true, but it is not protected against deletion");
    }
    compareBilling();
    compareEncryption();
    compareIndexes();
    return all;
  }

  private void compareIndexes() {
    List<TableIndex> indexes = FoundTable.of(found).indexes();
    for (TableIndex wanted : made.globalIndexes()) {
      if (indexes.stream().noneMatch(index -> index.isAs(wanted))) {
        all.add("the mapping has the global index " + wanted.inWords() + ", but it has none such");
      }
    }
  }

  private void compareBilling() {
    boolean isPaidPerRequest =
        found.billingModeSummary() != null
            && found.billingModeSummary().billingMode() == BillingMode.PAY_PER_REQUEST;
    if (made.billing() instanceof Billing.Provisioned wanted) {
      ProvisionedThroughputDescription units = found.provisionedThroughput();
      if (isPaidPerRequest || units == null) {
        all.add("billing = provisioned, but it is paid per request");
      } else if (units.readCapacityUnits() != wanted.readUnits()
          || units.writeCapacityUnits() != wanted.writeUnits()) {
        all.add(
            "read-units = "
                + wanted.readUnits()
                + " and write-units = "
                + wanted.writeUnits()
                + ", but it has "
                + units.readCapacityUnits()
                + " and "
                + units.writeCapacityUnits());
      }
    } else if (!isPaidPerRequest && spec.creation() == TableCreation.IF_MISSING) {
      // Of a table that others create, the default is no wish.
      all.add("billing = pay-per-request, but its capacity is provisioned");
    }
  }

  private void compareEncryption() {
    SSEDescription sse = found.sseDescription();
    boolean hasKmsKey =
        sse != null && (sse.status() == SSEStatus.ENABLED || sse.status() == SSEStatus.UPDATING);
    if (made.encryption() instanceof Encryption.CustomerKey wanted) {
      String key = hasKmsKey ? sse.kmsMasterKeyArn() : null;
      if (key == null) {
        all.add("encryption = " + wanted.key() + ", but it is encrypted by no key of KMS");
      } else if (!wanted.key().contains("alias/") && !key.endsWith(wanted.key())) {
        all.add("encryption = " + wanted.key() + ", but it is encrypted by " + key);
      }
    } else if (made.encryption() instanceof Encryption.AwsManaged && !hasKmsKey) {
      all.add("encryption = aws-managed, but it is encrypted by DynamoDB's own key");
    }
  }
}
