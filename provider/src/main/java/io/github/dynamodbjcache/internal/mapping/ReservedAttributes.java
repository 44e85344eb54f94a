package io.github.dynamodbjcache.internal.mapping;

import io.github.dynamodbjcache.internal.expression.AttributePath;
import io.github.dynamodbjcache.table.Revisions;
import java.util.HashMap;
import java.util.Map;

/** The attributes that no update may change. */
final class ReservedAttributes {

  private final Map<String, String> reasons;

  private ReservedAttributes(Map<String, String> reasons) {
    this.reasons = reasons;
  }

  static ReservedAttributes of(ItemMapping<?, ?> mapping) {
    Map<String, String> reasons = new HashMap<>();
    Revisions revisions = mapping.definition().revisions();
    switch (revisions.kind()) {
      case COMPARED -> {}
      case VERSION -> reasons.put(revisions.attribute(), "is the version, which each write raises");
      case HIDDEN ->
          StoreAttributes.of(mapping.definition())
              .hidden()
              .forEach(name -> reasons.put(name, "tells who wrote the item"));
    }
    mapping
        .keyParts()
        .forEach(
            part -> reasons.put(part.name(), "is a key attribute: another key is another item"));
    return new ReservedAttributes(reasons);
  }

  /**
   * Refuses what is the key's or the store's.
   *
   * @throws IllegalArgumentException with the attribute and the reason
   */
  void requireChangeable(AttributePath path) {
    String reason = reasons.get(path.attribute());
    if (reason != null) {
      throw new IllegalArgumentException(
          path.attribute() + " cannot be changed: it " + reason + "; nothing was sent");
    }
  }
}
