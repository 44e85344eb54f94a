package io.github.dynamodbjcache.configuration;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The table of a cache, or of all caches that do not say otherwise.
 *
 * @param prefix put before the table's name that follows from the cache's; may be empty
 * @param name the whole name of the table, no prefix put before it; null for the prefix and the
 *     cache's name
 * @param create whether a missing table is created
 * @param creationTimeout how long to wait until a created table can be used
 * @param onDestroy what destroying the cache does with the table
 * @param billing how a created table is paid for
 * @param deletionProtection whether DynamoDB refuses to delete a created table
 * @param pointInTimeRecovery whether DynamoDB keeps continuous backups of a created table
 * @param tags the tags of a created table, at most 50
 * @param encryption with which key a created table is encrypted
 */
public record TableSettings(
    String prefix,
    @Nullable String name,
    TableCreation create,
    Duration creationTimeout,
    OnDestroy onDestroy,
    Billing billing,
    boolean deletionProtection,
    boolean pointInTimeRecovery,
    Map<String, String> tags,
    Encryption encryption) {

  private static final String BILLING = "billing";
  private static final String READ_UNITS = "read-units";
  private static final String WRITE_UNITS = "write-units";

  /** Keeps a copy of the tags. */
  public TableSettings {
    tags = Map.copyOf(tags);
  }

  static TableSettings from(Block block) {
    String prefix =
        block.text(
            "prefix",
            Names::isTablePrefix,
            "needs at most 252 letters, digits, \"_\", \"-\" and \".\"");
    TableSettings settings =
        new TableSettings(
            prefix == null ? "" : prefix,
            block.text(
                "name",
                Names::isTable,
                "needs the name of a table: 3 to 255 letters, digits, \"_\", \"-\" and \".\""),
            block.word("create", TableCreation.class),
            block.duration("creation-timeout", Duration.ofMillis(1), Duration.ofDays(1)),
            block.word("on-destroy", OnDestroy.class),
            billing(block),
            block.flag("deletion-protection"),
            block.flag("point-in-time-recovery"),
            tags(block),
            encryption(block));
    block.refuseUnknownKeys();
    return settings;
  }

  /**
   * Refuses what contradicts the other settings.
   *
   * @param own the block in which those keys stand, without what it inherits
   * @param oneCache true if the block is for one cache and not for several
   */
  void refuseContradictions(Block own, boolean oneCache) {
    if (!oneCache && own.has("name")) {
      own.refuse(
          "name", "is for one table: put it into the block of one cache, or use prefix here");
    }
    if (billing instanceof Billing.PayPerRequest) {
      for (String units : List.of(READ_UNITS, WRITE_UNITS)) {
        if (own.has(units)) {
          own.refuse(units, "needs billing = provisioned");
        }
      }
    }
  }

  private static Billing billing(Block block) {
    boolean provisioned = block.word(BILLING, BillingMode.class) == BillingMode.PROVISIONED;
    long readUnits = units(block, READ_UNITS);
    long writeUnits = units(block, WRITE_UNITS);
    if (provisioned && !(block.has(READ_UNITS) && block.has(WRITE_UNITS))) {
      block.refuse(BILLING, "= provisioned needs both read-units and write-units");
    }
    return provisioned ? Billing.provisioned(readUnits, writeUnits) : Billing.payPerRequest();
  }

  private static long units(Block block, String key) {
    return block.has(key) ? block.number(key, 1, Integer.MAX_VALUE) : 1;
  }

  private static Map<String, String> tags(Block block) {
    Map<String, String> tags = block.pairs("tags");
    if (tags.size() > Names.MAX_TAGS || !tags.entrySet().stream().allMatch(Names::isTag)) {
      block.refuse(
          "tags",
          "needs at most 50 tags with keys of 1 to 128 characters that do not begin with aws:, and"
              + " values of at most 256");
    }
    return tags;
  }

  private static Encryption encryption(Block block) {
    String text = block.text("encryption");
    if ("default".equals(text)) {
      return Encryption.byDefault();
    }
    if ("aws-managed".equals(text)) {
      return Encryption.awsManaged();
    }
    if (text != null && Names.isKmsKey(text)) {
      return Encryption.customerKey(text);
    }
    block.refuseWord(
        "encryption", text, List.of("default", "aws-managed", "a KMS key's id, ARN or alias/..."));
    return Encryption.byDefault();
  }

  /** The words for {@link Billing}. */
  private enum BillingMode {
    PAY_PER_REQUEST,
    PROVISIONED
  }
}
