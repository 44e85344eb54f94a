package io.github.dynamodbjcache.internal.settings;

import static io.github.dynamodbjcache.internal.settings.Rules.count;
import static io.github.dynamodbjcache.internal.settings.Rules.duration;
import static io.github.dynamodbjcache.internal.settings.Rules.firstLifetime;
import static io.github.dynamodbjcache.internal.settings.Rules.flag;
import static io.github.dynamodbjcache.internal.settings.Rules.lifetime;
import static io.github.dynamodbjcache.internal.settings.Rules.number;
import static io.github.dynamodbjcache.internal.settings.Rules.price;
import static io.github.dynamodbjcache.internal.settings.Rules.size;
import static io.github.dynamodbjcache.internal.settings.Rules.texts;
import static io.github.dynamodbjcache.internal.settings.Rules.type;
import static io.github.dynamodbjcache.internal.settings.Rules.word;
import static io.github.dynamodbjcache.internal.settings.Rules.words;

import io.github.dynamodbjcache.codec.DeserializationLimits;
import io.github.dynamodbjcache.codec.KeyEncoder;
import io.github.dynamodbjcache.codec.SerializationPreset;
import io.github.dynamodbjcache.codec.Serializer;
import io.github.dynamodbjcache.configuration.Compression;
import io.github.dynamodbjcache.configuration.Consistency;
import io.github.dynamodbjcache.configuration.ExactlyOnce;
import io.github.dynamodbjcache.configuration.JsonStorage;
import io.github.dynamodbjcache.configuration.SerializationFormat;
import io.github.dynamodbjcache.configuration.Unreadable;
import io.github.dynamodbjcache.internal.settings.reading.Block;
import io.github.dynamodbjcache.table.Mapping;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import javax.cache.expiry.Duration;
import org.jspecify.annotations.Nullable;

/** The settings of one cache; those of its table are {@link TableSetting}s. */
public final class CacheSetting {

  /** The smallest largest entry: smaller ones would only refuse keys. */
  private static final long LEAST_MAX_ENTRY_SIZE = 1024;

  /** The largest: larger values would be refused when they are read. */
  private static final long MOST_MAX_ENTRY_SIZE = DeserializationLimits.DEFAULT.maxBytes();

  /** A serialized value of the largest size has no more than its bytes. */
  private static final int MOST_REFERENCES = DeserializationLimits.DEFAULT.maxBytes();

  static final SettingGroup ALL = new SettingGroup(Map.of("iteration.unreadable", "unreadable"));

  /** What reads see. */
  public static final Setting<Consistency> CONSISTENCY =
      ALL.add("consistency", word(Consistency.class));

  /** Which writes are transactions. */
  public static final Setting<ExactlyOnce> EXACTLY_ONCE =
      ALL.add("exactly-once", word(ExactlyOnce.class));

  /** The lifetime of a created entry; zero for not storing it. */
  public static final Setting<Duration> AFTER_CREATION =
      ALL.add("expiry.after-creation", firstLifetime());

  /** The lifetime that an update gives; null for leaving the deadline as it is. */
  public static final Setting<@Nullable Duration> AFTER_UPDATE =
      ALL.add("expiry.after-update", lifetime());

  /** The lifetime that a read gives; null for leaving the deadline as it is. */
  public static final Setting<@Nullable Duration> AFTER_ACCESS =
      ALL.add("expiry.after-access", lifetime());

  /** Those that give lifetimes. */
  static final List<Setting<? extends @Nullable Duration>> LIFETIMES =
      List.of(AFTER_CREATION, AFTER_UPDATE, AFTER_ACCESS);

  /** A read moves the deadline only if that moves it by more than this; zero for always. */
  public static final Setting<java.time.Duration> TOUCH_INTERVAL =
      ALL.add(
          "expiry.touch-interval",
          duration(java.time.Duration.ZERO, java.time.Duration.ofDays(365)));

  /** What serializes values that DynamoDB has no type of its own for. */
  public static final Setting<SerializationFormat> FORMAT =
      ALL.add("serialization.format", CacheSetting::format);

  /** How JSON lies in an item. */
  public static final Setting<JsonStorage> JSON =
      ALL.add("serialization.json", word(JsonStorage.class));

  /** The application's mapper for JSON; null for one of our own. */
  public static final Setting<@Nullable Object> JSON_MAPPER =
      ALL.add("serialization.json-mapper", CacheSetting::mapper);

  /** The classes that may be deserialized beside the cache's value type and common JDK values. */
  public static final Setting<List<String>> ALLOW =
      ALL.add(
          "serialization.allow",
          texts(
              Names::isAllowed,
              "needs classes and packages: com.acme.User, com.acme.* or com.acme.** (everything"
                  + " cannot be allowed)"));

  /** The libraries whose own classes may be deserialized as well. */
  public static final Setting<List<SerializationPreset>> PRESETS =
      ALL.add("serialization.presets", words(SerializationPreset.class));

  /** How deeply objects may lie in each other in a serialized value. */
  public static final Setting<Integer> MAX_DEPTH =
      ALL.add("serialization.max-depth", number(1, DeserializationLimits.MOST_DEPTH));

  /** How many objects the sets and maps of a serialized value may hash when they are read. */
  public static final Setting<Long> MAX_HASH_STEPS =
      ALL.add("serialization.max-hash-steps", count());

  /** How many objects and class descriptions a serialized value may have. */
  public static final Setting<Integer> MAX_REFERENCES =
      ALL.add("serialization.max-references", number(1, MOST_REFERENCES));

  /** How serialized values are made smaller. */
  public static final Setting<Compression> COMPRESSION =
      ALL.add("serialization.compression", word(Compression.class));

  /** The size in bytes from which on they are. */
  public static final Setting<Long> COMPRESSION_THRESHOLD =
      ALL.add("serialization.compression-threshold", size());

  /** The largest entry that is stored, in bytes of key and value as DynamoDB counts them. */
  public static final Setting<Long> MAX_ENTRY_SIZE =
      ALL.add("max-entry-size", size(LEAST_MAX_ENTRY_SIZE, MOST_MAX_ENTRY_SIZE));

  /** What becomes of entries that cannot be read. */
  public static final Setting<Unreadable> UNREADABLE =
      ALL.add("unreadable", word(Unreadable.class));

  /** Whether the cache is known to its manager without {@code createCache}. */
  public static final Setting<Boolean> DECLARED = ALL.add("declared", flag());

  /** Whether statistics are gathered, as far as the settings decide it. */
  public static final Setting<Boolean> STATISTICS = ALL.add("statistics", flag());

  /** Whether requests ask what they cost. */
  public static final Setting<Boolean> CONSUMED_CAPACITY = ALL.add("consumed-capacity", flag());

  /** The price of a read unit. */
  public static final Setting<Double> READ_UNIT_PRICE = ALL.add("cost.read-unit", price());

  /** The price of a write unit. */
  public static final Setting<Double> WRITE_UNIT_PRICE = ALL.add("cost.write-unit", price());

  /** Whether the cache has a management bean, as far as the settings decide it. */
  public static final Setting<Boolean> MANAGEMENT = ALL.add("management", flag());

  /** The class of the keys of a declared cache. */
  public static final Setting<Class<?>> KEY_TYPE = ALL.add("key-type", type());

  /** The class of the values of a declared cache. */
  public static final Setting<Class<?>> VALUE_TYPE = ALL.add("value-type", type());

  /** The application's encoders of keys. */
  public static final Setting<@Nullable List<KeyEncoder<?>>> KEY_ENCODERS =
      Setting.inCode("key encoders");

  /** How the items of a table of one's own are keys and values; null for our own item format. */
  public static final Setting<@Nullable Mapping<?, ?>> MAPPING = Setting.inCode("mapping");

  /** What the file says of the cache itself, and not of several; null for nothing. */
  static final Setting<@Nullable Settings> OF_ITSELF = Setting.inCode("settings of itself");

  /** Whether an expiry policy was set in code for good, be it the default one; null for no. */
  public static final Setting<@Nullable Boolean> OWN_EXPIRY = Setting.inCode("own expiry");

  static {
    ALL.addAll(ItemsSetting.ALL);
    ALL.addAll(TableSetting.ALL);
  }

  private CacheSetting() {}

  private static SerializationFormat format(Block block, String key) {
    String text = block.text(key);
    if ("java".equals(text)) {
      return SerializationFormat.java();
    }
    if ("jackson".equals(text)) {
      return SerializationFormat.jackson();
    }
    if (text == null || !text.contains(".")) {
      block.refuseWord(key, text, List.of("java", "jackson", "the name of a class"));
      return SerializationFormat.java();
    }
    Serializer serializer =
        NamedClasses.made(
            block,
            key,
            text,
            Serializer.class,
            "needs a public class that implements "
                + Serializer.class.getName()
                + ", has a public constructor without parameters, and is found by the cache"
                + " manager's class loader");
    return serializer == null ? SerializationFormat.java() : SerializationFormat.custom(serializer);
  }

  /** A mapper by its class, or one that a supplier supplies. */
  private static @Nullable Object mapper(Block block, String key) {
    String need =
        "needs a public class that is a JsonMapper of Jackson 2 or 3 or a "
            + Supplier.class.getName()
            + " of one, has a public constructor without parameters, and is found by the cache"
            + " manager's class loader";
    String text = block.text(key, any -> true, need);
    return text == null ? null : NamedClasses.supplied(block, key, text, Object.class, need);
  }
}
