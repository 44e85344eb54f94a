package io.github.dynamodbjcache.internal.cache;

import io.github.dynamodbjcache.configuration.TableCreation;
import io.github.dynamodbjcache.internal.codec.item.ItemAttributes;
import io.github.dynamodbjcache.internal.settings.Settings;
import io.github.dynamodbjcache.internal.settings.TableSetting;
import io.github.dynamodbjcache.internal.store.dynamodb.KeySchema;
import io.github.dynamodbjcache.internal.store.dynamodb.Naming;
import io.github.dynamodbjcache.internal.table.ExpectedKey;
import io.github.dynamodbjcache.internal.table.NewTable;
import io.github.dynamodbjcache.internal.table.TableIndex;
import io.github.dynamodbjcache.internal.table.TableNames;
import io.github.dynamodbjcache.internal.table.TableSpec;
import java.util.List;
import javax.cache.CacheException;

/** What the table of one cache has to be, as its settings say. */
final class TableSpecs {

  /** The key of a table in our own item format. */
  static final KeySchema OWN_KEY = KeySchema.ofText(ItemAttributes.KEY);

  private final String cacheName;
  private final Settings settings;

  TableSpecs(String cacheName, Settings settings) {
    this.cacheName = cacheName;
    this.settings = settings;
  }

  /** A table in our own item format. */
  TableSpec ofTheCache() {
    String own = settings.get(TableSetting.NAME);
    return new TableSpec(
        own != null ? own : encodedName(),
        ExpectedKey.of(OWN_KEY),
        Naming.OWN.timeToLive(),
        TableSpec.Owner.CACHE,
        settings.get(TableSetting.CREATE),
        made(List.of()),
        settings.get(TableSetting.CREATION_TIMEOUT));
  }

  /**
   * A table of the user's.
   *
   * @throws CacheException if it may be made, and the mapping does not say how
   */
  TableSpec ofTheUser(MappedSchema<?, ?> schema) {
    String own = settings.get(TableSetting.NAME);
    TableCreation creation = settings.get(TableSetting.CREATE);
    return new TableSpec(
        own != null ? own : plainName(),
        schema.keys(),
        schema.timeToLive(),
        TableSpec.Owner.USER,
        creation,
        made(creation == TableCreation.IF_MISSING ? schema.globalIndexes() : List.of()),
        settings.get(TableSetting.CREATION_TIMEOUT));
  }

  private NewTable made(List<TableIndex> globalIndexes) {
    return new NewTable(
        settings.get(TableSetting.BILLING),
        settings.get(TableSetting.ENCRYPTION),
        settings.get(TableSetting.DELETION_PROTECTION),
        settings.get(TableSetting.POINT_IN_TIME_RECOVERY),
        settings.get(TableSetting.TAGS),
        globalIndexes);
  }

  private String encodedName() {
    try {
      return new TableNames(settings.get(TableSetting.PREFIX)).encode(cacheName);
    } catch (IllegalArgumentException e) {
      throw new CacheException(
          "cache \"" + cacheName + "\" cannot have a table: " + e.getMessage(), e);
    }
  }

  /** Tables of others are not called as ours are: no character stands for another one. */
  private String plainName() {
    String name = settings.get(TableSetting.PREFIX) + cacheName;
    if (!TableSetting.isName(name)) {
      throw new CacheException(
          "cache \""
              + cacheName
              + "\" cannot be called as its table is: a table's name has 3 to 255 letters, digits,"
              + " \"_\", \"-\" and \".\". Set table.name (setTableName)");
    }
    return name;
  }
}
