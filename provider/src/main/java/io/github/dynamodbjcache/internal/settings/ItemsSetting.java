package io.github.dynamodbjcache.internal.settings;

import static io.github.dynamodbjcache.internal.settings.Rules.optionalText;
import static io.github.dynamodbjcache.internal.settings.Rules.text;
import static io.github.dynamodbjcache.internal.settings.Rules.word;

import io.github.dynamodbjcache.configuration.Clearing;
import io.github.dynamodbjcache.internal.settings.reading.Block;
import io.github.dynamodbjcache.table.Mapping;
import io.github.dynamodbjcache.table.Revisions;
import io.github.dynamodbjcache.table.Unknown;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How the items of a table of one's own are keys and values. */
public final class ItemsSetting {

  private static final String NEED_OF_AN_ATTRIBUTE =
      "needs the name of an attribute, of 1 to 255 bytes";

  private static final String NEED_OF_A_MAPPING =
      "needs a public class that is a "
          + Supplier.class.getName()
          + " of a "
          + Mapping.class.getName()
          + ", has a public constructor without parameters, and is found by the cache manager's"
          + " class loader";

  static final SettingGroup ALL = new SettingGroup();

  /** What the values are. */
  static final Setting<MappingForm> MAPPING = ALL.add("items.mapping", ItemsSetting::mapping);

  /** The partition key. */
  static final Setting<@Nullable String> PARTITION_KEY = attribute("items.partition-key");

  /** The sort key; null if the table has none. */
  static final Setting<@Nullable String> SORT_KEY = attribute("items.sort-key");

  /** The attribute with the deadline in seconds; null if items do not expire. */
  public static final Setting<@Nullable String> TIME_TO_LIVE = attribute("items.time-to-live");

  /** What becomes of attributes that the mapping does not know. */
  static final Setting<Unknown> UNKNOWN = ALL.add("items.unknown", word(Unknown.class));

  /** By what changes are noticed. */
  static final Setting<Revisions.Kind> REVISION =
      ALL.add("items.revision", word(Revisions.Kind.class));

  /** The number that every writer raises. */
  static final Setting<@Nullable String> VERSION_ATTRIBUTE = attribute("items.version-attribute");

  /** How the names of hidden attributes begin. */
  static final Setting<String> HIDDEN_PREFIX =
      ALL.add("items.hidden-prefix", text(Names::isAttribute, NEED_OF_AN_ATTRIBUTE));

  /** Whether the table may be emptied. */
  public static final Setting<Clearing> CLEAR = ALL.add("items.clear", word(Clearing.class));

  /** What has a meaning in a file only beside a mapping that is a word there. */
  static final List<Setting<?>> BESIDE_A_WORD =
      List.of(
          PARTITION_KEY,
          SORT_KEY,
          TIME_TO_LIVE,
          UNKNOWN,
          REVISION,
          VERSION_ATTRIBUTE,
          HIDDEN_PREFIX);

  /** Those that name an attribute with one use. */
  static final List<Setting<@Nullable String>> ATTRIBUTES =
      List.of(PARTITION_KEY, SORT_KEY, TIME_TO_LIVE, VERSION_ATTRIBUTE);

  private ItemsSetting() {}

  private static Setting<@Nullable String> attribute(String key) {
    return ALL.add(key, optionalText(Names::isAttribute, NEED_OF_AN_ATTRIBUTE));
  }

  private static MappingForm mapping(Block block, String key) {
    String text = block.text(key);
    for (MappingForm.Word word : MappingForm.Word.values()) {
      if (shown(word).equals(text)) {
        return word;
      }
    }
    if (text == null || !text.contains(".")) {
      Stream<String> words = Arrays.stream(MappingForm.Word.values()).map(ItemsSetting::shown);
      block.refuseWord(key, text, Stream.concat(words, Stream.of("the name of a class")).toList());
      return MappingForm.Word.NONE;
    }
    Mapping<?, ?> mapping =
        NamedClasses.supplied(block, key, text, Mapping.class, NEED_OF_A_MAPPING);
    return mapping == null ? MappingForm.Word.NONE : new MappingForm.Supplied(mapping);
  }

  static String shown(Enum<?> word) {
    return word.name().toLowerCase(Locale.ROOT);
  }
}
