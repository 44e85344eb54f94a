package io.github.dynamodbjcache.configuration;

import static io.github.dynamodbjcache.configuration.SettingsFixture.load;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** reference.conf documents every key that there is, and no other. */
class ReferenceConfTest {

  private static final Pattern VALID_HERE = Pattern.compile("\\(valid here: (.*)\\)");

  private static final ConfigObject REFERENCE =
      ConfigFactory.parseResources(SettingsLoader.class.getClassLoader(), "reference.conf")
          .getObject(SettingsLoader.ROOT);

  @TempDir Path directory;

  @Test
  void everyDocumentedKeyIsKnown() {
    assertThat(SettingsFixture.defaults()).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "client",
        "table",
        "caches.default",
        "caches.default.expiry",
        "caches.default.serialization",
        "caches.default.iteration"
      })
  void everyKnownKeyIsDocumented(String block) {
    assertThat(knownIn(block)).isEqualTo(REFERENCE.toConfig().getObject(block).keySet());
  }

  @Test
  void theTableOfACacheHasTheKeysOfTheManagersTables() {
    assertThat(knownIn("caches.default.table")).isEqualTo(knownIn("table"));
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

  /** The keys that the refusal of an unknown one lists. */
  private Set<String> knownIn(String block) {
    String message =
        catchThrowableOfType(
                ConfigurationException.class,
                () -> load(directory, "dynamodb-jcache." + block + ".quite-another-word = 1"))
            .getMessage();
    Matcher listed = VALID_HERE.matcher(message == null ? "" : message);
    assertThat(listed.find()).as(message).isTrue();
    return new TreeSet<>(Arrays.asList(listed.group(1).split(", ")));
  }
}
