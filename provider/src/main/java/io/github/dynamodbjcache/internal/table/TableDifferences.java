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
  private final TableDescription found;
  private final List<String> all = new ArrayList<>();

  private TableDifferences(TableSpec spec, TableDescription found) {
    this.spec = spec;
    this.found = found;
  }

  /** One sentence each. */
  static List<String> of(TableSpec spec, TableDescription found) {
    return new TableDifferences(spec, found).all();
  }

  private List<String> all() {
    if (spec.deletionProtection() && !Boolean.TRUE.equals(found.deletionProtectionEnabled())) {
      all.add("deletion-protection = true, but it is not protected against deletion");
    }
    compareBilling();
    compareEncryption();
    return all;
  }

  private void compareBilling() {
    boolean isPaidPerRequest =
        found.billingModeSummary() != null
            && found.billingModeSummary().billingMode() == BillingMode.PAY_PER_REQUEST;
    if (spec.billing() instanceof Billing.Provisioned wanted) {
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
    if (spec.encryption() instanceof Encryption.CustomerKey wanted) {
      String key = hasKmsKey ? sse.kmsMasterKeyArn() : null;
      if (key == null) {
        all.add("encryption = " + wanted.key() + ", but it is encrypted by no key of KMS");
      } else if (!wanted.key().contains("alias/") && !key.endsWith(wanted.key())) {
        all.add("encryption = " + wanted.key() + ", but it is encrypted by " + key);
      }
    } else if (spec.encryption() instanceof Encryption.AwsManaged && !hasKmsKey) {
      all.add("encryption = aws-managed, but it is encrypted by DynamoDB's own key");
    }
  }
}
