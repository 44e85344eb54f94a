package io.github.dynamodbjcache.internal.mapping;

import io.github.dynamodbjcache.internal.expression.Change;
import io.github.dynamodbjcache.internal.expression.Predicate;
import io.github.dynamodbjcache.table.Update;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * An update of one item, over attribute values.
 *
 * @param changes one or more, of places that are apart
 * @param onlyIf what is demanded of the item; null for nothing
 * @param returningOld true for the item as it was, false for the new one
 */
public record ItemUpdate(List<Change> changes, @Nullable Predicate onlyIf, boolean returningOld) {

  /** Keeps a copy. */
  public ItemUpdate {
    changes = List.copyOf(changes);
  }

  /**
   * What a function says of the item of a key.
   *
   * @throws IllegalArgumentException if it says what no request can do
   * @throws io.github.dynamodbjcache.table.InvalidItemException if it says a value that its place
   *     cannot have
   */
  public static <K, V> ItemUpdate of(
      ItemMapping<K, V> mapping, K key, UnaryOperator<Update> changes) {
    Objects.requireNonNull(changes, "changes");
    CollectedUpdate collected = new CollectedUpdate(mapping, Predicates.ofOne(mapping, key));
    if (changes.apply(collected) != collected) {
      throw new IllegalArgumentException(
          "The function has to return the update that it was given; nothing was sent");
    }
    return collected.collected();
  }
}
