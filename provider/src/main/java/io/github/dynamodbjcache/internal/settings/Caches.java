package io.github.dynamodbjcache.internal.settings;

import io.github.dynamodbjcache.internal.settings.reading.Block;
import io.github.dynamodbjcache.internal.settings.reading.CacheBlocks;
import io.github.dynamodbjcache.internal.settings.reading.Problems;
import java.util.Collections;
import java.util.HashMap;
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
    return read(blocks.merged(cacheName, problems));
  }

  /** From the general to the particular, so that a problem is told where it was written. */
  private void check(Problems problems) {
    blocks.general().forEach(Caches::checkGeneral);
    Map<String, String> cacheOfTable = new HashMap<>();
    for (String cacheName : blocks.names()) {
      Settings settings = of(cacheName, problems);
      if (settings.get(CacheSetting.DECLARED)) {
        declared.add(cacheName);
      }
      Block own = blocks.own(cacheName).block(TableSetting.TABLE);
      TableSetting.refuseContradictions(settings, own, true);
      String table = settings.get(TableSetting.NAME);
      String other = table == null ? null : cacheOfTable.putIfAbsent(table, cacheName);
      if (other != null && own.has(TableSetting.NAME.name())) {
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

  private static Settings read(Block merged) {
    Settings settings = CacheSetting.ALL.read(merged);
    merged.refuseUnknownKeys();
    return settings;
  }
}
