package io.github.dynamodbjcache.configuration;

import io.github.dynamodbjcache.codec.DeserializationLimits;
import io.github.dynamodbjcache.codec.KeyEncoder;
import java.util.List;

/**
 * One cache.
 *
 * @param consistency what its reads see
 * @param exactlyOnce which of its writes are transactions
 * @param expiry how long its entries live, as far as its configuration in code does not say it
 * @param serialization how its values become bytes
 * @param maxEntrySize the largest entry that is stored, in bytes of key and value as DynamoDB
 *     counts them; one that does not fit into one item is split over several
 * @param unreadable what operations do that meet an entry whose value cannot be read
 * @param iteration how it is iterated over
 * @param keyEncoders the application's encoders of keys; they come from code only
 * @param declared whether the cache is known to its manager without {@code createCache}
 * @param statistics whether statistics are gathered, as far as the settings decide it
 * @param management whether it has a management bean, as far as the settings decide it
 * @param keyType the class of its keys, if the settings declare it
 * @param valueType the class of its values, if the settings declare it
 * @param table its table
 */
public record CacheSettings(
    Consistency consistency,
    ExactlyOnce exactlyOnce,
    ExpirySettings expiry,
    SerializationSettings serialization,
    long maxEntrySize,
    OnUnreadable unreadable,
    IterationSettings iteration,
    List<KeyEncoder<?>> keyEncoders,
    boolean declared,
    boolean statistics,
    boolean management,
    Class<?> keyType,
    Class<?> valueType,
    TableSettings table) {

  /** What {@link #maxEntrySize} may be at least: smaller ones would only refuse keys. */
  static final long LEAST_MAX_ENTRY_SIZE = 1024;

  /** What it may be at most: larger values would be refused when they are read. */
  static final long MOST_MAX_ENTRY_SIZE = DeserializationLimits.DEFAULT.maxBytes();

  /** Keeps a copy of the encoders. */
  public CacheSettings {
    keyEncoders = List.copyOf(keyEncoders);
  }

  /** Reads a block over all that it inherits; classes are found by the loader. */
  static CacheSettings from(Block block, ClassLoader loader) {
    CacheSettings settings =
        new CacheSettings(
            block.word("consistency", Consistency.class),
            block.word("exactly-once", ExactlyOnce.class),
            ExpirySettings.from(block.block("expiry")),
            SerializationSettings.from(block.block("serialization"), loader),
            block.bytes("max-entry-size", LEAST_MAX_ENTRY_SIZE, MOST_MAX_ENTRY_SIZE),
            block.word("unreadable", OnUnreadable.class),
            IterationSettings.from(block.block("iteration")),
            List.of(),
            block.flag("declared"),
            block.flag("statistics"),
            block.flag("management"),
            block.type("key-type", loader),
            block.type("value-type", loader),
            TableSettings.from(block.block("table")));
    block.refuseUnknownKeys();
    return settings;
  }
}
