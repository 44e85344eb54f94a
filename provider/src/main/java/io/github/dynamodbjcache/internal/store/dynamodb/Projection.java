package io.github.dynamodbjcache.internal.store.dynamodb;

import io.github.dynamodbjcache.internal.expression.AttributePath;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Some places of an item, and beside them what tells whether it is there and live. The service
 * refuses places that lie within each other, and where they are one: what lies within an attribute
 * that is asked for as a whole is not asked for twice.
 */
final class Projection {

  private final ItemFormat format;
  private final Clock clock;
  private final Set<String> wanted = new LinkedHashSet<>();
  private final List<AttributePath> places = new ArrayList<>();

  Projection(List<AttributePath> places, ItemFormat format, Clock clock) {
    this.format = format;
    this.clock = clock;
    places.forEach(place -> wanted.add(place.attribute()));
    List<AttributePath> told =
        Stream.concat(
                Stream.of(format.layout().keys().partition()), format.deadlines().names().stream())
            .map(AttributePath::of)
            .toList();
    Stream.concat(told.stream(), places.stream()).distinct().forEach(this::ask);
  }

  private void ask(AttributePath place) {
    if (places.stream().noneMatch(place::isWithin)) {
      places.removeIf(other -> other.isWithin(place));
      places.add(place);
    }
  }

  /** What is asked for. */
  List<AttributePath> places() {
    return places;
  }

  /** What was wanted of what was found; null if there is no live item. */
  @Nullable Map<String, AttributeValue> of(Map<String, AttributeValue> found) {
    if (found.isEmpty() || format.deadlines().of(found).hasPassedAt(clock.millis())) {
      return null;
    }
    Map<String, AttributeValue> of = new HashMap<>(found);
    of.keySet().retainAll(wanted);
    return of;
  }
}
