package io.github.dynamodbjcache.map;

import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.google.common.collect.testing.ConcurrentMapTestSuiteBuilder;
import com.google.common.collect.testing.TestStringMapGenerator;
import com.google.common.collect.testing.features.CollectionFeature;
import com.google.common.collect.testing.features.CollectionSize;
import com.google.common.collect.testing.features.MapFeature;
import com.google.common.collect.testing.testers.CollectionToStringTester;
import com.google.common.collect.testing.testers.MapToStringTester;
import io.github.dynamodbjcache.DynamoDbCache;
import io.github.dynamodbjcache.testing.CacheFixture;
import java.lang.reflect.Method;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.cache.Cache;
import junit.framework.TestCase;
import junit.framework.TestSuite;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/**
 * The contract of {@code ConcurrentMap}, {@code Map}, and of the {@code Set} and {@code Collection}
 * views, by the tests that Guava publishes for implementations of them: every method, every view,
 * for empty maps, maps of one and of several entries.
 *
 * <p>Left out is what they say of {@code toString} only, which would read the whole table; {@code
 * MapViewTest} says what it is here.
 */
class MapContractTest {

  private static CacheFixture fixture;
  private static Cache<String, String> cache;

  @BeforeAll
  static void open() {
    fixture = CacheFixture.open();
    cache = fixture.cache();
  }

  @AfterAll
  static void close() {
    fixture.close();
  }

  @TestFactory
  Stream<DynamicNode> contract() {
    return nodes(
        ConcurrentMapTestSuiteBuilder.using(new Maps())
            .named("the map view of a cache")
            .withFeatures(
                MapFeature.GENERAL_PURPOSE,
                CollectionFeature.SUPPORTS_ITERATOR_REMOVE,
                CollectionSize.ANY)
            .suppressing(methodsOf(MapToStringTester.class, CollectionToStringTester.class))
            .createTestSuite());
  }

  static List<Method> methodsOf(Class<?>... testers) {
    return Stream.of(testers).flatMap(tester -> Stream.of(tester.getMethods())).toList();
  }

  static Stream<DynamicNode> nodes(TestSuite suite) {
    return Collections.list(suite.tests()).stream()
        .map(
            test ->
                test instanceof TestSuite inner
                    ? dynamicContainer(inner.getName(), nodes(inner))
                    : dynamicTest(test.toString(), ((TestCase) test)::runBare));
  }

  private static final class Maps extends TestStringMapGenerator {
    @Override
    @SuppressWarnings("unchecked") // unwrap knows nothing of type arguments
    protected Map<String, String> create(Map.Entry<String, String>[] entries) {
      // Thousands of times, so with as few requests as can be.
      Set<String> left = new HashSet<>();
      cache.unwrap(DynamoDbCache.class).keys().forEach(key -> left.add((String) key));
      if (!left.isEmpty()) {
        cache.removeAll(left);
      }
      Map<String, String> wanted = new HashMap<>();
      for (Map.Entry<String, String> entry : entries) {
        wanted.put(entry.getKey(), entry.getValue());
      }
      if (!wanted.isEmpty()) {
        cache.putAll(wanted);
      }
      return cache.unwrap(Map.class);
    }
  }
}
