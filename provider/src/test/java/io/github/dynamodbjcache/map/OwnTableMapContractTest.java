package io.github.dynamodbjcache.map;

import com.google.common.collect.testing.ConcurrentMapTestSuiteBuilder;
import com.google.common.collect.testing.SampleElements;
import com.google.common.collect.testing.TestMapGenerator;
import com.google.common.collect.testing.features.CollectionFeature;
import com.google.common.collect.testing.features.CollectionSize;
import com.google.common.collect.testing.features.MapFeature;
import com.google.common.collect.testing.testers.CollectionToStringTester;
import com.google.common.collect.testing.testers.MapToStringTester;
import io.github.dynamodbjcache.DynamoDbCache;
import io.github.dynamodbjcache.configuration.Clearing;
import io.github.dynamodbjcache.configuration.DynamoDbConfiguration;
import io.github.dynamodbjcache.table.ItemKey;
import io.github.dynamodbjcache.table.Mapping;
import io.github.dynamodbjcache.table.Table;
import io.github.dynamodbjcache.testing.CacheFixture;
import io.github.dynamodbjcache.testing.UserTables;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.cache.Cache;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/**
 * The contract of {@code ConcurrentMap}, as {@code MapContractTest} has it, of a table of one's
 * own: composite keys, and records as values.
 */
class OwnTableMapContractTest {

  private static CacheFixture fixture;
  private static Table<ItemKey<String, Integer>, Person> table;

  /** A value. */
  public record Person(String name) {}

  @BeforeAll
  static void open() {
    fixture = CacheFixture.open();
    String name = UserTables.make(fixture.client(), fixture.newName(), "id S", "at N");
    table =
        Table.of(
            fixture
                .manager()
                .createCache(
                    name,
                    new DynamoDbConfiguration<ItemKey<String, Integer>, Person>()
                        .setTypes(keyType(), Person.class)
                        .setMapping(
                            Mapping.record(Person.class)
                                .key("id", String.class, "at", Integer.class))
                        .setClearing(Clearing.ALLOW)));
  }

  @SuppressWarnings("unchecked") // a class of a generic type
  private static Class<ItemKey<String, Integer>> keyType() {
    return (Class<ItemKey<String, Integer>>) (Class<?>) ItemKey.class;
  }

  @AfterAll
  static void close() {
    fixture.close();
  }

  @TestFactory
  Stream<DynamicNode> contract() {
    return MapContractTest.nodes(
        ConcurrentMapTestSuiteBuilder.using(new Maps())
            .named("the map of a table of one's own")
            .withFeatures(
                MapFeature.GENERAL_PURPOSE,
                CollectionFeature.SUPPORTS_ITERATOR_REMOVE,
                CollectionSize.ANY)
            .suppressing(
                MapContractTest.methodsOf(MapToStringTester.class, CollectionToStringTester.class))
            .createTestSuite());
  }

  private static final class Maps implements TestMapGenerator<ItemKey<String, Integer>, Person> {

    @Override
    public SampleElements<Map.Entry<ItemKey<String, Integer>, Person>> samples() {
      return new SampleElements<>(
          entry("one", 1), entry("two", 2), entry("three", 3), entry("three", 4), entry("five", 5));
    }

    private static Map.Entry<ItemKey<String, Integer>, Person> entry(String id, int at) {
      return Map.entry(new ItemKey<>(id, at), new Person("person " + at));
    }

    @Override
    public Map<ItemKey<String, Integer>, Person> create(Object... elements) {
      Cache<ItemKey<String, Integer>, Person> cache = table.cache();
      Set<ItemKey<String, Integer>> left = new HashSet<>();
      keys(cache).forEach(left::add);
      if (!left.isEmpty()) {
        cache.removeAll(left);
      }
      Map<ItemKey<String, Integer>, Person> wanted = new HashMap<>();
      for (Object element : elements) {
        Map.Entry<ItemKey<String, Integer>, Person> entry = cast(element);
        wanted.put(entry.getKey(), entry.getValue());
      }
      if (!wanted.isEmpty()) {
        cache.putAll(wanted);
      }
      return table.map();
    }

    @SuppressWarnings("unchecked") // unwrap knows nothing of type arguments
    private static Iterable<ItemKey<String, Integer>> keys(
        Cache<ItemKey<String, Integer>, Person> cache) {
      return ((DynamoDbCache<ItemKey<String, Integer>, Person>) cache.unwrap(DynamoDbCache.class))
          .keys();
    }

    @SuppressWarnings("unchecked") // Guava gives back what samples had.
    private static <E> E cast(Object element) {
      return (E) element;
    }

    @Override
    @SuppressWarnings("unchecked") // an array of a generic type
    public Map.Entry<ItemKey<String, Integer>, Person>[] createArray(int length) {
      return new Map.Entry[length];
    }

    @Override
    @SuppressWarnings("unchecked") // likewise
    public ItemKey<String, Integer>[] createKeyArray(int length) {
      return new ItemKey[length];
    }

    @Override
    public Person[] createValueArray(int length) {
      return new Person[length];
    }

    @Override
    public Iterable<Map.Entry<ItemKey<String, Integer>, Person>> order(
        List<Map.Entry<ItemKey<String, Integer>, Person>> insertionOrder) {
      return Collections.unmodifiableList(insertionOrder);
    }
  }
}
