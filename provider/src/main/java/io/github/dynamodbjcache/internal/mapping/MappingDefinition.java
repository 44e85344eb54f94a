package io.github.dynamodbjcache.internal.mapping;

import io.github.dynamodbjcache.table.Converter;
import io.github.dynamodbjcache.table.Item;
import io.github.dynamodbjcache.table.ItemKey;
import io.github.dynamodbjcache.table.Revisions;
import io.github.dynamodbjcache.table.Unknown;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What was said of a mapping, as data; nothing is checked against classes or a table yet.
 *
 * @param values what the values are
 * @param keys what the keys are
 * @param renamed the attributes of components that have another name, by component
 * @param converters the user's own converters, by component
 * @param timeToLive the attribute with the deadline in seconds; null if items do not expire
 * @param revisions by what changes are noticed
 * @param unknown what becomes of attributes that the mapping does not know
 * @param onCreate makes a value complete that is known to be new; null for nothing
 * @param globalIndexes those that a created table gets
 */
public record MappingDefinition<K, V>(
    Values<V> values,
    Keys<K> keys,
    Map<String, String> renamed,
    Map<String, Converter<?>> converters,
    @Nullable String timeToLive,
    Revisions revisions,
    Unknown unknown,
    @Nullable UnaryOperator<V> onCreate,
    List<GlobalIndex> globalIndexes) {

  /** Keeps copies. */
  public MappingDefinition {
    renamed = Map.copyOf(renamed);
    converters = Map.copyOf(converters);
    globalIndexes = List.copyOf(globalIndexes);
  }

  /** What was said otherwise in another one: each part with what stands here and there. */
  public List<String> differencesFrom(MappingDefinition<?, ?> other) {
    return Stream.of(
            difference("values", values, other.values),
            difference("key", keys, other.keys),
            difference("renamed components", renamed, other.renamed),
            difference("converters", converters, other.converters),
            difference("time to live", timeToLive, other.timeToLive),
            difference("revisions", revisions, other.revisions),
            difference("unknown attributes", unknown, other.unknown),
            difference("defaults (onCreate)", onCreate, other.onCreate),
            difference("global indexes", globalIndexes, other.globalIndexes))
        .flatMap(Optional::stream)
        .toList();
  }

  private static Optional<String> difference(
      String part, @Nullable Object here, @Nullable Object there) {
    return Objects.equals(here, there)
        ? Optional.empty()
        : Optional.of(part + " (" + here + ", not " + there + ")");
  }

  /** What the values are. */
  public sealed interface Values<V> {

    /** The class of them all. */
    Class<?> type();
  }

  /** Documents: every attribute of the item. */
  public record Documents<V>() implements Values<V> {
    @Override
    public Class<?> type() {
      return Item.class;
    }

    @Override
    public String toString() {
      return "documents";
    }
  }

  /** Records of one type. */
  public record Records<V>(Class<V> type) implements Values<V> {
    @Override
    public String toString() {
      return "records of " + type.getTypeName();
    }
  }

  /** Beans of one type: a constructor without parameters, getters and setters. */
  public record Beans<V>(Class<V> type) implements Values<V> {
    @Override
    public String toString() {
      return "beans of " + type.getTypeName();
    }
  }

  /** Records that a sealed type permits, told apart by an attribute with their simple name. */
  public record Variants<V>(Class<V> sealedType, String typeAttribute) implements Values<V> {
    @Override
    public Class<?> type() {
      return sealedType;
    }

    @Override
    public String toString() {
      return "variants of " + sealedType.getTypeName() + " by " + typeAttribute;
    }
  }

  /** What the keys are. */
  public sealed interface Keys<K> {

    /** The class of them all; {@code Object} for what the table's own type says. */
    Class<?> type();

    /** The names of the key attributes, the partition key first. */
    List<String> attributes();

    /** The types of their values; {@code Object} for what the table's own type says. */
    List<Class<?>> types();

    /** The attributes with their types, as messages have them. */
    default String shown() {
      List<String> shown = new ArrayList<>();
      for (int i = 0; i < attributes().size(); i++) {
        shown.add(attributes().get(i) + " as " + types().get(i).getTypeName());
      }
      return String.join(", ", shown);
    }
  }

  /**
   * One attribute.
   *
   * @param type of the keys; {@code Object} for what the table's own type says
   */
  public record Single<K>(String partition, Class<K> type) implements Keys<K> {
    @Override
    public List<String> attributes() {
      return List.of(partition);
    }

    @Override
    public List<Class<?>> types() {
      return List.of(type);
    }

    @Override
    public String toString() {
      return shown();
    }
  }

  /** Two attributes, as an {@link ItemKey}. */
  public record Pair<K>(String partition, Class<?> partitionType, String sort, Class<?> sortType)
      implements Keys<K> {
    @Override
    public Class<?> type() {
      return ItemKey.class;
    }

    @Override
    public List<String> attributes() {
      return List.of(partition, sort);
    }

    @Override
    public List<Class<?>> types() {
      return List.of(partitionType, sortType);
    }

    @Override
    public String toString() {
      return shown();
    }
  }

  /** A record of one or two components, which are named as the attributes are. */
  public record OfRecord<K>(Class<K> type) implements Keys<K> {
    @Override
    public List<String> attributes() {
      return Stream.of(type.getRecordComponents()).map(RecordComponent::getName).toList();
    }

    @Override
    public List<Class<?>> types() {
      return Stream.of(type.getRecordComponents()).<Class<?>>map(RecordComponent::getType).toList();
    }

    @Override
    public String toString() {
      return type.getTypeName();
    }
  }

  /**
   * A global index.
   *
   * @param partition its partition attributes, 1 to 4
   * @param sort its sort attributes, 0 to 4
   */
  public record GlobalIndex(String name, List<String> partition, List<String> sort) {

    private static final int MOST = 4;

    /** Keeps copies; refuses what no index can have. */
    public GlobalIndex {
      partition = List.copyOf(partition);
      sort = List.copyOf(sort);
      if (partition.isEmpty() || partition.size() > MOST || sort.size() > MOST) {
        throw new IllegalArgumentException(
            "index "
                + name
                + " takes 1 to 4 partition attributes and 0 to 4 sort attributes, not "
                + partition.size()
                + " and "
                + sort.size());
      }
    }
  }
}
