package io.github.dynamodbjcache.internal.settings;

import io.github.dynamodbjcache.configuration.Clearing;
import io.github.dynamodbjcache.internal.settings.reading.Block;
import io.github.dynamodbjcache.table.Revisions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Refuses what the block of a cache says of a table of one's own and what cannot be so. */
final class OwnTableInFile {

  /** What a table of one's own has no use for. */
  static final List<Setting<?>> OF_OUR_FORMAT =
      List.of(
          CacheSetting.FORMAT,
          CacheSetting.JSON,
          CacheSetting.JSON_MAPPER,
          CacheSetting.ALLOW,
          CacheSetting.PRESETS,
          CacheSetting.MAX_DEPTH,
          CacheSetting.MAX_HASH_STEPS,
          CacheSetting.MAX_REFERENCES,
          CacheSetting.COMPRESSION,
          CacheSetting.COMPRESSION_THRESHOLD,
          CacheSetting.MAX_ENTRY_SIZE);

  static final String USELESS =
      "is for the provider's own item format, which a table with items.mapping does not have";

  static final String NEED_OF_TIME_TO_LIVE =
      "needs items.time-to-live (timeToLive of a mapping in code): the attribute that holds the"
          + " deadline of an item, in seconds";

  static final String NEED_OF_CLEARING = "= clear needs items.clear = allow";

  private final Settings settings;
  private final Block own;

  private OwnTableInFile(Settings settings, Block own) {
    this.settings = settings;
    this.own = own;
  }

  /**
   * Refuses what contradicts other settings.
   *
   * @param settings all that hold for the cache
   * @param own the block of the cache, without what it inherits
   */
  static void refuseContradictions(Settings settings, Block own) {
    new OwnTableInFile(settings, own).refuseContradictions();
  }

  private void refuseContradictions() {
    MappingForm form = settings.get(ItemsSetting.MAPPING);
    if (form == MappingForm.Word.NONE) {
      refuseItems(
          "needs items.mapping: document, record, bean or the name of a class (a mapping in code"
              + " says all of it itself)");
      return;
    }
    if (form instanceof MappingForm.Supplied supplied) {
      refuseItems("is for the mapping to say that the class of items.mapping supplies");
      refuseLifetimes(supplied.mapping().definition().timeToLive());
    } else {
      refuseLifetimes(settings.get(ItemsSetting.TIME_TO_LIVE));
      refuseRevisions();
      refuseSecondUses();
    }
    OF_OUR_FORMAT.stream().filter(this::isOwn).forEach(setting -> refuse(setting, USELESS));
    if (settings.get(ItemsSetting.CLEAR) == Clearing.REFUSE
        && place(TableSetting.ON_DESTROY).has(TableSetting.ON_DESTROY.name(), "clear")) {
      refuse(TableSetting.ON_DESTROY, NEED_OF_CLEARING);
    }
    if (settings.get(CacheSetting.DECLARED)) {
      Class<?> keyType = settings.get(CacheSetting.KEY_TYPE);
      Class<?> valueType = settings.get(CacheSetting.VALUE_TYPE);
      MappingInFile.of(settings, keyType, valueType, this::refuse);
    }
  }

  private void refuseItems(String need) {
    ItemsSetting.BESIDE_A_WORD.stream()
        .filter(this::isOwn)
        .forEach(setting -> refuse(setting, need));
  }

  private void refuseLifetimes(@Nullable String timeToLive) {
    if (timeToLive == null) {
      CacheSetting.LIFETIMES.stream()
          .filter(lifetime -> isOwn(lifetime) && !place(lifetime).has(lifetime.name(), "eternal"))
          .forEach(lifetime -> refuse(lifetime, NEED_OF_TIME_TO_LIVE));
    }
  }

  private void refuseRevisions() {
    Revisions.Kind revision = settings.get(ItemsSetting.REVISION);
    if (isOwn(ItemsSetting.VERSION_ATTRIBUTE) && revision != Revisions.Kind.VERSION) {
      refuse(ItemsSetting.VERSION_ATTRIBUTE, "needs revision = version");
    }
    if (isOwn(ItemsSetting.HIDDEN_PREFIX) && revision != Revisions.Kind.HIDDEN) {
      refuse(ItemsSetting.HIDDEN_PREFIX, "needs revision = hidden");
    }
    if (revision == Revisions.Kind.VERSION
        && settings.get(ItemsSetting.VERSION_ATTRIBUTE) == null) {
      refuse(ItemsSetting.REVISION, MappingInFile.NEED_OF_A_VERSION);
    }
  }

  /** No attribute has two uses, and the partition key has to be known. */
  private void refuseSecondUses() {
    Map<String, Setting<?>> uses = new HashMap<>();
    if (settings.get(ItemsSetting.PARTITION_KEY) == null) {
      refuse(ItemsSetting.PARTITION_KEY, MappingInFile.NEED_OF_A_PARTITION_KEY);
    }
    for (Setting<@Nullable String> setting : ItemsSetting.ATTRIBUTES) {
      String attribute = settings.get(setting);
      Setting<?> other = attribute == null ? null : uses.putIfAbsent(attribute, setting);
      if (other != null) {
        refuse(setting, "is the attribute of " + other.name() + " already");
      }
    }
  }

  private boolean isOwn(Setting<?> setting) {
    return place(setting).has(setting.name());
  }

  private void refuse(Setting<?> setting, String need) {
    place(setting).refuse(setting.name(), need);
  }

  private Block place(Setting<?> setting) {
    return own.block(setting.place());
  }
}
