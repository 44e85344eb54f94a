package io.github.dynamodbjcache.internal.own;

import static java.util.Objects.requireNonNull;

import io.github.dynamodbjcache.internal.expression.AttributePath;
import io.github.dynamodbjcache.internal.store.StoredEntry;
import io.github.dynamodbjcache.table.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Some places of items. What lies within another is covered by that: the service refuses both. Key
 * attributes come along anyway, and are taken out again if nobody asked for them.
 *
 * @param places none within another; empty for whole items
 */
record Projected(List<AttributePath> places) {

  /** Those places; all without any. */
  static Projected of(Path... paths) {
    List<AttributePath> asked =
        Arrays.stream(requireNonNull(paths, "paths")).map(Projected::place).distinct().toList();
    List<AttributePath> apart =
        asked.stream()
            .filter(
                place ->
                    asked.stream()
                        .noneMatch(other -> !other.equals(place) && place.isWithin(other)))
            .toList();
    apart.forEach(place -> requireBeside(place, apart));
    return new Projected(apart);
  }

  /** No item can have both, and the service refuses to look. */
  private static void requireBeside(AttributePath place, List<AttributePath> others) {
    for (AttributePath other : others) {
      if (!other.equals(place) && !place.couldBeBeside(other)) {
        throw new IllegalArgumentException(
            "No item has both "
                + place
                + " and "
                + other
                + ": one has a list where the other has a map; nothing was sent");
      }
    }
  }

  private static AttributePath place(@Nullable Path path) {
    return new AttributePath(requireNonNull(path, "paths").elements());
  }

  /** Those attributes, as wholes. */
  static Projected ofAttributes(Set<String> names) {
    return new Projected(names.stream().map(AttributePath::of).toList());
  }

  /** The same and an attribute. */
  Projected and(String attribute) {
    List<AttributePath> all = new ArrayList<>(places);
    all.removeIf(place -> place.attribute().equals(attribute));
    all.add(AttributePath.of(attribute));
    return new Projected(all);
  }

  /** The attributes in which they lie. */
  Set<String> attributes() {
    return places.stream().map(AttributePath::attribute).collect(Collectors.toSet());
  }

  /** The item of an entry that was read with them. */
  Map<String, AttributeValue> of(StoredEntry entry) {
    Map<String, AttributeValue> item = new HashMap<>(entry.data());
    item.putAll(entry.key().attributes());
    if (!places.isEmpty()) {
      item.entrySet().removeIf(attribute -> !isAsked(attribute.getKey(), attribute.getValue()));
    }
    return item;
  }

  /** A place within an attribute is in the item only where the attribute is a map or a list. */
  private boolean isAsked(String name, AttributeValue value) {
    boolean hasElements = value.hasM() || value.hasL();
    return places.stream()
        .anyMatch(
            place ->
                place.attribute().equals(name) && (hasElements || place.elements().size() == 1));
  }
}
