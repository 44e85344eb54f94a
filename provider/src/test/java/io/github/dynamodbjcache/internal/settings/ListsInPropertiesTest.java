package io.github.dynamodbjcache.internal.settings;

import static io.github.dynamodbjcache.internal.settings.SettingsFixture.NAME_ONLY;
import static io.github.dynamodbjcache.internal.settings.SettingsFixture.loader;
import static io.github.dynamodbjcache.internal.settings.SettingsFixture.properties;
import static io.github.dynamodbjcache.internal.settings.SettingsFixture.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynamodbjcache.codec.SerializationPreset;
import io.github.dynamodbjcache.configuration.ConfigurationException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * "A list is written with commas, or as one property for each element: {@code allow=a,b} or {@code
 * allow.0=a} and {@code allow.1=b} or {@code allow[0]=a} and {@code allow[1]=b}."
 */
class ListsInPropertiesTest {

  private static final String DEFAULT = "dynamodb-jcache.caches.default.";
  private static final String ALLOW = DEFAULT + "serialization.allow";

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "=a.B,c.**",
        ".0=a.B .1=c.**",
        "[0]=a.B [1]=c.**",
        ".1=c.** .0=a.B",
      })
  void aListIsAcceptedInEachForm(String form) {
    assertThat(ofManager(form).get(CacheSetting.ALLOW)).containsExactly("a.B", "c.**");
    assertThat(ofSystem(form).get(CacheSetting.ALLOW)).containsExactly("a.B", "c.**");
  }

  @Test
  void elementsAreOrderedByNumberAndNotByText() {
    Properties properties = new Properties();
    for (int i = 0; i < 12; i++) {
      properties.setProperty(ALLOW + "." + i, "c.N" + i);
    }

    assertThat(load(NAME_ONLY, properties, new Properties()).get(CacheSetting.ALLOW))
        .hasSize(12)
        .startsWith("c.N0", "c.N1", "c.N2")
        .endsWith("c.N11");
  }

  @Test
  void presetsAreAListAsWell() {
    Properties properties =
        properties(
            DEFAULT + "serialization.presets[0]", "spring",
            DEFAULT + "serialization.presets[1]", "hibernate");

    assertThat(load(NAME_ONLY, properties, new Properties()).get(CacheSetting.PRESETS))
        .containsExactly(SerializationPreset.SPRING, SerializationPreset.HIBERNATE);
  }

  /** "The list of a cache replaces that of a pattern or of default", and a source's the next's. */
  @Test
  void aListReplacesTheOneBelowAsAWhole() {
    URI file =
        write(
                directory,
                "x.conf",
                "dynamodb-jcache.caches.default.serialization.allow = [f.A, f.B]")
            .toUri();
    Properties manager = properties(ALLOW + ".0", "m.A", ALLOW + ".1", "m.B");
    Properties system = properties(ALLOW + "[0]", "s.A");
    Properties ofOneCache = properties("dynamodb-jcache.caches.any.serialization.allow.0", "o.A");

    assertThat(load(file, manager, new Properties()).get(CacheSetting.ALLOW))
        .containsExactly("m.A", "m.B");
    assertThat(load(file, manager, system).get(CacheSetting.ALLOW)).containsExactly("s.A");
    assertThat(load(file, manager, ofOneCache).get(CacheSetting.ALLOW)).containsExactly("o.A");
  }

  @Test
  void whatStandsInBracketsIsOneName() {
    Properties properties =
        properties(
            "dynamodb-jcache.caches[com.acme.*].serialization.allow[0]", "a.B",
            "dynamodb-jcache.caches.\"with[brackets]\".consistency", "eventual",
            "dynamodb-jcache.table.tags.team", "shop",
            "dynamodb-jcache.table.tags.0", "first",
            "dynamodb-jcache.table.tags[cost:centre]", "42");

    ManagerSettings settings =
        SettingsLoader.load(NAME_ONLY, loader(), properties, new Properties());

    Settings cache = settings.forCache("com.acme.User");
    assertThat(cache.get(CacheSetting.ALLOW)).containsExactly("a.B");
    assertThat(cache.get(TableSetting.TAGS))
        .isEqualTo(Map.of("team", "shop", "0", "first", "cost:centre", "42"));
    assertThat(settings.forCache("with[brackets]").get(CacheSetting.CONSISTENCY))
        .hasToString("EVENTUAL");
  }

  @Test
  void aGapIsRefused() {
    assertRefused(
        ".0=a.B .2=c.D",
        "manager property "
            + ALLOW
            + ".0: belongs to a list without "
            + ALLOW
            + ".1; number its"
            + " elements from 0 on, without gaps");
    assertRefused("[1]=a.B", "belongs to a list without " + ALLOW + "[0]");
  }

  @Test
  void mixedFormsAreRefused() {
    assertRefused(
        "=a.B [0]=c.D",
        "manager property "
            + ALLOW
            + "[0]: is mixed with "
            + ALLOW
            + "; write the list in one"
            + " form");
    assertRefused(".0=a.B [1]=c.D", ALLOW + "[1]: is mixed with " + ALLOW + ".0");
  }

  @Test
  void whatIsNoNumberIsRefused() {
    assertRefused(
        ".first=a.B",
        "manager property "
            + ALLOW
            + ".first: needs the number of an element at its end, as "
            + ALLOW
            + ".0");
    assertRefused("[-1]=a.B", "needs the number of an element at its end, as " + ALLOW + "[0]");
    assertRefused("[00]=a.B", "needs the number of an element");
    assertRefused("[]=a.B", "needs the number of an element");
  }

  @Test
  void anElementIsRefusedByItsOwnProperty() {
    assertRefused(
        ".0=a.B .1=**",
        "manager property " + ALLOW + ".1: " + ALLOW + " needs classes and packages");
    assertRefused(".0=a.B,c.D", "needs classes and packages");
  }

  @Test
  void anElementOfWhatIsNoListIsRefused() {
    Properties properties = properties("dynamodb-jcache.client.region[0]", "eu-west-1");

    assertThatThrownBy(() -> load(NAME_ONLY, properties, new Properties()))
        .hasMessageContaining("manager property dynamodb-jcache.client.region[0]")
        .hasMessageContaining(
            "dynamodb-jcache.client.region needs the name of a region, as eu-west-1, not a block");
  }

  private static void assertRefused(String form, String why) {
    assertThatThrownBy(() -> ofManager(form))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(why);
  }

  private static Settings ofManager(String form) {
    return load(NAME_ONLY, allowing(form), new Properties());
  }

  private static Settings ofSystem(String form) {
    return load(NAME_ONLY, new Properties(), allowing(form));
  }

  private static Properties allowing(String form) {
    Properties properties = new Properties();
    for (String property : form.split(" ")) {
      String[] keyAndValue = property.split("=");
      properties.setProperty(ALLOW + keyAndValue[0], keyAndValue[1]);
    }
    return properties;
  }

  private static Settings load(URI uri, Properties manager, Properties system) {
    return SettingsLoader.load(uri, loader(), manager, system).forCache("any");
  }
}
