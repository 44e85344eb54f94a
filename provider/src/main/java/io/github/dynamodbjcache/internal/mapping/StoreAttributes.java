package io.github.dynamodbjcache.internal.mapping;

import io.github.dynamodbjcache.internal.codec.item.ItemSize;
import io.github.dynamodbjcache.table.Revisions;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The attributes of an item that the store keeps for itself.
 *
 * @param hidden those that no value shows
 * @param version the number that every write raises, visible in values; null for none
 * @param timeToLive the deadline, visible in values; null for none
 */
record StoreAttributes(Set<String> hidden, @Nullable String version, @Nullable String timeToLive) {

  private static final int REVISION_BYTES = 16;
  private static final int MOST_NUMBER_BYTES = 21;
  private static final int EARLIER_REVISIONS = 5;

  static StoreAttributes of(MappingDefinition<?, ?> definition) {
    Revisions revisions = definition.revisions();
    String name = revisions.attribute();
    Set<String> hidden =
        revisions.kind() != Revisions.Kind.HIDDEN
            ? Set.of()
            : Stream.concat(
                    Stream.of(name + "w"),
                    IntStream.rangeClosed(1, EARLIER_REVISIONS).mapToObj(i -> name + "p" + i))
                .collect(Collectors.toUnmodifiableSet());
    return new StoreAttributes(
        hidden, revisions.kind() == Revisions.Kind.VERSION ? name : null, definition.timeToLive());
  }

  /** The most bytes that they take of an item. */
  int bytes() {
    int bytes = 0;
    for (String name : hidden) {
      bytes += ItemSize.utf8Bytes(name) + REVISION_BYTES;
    }
    return bytes + numberBytes(version) + numberBytes(timeToLive);
  }

  private static int numberBytes(@Nullable String name) {
    return name == null ? 0 : ItemSize.utf8Bytes(name) + MOST_NUMBER_BYTES;
  }

  /** Leaves out what the store writes itself; refuses what it hides. */
  void takeOut(Map<String, AttributeValue> data) {
    for (String name : hidden) {
      if (data.containsKey(name)) {
        throw new Misfit("is an attribute that holds revisions: see Revisions.hidden").in(name);
      }
    }
    if (version != null) {
      data.remove(version);
    }
  }

  /** The attributes without those that no value shows. */
  Map<String, AttributeValue> withoutHidden(Map<String, AttributeValue> attributes) {
    if (hidden.isEmpty() || hidden.stream().noneMatch(attributes::containsKey)) {
      return attributes;
    }
    Map<String, AttributeValue> rest = new HashMap<>(attributes);
    rest.keySet().removeAll(hidden);
    return rest;
  }

  /** What a value may lack that came from the table: its key, and what the store adds. */
  Set<String> visibleWith(KeyForm<?> keys) {
    Set<String> visible = new HashSet<>();
    keys.attributes().forEach(key -> visible.add(key.name()));
    Stream.of(version, timeToLive).filter(name -> name != null).forEach(visible::add);
    return visible;
  }
}
