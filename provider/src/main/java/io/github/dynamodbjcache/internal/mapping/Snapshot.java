package io.github.dynamodbjcache.internal.mapping;

import io.github.dynamodbjcache.internal.codec.Place;
import io.github.dynamodbjcache.internal.expression.AttributePath;
import io.github.dynamodbjcache.internal.expression.Predicate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.cache.CacheException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Predicates on an item as a whole. */
final class Snapshot {

  /** Two operators and 24 bytes each; so many leave room for what else a write demands. */
  private static final int MOST_ATTRIBUTES = 128;

  private Snapshot() {}

  /** There is no item: each has its partition key. */
  static Predicate missing(ItemMapping<?, ?> mapping) {
    return new Predicate.IsAbsent(partitionKey(mapping));
  }

  /**
   * The item is there, and each mapped attribute beside key and deadline as the value has it.
   *
   * @throws IllegalArgumentException if the value has another key
   * @throws CacheException if those are too many to be compared
   */
  @SuppressWarnings("unchecked") // A condition is made by the table that it is for.
  static <K, V> Predicate unchanged(ItemMapping<K, V> mapping, Place<K> place, Object read) {
    Map<String, AttributeValue> data = mapping.data(place, (V) read);
    Set<String> compared = new TreeSet<>(data.keySet());
    Set<String> mapped = mapping.mappedAttributes();
    if (mapped != null) {
      compared.addAll(mapped);
    }
    String deadline = mapping.definition().timeToLive();
    if (deadline != null) {
      compared.remove(deadline);
    }
    if (compared.size() > MOST_ATTRIBUTES) {
      throw new CacheException(
          "unchanged(…) of a value with "
              + compared.size()
              + " attributes cannot be said in one request: DynamoDB takes "
              + MOST_ATTRIBUTES
              + " with all that a write demands beside; demand those that matter, or a version");
    }
    List<Predicate> all = new ArrayList<>();
    all.add(new Predicate.Exists(partitionKey(mapping)));
    compared.forEach(name -> all.add(asRead(AttributePath.of(name), data.get(name))));
    return new Predicate.All(all);
  }

  private static Predicate asRead(AttributePath path, @Nullable AttributeValue value) {
    return value == null
        ? new Predicate.IsAbsent(path)
        : new Predicate.Comparison(new Predicate.At(path), Predicate.Comparator.EQ, value);
  }

  private static AttributePath partitionKey(ItemMapping<?, ?> mapping) {
    return AttributePath.of(mapping.keyParts().get(0).name());
  }
}
