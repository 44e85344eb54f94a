package io.github.dynamodbjcache.internal.settings.reading;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The blocks of caches, and which of them make up what is configured for one cache. */
public final class CacheBlocks {

  /** The name of the block that holds for all caches. */
  static final String DEFAULT = "default";

  private final Block caches;
  private final ConfigObject base;
  private final SortedMap<NamePattern, ConfigObject> patterns = new TreeMap<>();
  private final Map<String, ConfigObject> named = new LinkedHashMap<>();

  /**
   * The blocks within {@code caches}.
   *
   * @param inherited the key of a block beside {@code caches} that each cache has within its own,
   *     too, under all that stands there
   */
  public CacheBlocks(Block root, String inherited) {
    this.caches = root.block(Sources.CACHES);
    this.base =
        caches
            .block(DEFAULT)
            .object()
            .withFallback(root.block(inherited).object().atKey(inherited).root());
    for (String name : inFileOrder(caches.object())) {
      ConfigObject block = caches.block(name).object();
      if (NamePattern.isPattern(name)) {
        patterns.put(new NamePattern(name), block);
      } else if (!name.equals(DEFAULT)) {
        named.put(name, block);
      }
    }
  }

  /** A block that holds for several caches, over what it inherits. */
  public record General(Block own, Block merged) {}

  /** The blocks that hold for several caches: the general one, and the patterns. */
  public List<General> general() {
    List<General> general = new ArrayList<>();
    general.add(ofAll());
    patterns.forEach(
        (pattern, block) ->
            general.add(
                new General(
                    caches.block(pattern.text()),
                    caches.ofCache(pattern.text(), over(block, base)))));
    return general;
  }

  /** The block that holds for all caches. */
  public General ofAll() {
    return new General(caches.block(DEFAULT), caches.ofCache(DEFAULT, base));
  }

  /** The caches that have a block of their own, in the order of the file. */
  public List<String> names() {
    return List.copyOf(named.keySet());
  }

  /** The block of a cache as it was written. */
  public Block own(String cacheName) {
    return caches.block(cacheName);
  }

  /**
   * All that is configured for the cache of that name; what is wrong in it goes to the problems.
   */
  public Block merged(String cacheName, Problems problems) {
    ConfigObject merged = named.get(cacheName);
    for (Map.Entry<NamePattern, ConfigObject> pattern : patterns.entrySet()) {
      if (pattern.getKey().matches(cacheName)) {
        merged = over(merged, pattern.getValue());
      }
    }
    return caches.ofCache(cacheName, over(merged, base), problems);
  }

  /**
   * What is said of the cache of that name itself, and not of caches in general: by its own block,
   * and by those patterns that match it of which that is true.
   */
  public Block ofItself(String cacheName, Predicate<Block> isMeant) {
    ConfigObject said = named.get(cacheName);
    for (Map.Entry<NamePattern, ConfigObject> pattern : patterns.entrySet()) {
      if (pattern.getKey().matches(cacheName)
          && isMeant.test(caches.block(pattern.getKey().text()))) {
        said = over(said, pattern.getValue());
      }
    }
    ConfigObject none = ConfigFactory.empty().root();
    // What is wrong with it is told where all is read that is configured for the cache.
    return caches.ofCache(cacheName, over(said, none), new Problems());
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
