package io.github.dynamodbjcache.configuration;

/**
 * How a cache is iterated over.
 *
 * @param unreadable what becomes of entries that cannot be read
 */
public record IterationSettings(UnreadableEntries unreadable) {

  static IterationSettings from(Block block) {
    IterationSettings settings =
        new IterationSettings(block.word("unreadable", UnreadableEntries.class));
    block.refuseUnknownKeys();
    return settings;
  }
}
