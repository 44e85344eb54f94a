package io.github.dynamodbjcache.configuration;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The blocks of caches, and which of them make up the settings of one cache. */
final class CacheBlocks {

  static final String CACHES = "caches";
  private static final String DEFAULT = "default";
  static final String TABLE = "table";

  private final ClassLoader loader;
  private final ConfigObject base;
  private final SortedMap<NamePattern, ConfigObject> patterns = new TreeMap<>();
  private final Map<String, ConfigObject> named = new LinkedHashMap<>();
  private final Set<String> declared = new LinkedHashSet<>();

  private CacheBlocks(ConfigObject base, ClassLoader loader) {
    this.base = base;
    this.loader = loader;
  }

  /**
   * Reads and checks all blocks, also those that no cache uses yet.
   *
   * @param table what the tables of all caches inherit
   */
  static CacheBlocks from(Block caches, ConfigObject table, ClassLoader loader, Problems problems) {
    Block defaults = caches.block(DEFAULT);
    CacheBlocks blocks =
        new CacheBlocks(defaults.object().withFallback(table.atKey(TABLE).root()), loader);
    for (String name : inFileOrder(caches.object())) {
      ConfigObject block = caches.block(name).object();
      if (NamePattern.isPattern(name)) {
        blocks.patterns.put(new NamePattern(name), block);
      } else if (!name.equals(DEFAULT)) {
        blocks.named.put(name, block);
      }
    }
    blocks.check(caches, problems);
    return blocks;
  }

  /** The names of the caches that are declared, in the order of the file. */
  Set<String> declared() {
    return Collections.unmodifiableSet(declared);
  }

  /** The settings of the cache of that name; what is wrong with them goes to the problems. */
  CacheSettings resolve(String cacheName, Problems problems) {
    ConfigObject merged = named.get(cacheName);
    for (Map.Entry<NamePattern, ConfigObject> pattern : patterns.entrySet()) {
      if (pattern.getKey().matches(cacheName)) {
        merged = over(merged, pattern.getValue());
      }
    }
    return read(cacheName, over(merged, base), problems);
  }

  /** From the general to the particular, so that a problem is told where it was written. */
  private void check(Block caches, Problems problems) {
    checkForSeveral(DEFAULT, base, caches, problems);
    patterns.forEach(
        (pattern, block) -> checkForSeveral(pattern.text(), over(block, base), caches, problems));
    Map<String, String> cacheOfTable = new HashMap<>();
    for (String cacheName : named.keySet()) {
      CacheSettings settings = resolve(cacheName, problems);
      if (settings.declared()) {
        declared.add(cacheName);
      }
      TableSettings table = settings.table();
      Block own = caches.block(cacheName).block(TABLE);
      table.refuseContradictions(own, true);
      String other =
          table.name() == null ? null : cacheOfTable.putIfAbsent(table.name(), cacheName);
      if (other != null && own.has("name")) {
        own.refuse("name", "is the table of the cache \"" + other + "\" already");
      }
    }
  }

  private void checkForSeveral(String name, ConfigObject merged, Block caches, Problems problems) {
    CacheSettings settings = read(name, merged, problems);
    Block own = caches.block(name);
    settings.table().refuseContradictions(own.block(TABLE), false);
    if (settings.declared()) {
      own.refuse("declared", "is for one cache: put it into the block of that cache's name");
    }
  }

  private CacheSettings read(String name, ConfigObject merged, Problems problems) {
    return CacheSettings.from(
        new Block(List.of(SettingsLoader.ROOT, CACHES, name), merged, problems), loader);
  }

  private static ConfigObject over(@Nullable ConfigObject upper, ConfigObject lower) {
    return upper == null ? lower : upper.withFallback(lower);
  }

  /** The file's order, which the parser does not keep, told by the lines; then those without. */
  private static List<String> inFileOrder(ConfigObject caches) {
    return caches.entrySet().stream()
        .sorted(
            Comparator.comparingInt(
                    (Map.Entry<String, ConfigValue> block) -> firstLine(block.getValue()))
                .thenComparing(Map.Entry::getKey))
        .map(Map.Entry::getKey)
        .toList();
  }

  private static int firstLine(ConfigValue value) {
    int line = value.origin().lineNumber();
    int first = line > 0 ? line : Integer.MAX_VALUE;
    if (value instanceof ConfigObject block) {
      for (ConfigValue inner : block.values()) {
        first = Math.min(first, firstLine(inner));
      }
    }
    return first;
  }
}
