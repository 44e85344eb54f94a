package io.github.dynamodbjcache.internal.settings;

import io.github.dynamodbjcache.table.Item;
import io.github.dynamodbjcache.table.ItemKey;
import io.github.dynamodbjcache.table.Mapping;
import io.github.dynamodbjcache.table.Revisions;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The mapping that a file's words make for a cache of those types.
 *
 * <p>A key's type is the one that the cache has, else that of the component it is called after,
 * else what the table says when it is opened.
 */
final class MappingInFile {

  static final String NEED_OF_A_PARTITION_KEY =
      "needs the name of the table's partition key, as items.mapping is set";

  static final String NEED_OF_A_VERSION =
      "= version needs version-attribute, the number that every writer raises";

  private static final String NEED_OF_TWO =
      "needs io.github.dynamodbjcache.table.ItemKey, a record of two components called as the key"
          + " attributes are, or nothing, as items.sort-key is set";

  private final Settings settings;
  private final Class<?> keyType;
  private final Class<?> valueType;
  private final Refusals refusals;

  /** Tells that what a setting says does not fit, and what is needed. */
  interface Refusals {
    /** Tells one. */
    void refuse(Setting<?> setting, String need);
  }

  private MappingInFile(
      Settings settings, Class<?> keyType, Class<?> valueType, Refusals refusals) {
    this.settings = settings;
    this.keyType = keyType;
    this.valueType = valueType;
    this.refusals = refusals;
  }

  /** The mapping; null if there is none, and if it is refused. */
  static @Nullable Mapping<?, ?> of(
      Settings settings, Class<?> keyType, Class<?> valueType, Refusals refusals) {
    return new MappingInFile(settings, keyType, valueType, refusals).mapping();
  }

  private @Nullable Mapping<?, ?> mapping() {
    MappingForm form = settings.get(ItemsSetting.MAPPING);
    if (form instanceof MappingForm.Supplied supplied) {
      return supplied.mapping();
    }
    Mapping.Values<?> values = form instanceof MappingForm.Word word ? values(word) : null;
    Mapping<?, ?> mapping = values == null ? null : keyed(values);
    Revisions revisions = mapping == null ? null : revisions();
    return mapping == null || revisions == null ? null : complete(mapping, revisions);
  }

  private Mapping<?, ?> complete(Mapping<?, ?> mapping, Revisions revisions) {
    String timeToLive = settings.get(ItemsSetting.TIME_TO_LIVE);
    Mapping<?, ?> complete =
        mapping.unknown(settings.get(ItemsSetting.UNKNOWN)).revision(revisions);
    return timeToLive == null ? complete : complete.timeToLive(timeToLive);
  }

  private Mapping.@Nullable Values<?> values(MappingForm.Word word) {
    return switch (word) {
      case NONE -> null;
      case DOCUMENT ->
          valueType.isAssignableFrom(Item.class)
              ? Mapping.document()
              : refusedValues("needs " + Item.class.getName() + ", or nothing", word);
      case RECORD ->
          valueType.isRecord()
              ? Mapping.record(valueType)
              : refusedValues("needs the class of the records", word);
      case BEAN ->
          isBean(valueType)
              ? Mapping.bean(valueType)
              : refusedValues("needs the class of the beans", word);
    };
  }

  private static boolean isBean(Class<?> type) {
    return type != Object.class
        && !type.isRecord()
        && !type.isArray()
        && !Modifier.isAbstract(type.getModifiers());
  }

  private Mapping.@Nullable Values<?> refusedValues(String need, MappingForm.Word word) {
    refusals.refuse(
        CacheSetting.VALUE_TYPE, need + ", as items.mapping = " + ItemsSetting.shown(word));
    return null;
  }

  private @Nullable Mapping<?, ?> keyed(Mapping.Values<?> values) {
    String partition = settings.get(ItemsSetting.PARTITION_KEY);
    String sort = settings.get(ItemsSetting.SORT_KEY);
    if (partition == null) {
      refusals.refuse(ItemsSetting.PARTITION_KEY, NEED_OF_A_PARTITION_KEY);
      return null;
    }
    if (keyType.isRecord() && keyType != ItemKey.class) {
      return keyedByRecord(values, Stream.of(partition, sort).filter(Objects::nonNull).toList());
    }
    return sort == null ? keyedByOne(values, partition) : keyedByTwo(values, partition, sort);
  }

  private @Nullable Mapping<?, ?> keyedByRecord(Mapping.Values<?> values, List<String> names) {
    List<String> components =
        Stream.of(keyType.getRecordComponents()).map(RecordComponent::getName).toList();
    if (!components.equals(names)) {
      refusals.refuse(
          CacheSetting.KEY_TYPE,
          "has the components "
              + components
              + ", but the key attributes are "
              + names
              + "; both need the same names in the same order");
      return null;
    }
    return values.key(keyType.asSubclass(Record.class));
  }

  private @Nullable Mapping<?, ?> keyedByOne(Mapping.Values<?> values, String partition) {
    if (keyType == ItemKey.class) {
      refusals.refuse(CacheSetting.KEY_TYPE, "is of two attributes, but items.sort-key is not set");
      return null;
    }
    Class<?> type = keyType == Object.class ? componentType(partition) : keyType;
    return values.key(partition, type);
  }

  private @Nullable Mapping<?, ?> keyedByTwo(
      Mapping.Values<?> values, String partition, String sort) {
    if (keyType != ItemKey.class && keyType != Object.class) {
      refusals.refuse(CacheSetting.KEY_TYPE, NEED_OF_TWO);
      return null;
    }
    return values.key(partition, componentType(partition), sort, componentType(sort));
  }

  /** Of the value's component of that name; {@code Object} if it has none. */
  private Class<?> componentType(String attribute) {
    if (settings.get(ItemsSetting.MAPPING) != MappingForm.Word.RECORD) {
      return Object.class;
    }
    return Stream.of(valueType.getRecordComponents())
        .filter(component -> component.getName().equals(attribute))
        .findFirst()
        .<Class<?>>map(component -> BoxedType.of(component.getType()))
        .orElse(Object.class);
  }

  private @Nullable Revisions revisions() {
    String version = settings.get(ItemsSetting.VERSION_ATTRIBUTE);
    return switch (settings.get(ItemsSetting.REVISION)) {
      case COMPARED -> Revisions.compared();
      case HIDDEN -> Revisions.hidden(settings.get(ItemsSetting.HIDDEN_PREFIX));
      case VERSION -> {
        if (version == null) {
          refusals.refuse(ItemsSetting.REVISION, NEED_OF_A_VERSION);
        }
        yield version == null ? null : Revisions.version(version);
      }
    };
  }
}
