package io.github.dynamodbjcache.internal.settings;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import io.github.dynamodbjcache.internal.settings.reading.Sources;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** reference.conf documents every key that there is, and no other. */
class ReferenceConfTest {

  private static final ConfigObject REFERENCE =
      ConfigFactory.parseResources(Sources.class.getClassLoader(), "reference.conf")
          .getObject(Sources.ROOT);

  /** "Every declared setting stands in reference.conf; every key of it is declared." */
  @Test
  void itHasTheKeysThatAreDeclaredAndNoOther() {
    Set<String> declared = new TreeSet<>(ClientSetting.ALL.keys());
    declared.addAll(TableSetting.ALL.keys());
    CacheSetting.ALL.keys().stream()
        .filter(key -> !TableSetting.ALL.keys().contains(key))
        .forEach(key -> declared.add("caches.default." + key));
    declared.add("caches.default.table");

    assertThat(keysOf("", REFERENCE)).containsExactlyInAnyOrderElementsOf(declared);
  }

  @Test
  void everyDefaultIsValid() {
    assertThat(SettingsFixture.defaults().forCache("any")).isNotNull();
  }

  @Test
  void everyRenamedKeyIsNowOneThatIsDeclared() {
    CacheSetting.ALL
        .renamed()
        .forEach(
            (former, now) ->
                assertThat(CacheSetting.ALL.keys()).contains(now).doesNotContain(former));
  }

  /** Those of values; a block without any is one. */
  private static List<String> keysOf(String parent, ConfigObject block) {
    return block.entrySet().stream()
        .flatMap(
            entry ->
                entry.getValue() instanceof ConfigObject inner && !inner.isEmpty()
                    ? keysOf(parent + entry.getKey() + ".", inner).stream()
                    : Stream.of(parent + entry.getKey()))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("keys")
  void everyKeyHasAComment(String path, ConfigValue value) {
    assertThat(value.origin().comments()).as(path).isNotEmpty();
  }

  static Stream<Arguments> keys() {
    return keys("", REFERENCE);
  }

  private static Stream<Arguments> keys(String parent, ConfigObject block) {
    return block.entrySet().stream()
        .filter(entry -> !entry.getKey().equals("default"))
        .flatMap(entry -> keyAndInner(parent, entry));
  }

  private static Stream<Arguments> keyAndInner(
      String parent, Map.Entry<String, ConfigValue> entry) {
    String path = parent + ConfigUtil.quoteString(entry.getKey()) + ".";
    Stream<Arguments> key = Stream.of(Arguments.of(path, entry.getValue()));
    return entry.getValue() instanceof ConfigObject inner
        ? Stream.concat(key, keys(path, inner))
        : key;
  }
}
