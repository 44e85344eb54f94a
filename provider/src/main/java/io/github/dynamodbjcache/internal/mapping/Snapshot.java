package io.github.dynamodbjcache.internal.mapping;

import static java.util.Objects.requireNonNull;

import io.github.dynamodbjcache.internal.codec.Place;
import io.github.dynamodbjcache.internal.expression.AttributePath;
import io.github.dynamodbjcache.internal.expression.Predicate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.cache.CacheException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Predicates on an item as a whole. */
final class Snapshot {

  /** Two operators and 24 bytes each; so many leave room for what else a write demands. */
  private static final int MOST_ATTRIBUTES = 128;

  /**
   * Two operators more for an attribute that has several; beyond, each attribute has to be as this
   * mapping writes it, which refuses what it need not, but never the other way round.
   */
  private static final int MOST_FORMS = 128;

  private Snapshot() {}

  /** There is no item: each has its partition key. */
  static Predicate missing(ItemMapping<?, ?> mapping) {
    return new Predicate.IsAbsent(partitionKey(mapping));
  }

  /**
   * The item is there, and each mapped attribute beside key and deadline as the value has it, in
   * any form that reads so; the number of its last write as well, if the value has it.
   *
   * @throws IllegalArgumentException if the value has another key
   * @throws CacheException if those are too many to be compared
   */
  @SuppressWarnings("unchecked") // A condition is made by the table that it is for.
  static <K, V> Predicate unchanged(ItemMapping<K, V> mapping, Place<K> place, Object read) {
    Map<String, AttributeValue> data = new HashMap<>(mapping.data(place, (V) read));
    Set<String> compared = new TreeSet<>(data.keySet());
    Set<String> mapped = mapping.mappedAttributes();
    if (mapped != null) {
      compared.addAll(mapped);
    }
    String deadline = mapping.definition().timeToLive();
    if (deadline != null) {
      compared.remove(deadline);
    }
    AttributeValue version = mapping.versionOf((V) read);
    if (version != null) {
      String name = requireNonNull(mapping.definition().revisions().attribute());
      data.put(name, version);
      compared.add(name);
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
    Map<String, List<@Nullable AttributeValue>> forms = new TreeMap<>();
    compared.forEach(name -> forms.put(name, mapping.storedForms((V) read, name, data.get(name))));
    boolean canBeSaid = forms.values().stream().mapToInt(List::size).sum() <= MOST_FORMS;
    for (Map.Entry<String, List<@Nullable AttributeValue>> each : forms.entrySet()) {
      int said = canBeSaid ? each.getValue().size() : 1;
      all.add(asRead(AttributePath.of(each.getKey()), each.getValue(), said));
    }
    return new Predicate.All(all);
  }

  /** In one of the first of those forms. */
  private static Predicate asRead(
      AttributePath path, List<@Nullable AttributeValue> forms, int said) {
    List<AttributeValue> values = new ArrayList<>();
    for (int i = 0; i < said; i++) {
      AttributeValue form = forms.get(i);
      if (form != null) {
        values.add(form);
      }
    }
    Predicate absent = new Predicate.IsAbsent(path);
    if (values.isEmpty()) {
      return absent;
    }
    Predicate.At there = new Predicate.At(path);
    Predicate present =
        values.size() == 1
            ? new Predicate.Comparison(there, Predicate.Comparator.EQ, values.get(0))
            : new Predicate.In(there, values);
    return values.size() == said ? present : new Predicate.Any(List.of(present, absent));
  }

  private static AttributePath partitionKey(ItemMapping<?, ?> mapping) {
    return AttributePath.of(mapping.keyParts().get(0).name());
  }
}
