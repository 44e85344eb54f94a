package io.github.dynamodbjcache.examples.arcade;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.CachePut;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.stereotype.Service;

/** Knows the levels: those of the table, and those that an archive has. */
@Service
public class Maps {

  /** Two arguments are the table's two keys: the item is read, and the archive not asked. */
  @Cacheable(cacheNames = "doom-maps", unless = "#result == null")
  public @Nullable DoomMap find(int episode, int map) {
    System.out.println("the archive is asked for E" + episode + "M" + map);
    return episode == 1 && map == 9 ? new DoomMap(episode, map, "Military Base", Set.of()) : null;
  }

  /** What a method returns is written as an item that anybody can read. */
  @CachePut(cacheNames = "doom-maps", key = "{#map.episode, #map.map}")
  public DoomMap save(DoomMap map) {
    return map;
  }

  /** And deleted again. */
  @CacheEvict("doom-maps")
  public void forget(int episode, int map) {
    System.out.println("E" + episode + "M" + map + " is forgotten");
  }
}
