package io.github.dynamodbjcache.internal.settings;

import static io.github.dynamodbjcache.internal.settings.Rules.duration;
import static io.github.dynamodbjcache.internal.settings.Rules.flag;
import static io.github.dynamodbjcache.internal.settings.Rules.number;
import static io.github.dynamodbjcache.internal.settings.Rules.optionalText;
import static io.github.dynamodbjcache.internal.settings.Rules.pairs;
import static io.github.dynamodbjcache.internal.settings.Rules.text;
import static io.github.dynamodbjcache.internal.settings.Rules.word;

import io.github.dynamodbjcache.configuration.Billing;
import io.github.dynamodbjcache.configuration.Encryption;
import io.github.dynamodbjcache.configuration.OnDestroy;
import io.github.dynamodbjcache.configuration.TableCreation;
import io.github.dynamodbjcache.internal.settings.reading.Block;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The table of a cache, or of all caches that do not say otherwise. */
public final class TableSetting {

  /** The block that they stand in, in that of a cache or beside all of them. */
  static final String TABLE = "table";

  private static final String READ_UNITS = "read-units";
  private static final String WRITE_UNITS = "write-units";
  private static final Rule<Integer> UNITS = number(1, Integer.MAX_VALUE);

  static final SettingGroup ALL = new SettingGroup();

  /** Put before the table's name that follows from the cache's; may be empty. */
  public static final Setting<String> PREFIX =
      ALL.add(
          "table.prefix",
          text(Names::isTablePrefix, "needs at most 252 letters, digits, \"_\", \"-\" and \".\""));

  /** The whole name of the table; null for the prefix and the cache's name. */
  public static final Setting<@Nullable String> NAME =
      ALL.add(
          "table.name",
          optionalText(
              Names::isTable,
              "needs the name of a table: 3 to 255 letters, digits, \"_\", \"-\" and \".\""));

  /** Whether a missing table is created. */
  public static final Setting<TableCreation> CREATE =
      ALL.add("table.create", word(TableCreation.class));

  /** How long to wait until a created table can be used. */
  public static final Setting<Duration> CREATION_TIMEOUT =
      ALL.add("table.creation-timeout", duration(Duration.ofMillis(1), Duration.ofDays(1)));

  /** What destroying the cache does with the table. */
  public static final Setting<OnDestroy> ON_DESTROY =
      ALL.add("table.on-destroy", word(OnDestroy.class));

  /** How a created table is paid for. */
  public static final Setting<Billing> BILLING =
      ALL.add("table.billing", TableSetting::billing, READ_UNITS, WRITE_UNITS);

  /** Whether DynamoDB refuses to delete a created table. */
  public static final Setting<Boolean> DELETION_PROTECTION =
      ALL.add("table.deletion-protection", flag());

  /** Whether DynamoDB keeps continuous backups of a created table. */
  public static final Setting<Boolean> POINT_IN_TIME_RECOVERY =
      ALL.add("table.point-in-time-recovery", flag());

  /** The tags of a created table, at most 50. */
  public static final Setting<Map<String, String>> TAGS =
      ALL.add(
          "table.tags",
          pairs(
              Names::areTags,
              "needs at most 50 tags with keys of 1 to 128 characters that do not begin with aws:,"
                  + " and values of at most 256"));

  /** With which key a created table is encrypted. */
  public static final Setting<Encryption> ENCRYPTION =
      ALL.add("table.encryption", TableSetting::encryption);

  private TableSetting() {}

  /** True if DynamoDB lets a table be called so. */
  public static boolean isName(String text) {
    return Names.isTable(text);
  }

  /**
   * Refuses what contradicts the other settings.
   *
   * @param own the block in which those keys stand, without what it inherits
   * @param oneCache true if the block is for one cache and not for several
   */
  static void refuseContradictions(Settings settings, Block own, boolean oneCache) {
    if (!oneCache && own.has(NAME.name())) {
      own.refuse(
          NAME.name(), "is for one table: put it into the block of one cache, or use prefix here");
    }
    if (settings.get(BILLING) instanceof Billing.PayPerRequest) {
      for (String units : BILLING.further()) {
        if (own.has(units)) {
          own.refuse(units, "needs billing = provisioned");
        }
      }
    }
  }

  private static Billing billing(Block block, String key) {
    boolean provisioned = block.word(key, BillingMode.class) == BillingMode.PROVISIONED;
    int readUnits = units(block, READ_UNITS);
    int writeUnits = units(block, WRITE_UNITS);
    if (provisioned && !(block.has(READ_UNITS) && block.has(WRITE_UNITS))) {
      block.refuse(key, "= provisioned needs both read-units and write-units");
    }
    return provisioned ? Billing.provisioned(readUnits, writeUnits) : Billing.payPerRequest();
  }

  private static int units(Block block, String key) {
    return block.has(key) ? UNITS.read(block, key) : 1;
  }

  private static Encryption encryption(Block block, String key) {
    String text = block.text(key);
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
        key, text, List.of("default", "aws-managed", "a KMS key's id, ARN or alias/..."));
    return Encryption.byDefault();
  }

  /** The words for {@link Billing}. */
  private enum BillingMode {
    PAY_PER_REQUEST,
    PROVISIONED
  }
}
