package io.github.dynamodbjcache.internal.settings;

import io.github.dynamodbjcache.internal.settings.reading.Block;
import io.github.dynamodbjcache.internal.settings.reading.CacheBlocks;
import io.github.dynamodbjcache.internal.settings.reading.Problems;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** The settings of the caches of one manager. */
final class Caches {

  private final CacheBlocks blocks;
  private final Set<String> declared = new LinkedHashSet<>();

  private Caches(CacheBlocks blocks) {
    this.blocks = blocks;
  }

  /** Reads and checks all blocks, also those that no cache uses yet. */
  static Caches from(Block root, Problems problems) {
    Caches caches = new Caches(new CacheBlocks(root, TableSetting.TABLE));
    caches.check(problems);
    return caches;
  }

  /** The names of the caches that are declared, in the order of the file. */
  Set<String> declared() {
    return Collections.unmodifiableSet(declared);
  }

  /** The settings of the cache of that name; what is wrong with them goes to the problems. */
  Settings of(String cacheName, Problems problems) {
    Settings all = read(blocks.merged(cacheName, problems));
    Settings ofItself =
        CacheSetting.ALL.readGiven(blocks.ofItself(cacheName, Caches::isOfOwnTables));
    return ofItself.equals(Settings.NONE) ? all : all.with(CacheSetting.OF_ITSELF, ofItself);
  }

  /** A block that says how items are mapped speaks of tables of one's own, and of no others. */
  private static boolean isOfOwnTables(Block block) {
    return block.block(ItemsSetting.MAPPING.place()).has(ItemsSetting.MAPPING.name());
  }

  /** From the general to the particular, so that a problem is told where it was written. */
  private void check(Problems problems) {
    blocks.general().forEach(Caches::checkGeneral);
    checkOfAll(blocks.ofAll());
    Map<String, String> cacheOfTable = new HashMap<>();
    Set<String> mapped = new HashSet<>();
    for (String cacheName : blocks.names()) {
      Settings settings = of(cacheName, problems);
      if (settings.get(CacheSetting.DECLARED)) {
        declared.add(cacheName);
      }
      OwnTableInFile.refuseContradictions(settings, blocks.own(cacheName));
      Block own = blocks.own(cacheName).block(TableSetting.TABLE);
      TableSetting.refuseContradictions(settings, own, true);
      boolean isMapped = settings.get(ItemsSetting.MAPPING) != MappingForm.Word.NONE;
      if (isMapped) {
        mapped.add(cacheName);
      }
      String table = settings.get(TableSetting.NAME);
      String other = table == null ? null : cacheOfTable.putIfAbsent(table, cacheName);
      // A table of one's own may be seen through several mappings; one in our format is one
      // cache's.
      boolean mayShare = isMapped && mapped.contains(other);
      if (other != null && !mayShare && own.has(TableSetting.NAME.name())) {
        own.refuse(TableSetting.NAME.name(), "is the table of the cache \"" + other + "\" already");
      }
    }
  }

  private static void checkGeneral(CacheBlocks.General general) {
    Settings settings = read(general.merged());
    Block own = general.own();
    TableSetting.refuseContradictions(settings, own.block(TableSetting.TABLE), false);
    if (settings.get(CacheSetting.DECLARED)) {
      own.refuse(
          CacheSetting.DECLARED.name(),
          "is for one cache: put it into the block of that cache's name");
    }
  }

  private static void checkOfAll(CacheBlocks.General all) {
    if (read(all.merged()).get(ItemsSetting.MAPPING) != MappingForm.Word.NONE) {
      all.own()
          .block(ItemsSetting.MAPPING.place())
          .refuse(
              ItemsSetting.MAPPING.name(),
              "is for tables of your own: put it into the block of a cache, or of a pattern");
    }
  }

  private static Settings read(Block merged) {
    Settings settings = CacheSetting.ALL.read(merged);
    merged.refuseUnknownKeys();
    return settings;
  }
}
