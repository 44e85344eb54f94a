package io.github.dynamodbjcache.internal.mapping;

import io.github.dynamodbjcache.table.AttributeType;
import io.github.dynamodbjcache.table.Revisions;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Refuses mappings whose parts do not go together.
 *
 * @param definition what was said
 * @param values the form of its values
 * @param keys the form of its keys
 */
record Plausibility(MappingDefinition<?, ?> definition, ValueForm<?> values, KeyForm<?> keys) {

  /**
   * By their expressions: 4 KB, and 300 operators.
   *
   * @see Revisions#compared
   */
  private static final int MOST_COMPARED = 128;

  /** Throws a {@link Misfit} that names the component or the attribute. */
  void require() {
    definition.renamed().keySet().forEach(this::requireComponent);
    definition.converters().keySet().stream()
        .filter(name -> !isKey(name))
        .forEach(this::requireComponent);
    StoreAttributes added = StoreAttributes.of(definition);
    requireNumber(added.version(), "the version, a number");
    requireNumber(added.timeToLive(), "the time to live, a number of seconds since the epoch");
    if (added.version() != null && added.version().equals(added.timeToLive())) {
      throw new Misfit("is the version, and so not the time to live").in(added.version());
    }
    added.hidden().forEach(this::requireUnmapped);
    requireComparable();
  }

  private void requireComponent(String name) {
    Set<String> known = new TreeSet<>(values.components());
    known.addAll(keys.componentNames());
    if (!known.contains(name)) {
      throw new Misfit(
              "is no component of values or keys, which have "
                  + (known.isEmpty() ? "none: those of documents are attributes" : known))
          .in(name);
    }
  }

  private void requireNumber(@Nullable String attribute, String what) {
    if (attribute == null) {
      return;
    }
    if (isKey(attribute)) {
      throw new Misfit("is a key attribute, and so not " + what).in(attribute);
    }
    for (Shape shape : values.shapes(attribute)) {
      if (shape.type() != null && shape.type() != AttributeType.N) {
        throw new Misfit("is " + shape.shown() + ", and " + what + ": give it a converter")
            .in(attribute);
      }
    }
  }

  private void requireUnmapped(String hidden) {
    if (isKey(hidden) || !values.shapes(hidden).isEmpty()) {
      throw new Misfit("is an attribute that holds revisions: see Revisions.hidden").in(hidden);
    }
  }

  private boolean isKey(String attribute) {
    return keys.attributes().stream().anyMatch(key -> key.name().equals(attribute));
  }

  /** Counts those that a guard compares: the key is given, and the deadline moves by itself. */
  private void requireComparable() {
    Set<String> attributes = values.attributes();
    if (definition.revisions().kind() != Revisions.Kind.COMPARED || attributes == null) {
      return;
    }
    long compared =
        attributes.stream()
            .filter(name -> !isKey(name) && !name.equals(definition.timeToLive()))
            .count();
    if (compared > MOST_COMPARED) {
      throw new Misfit(
              "has "
                  + compared
                  + " attributes beside the key, and compared() revisions take at most "
                  + MOST_COMPARED
                  + ": use Revisions.version or hidden")
          .in(values.javaType().getSimpleName());
    }
  }
}
