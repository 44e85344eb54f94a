package io.github.dynamodbjcache.spring;

import com.typesafe.config.ConfigUtil;
import io.github.dynamodbjcache.configuration.DynamoDbCacheProperties;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;

/**
 * How settings are called here and there: {@code apiCallTimeout} or {@code API_CALL_TIMEOUT} in
 * Spring is {@code api-call-timeout}; the names of caches and tags are as they were written.
 */
final class SettingNames {

  static final ConfigurationPropertyName ROOT = ConfigurationPropertyName.of("dynamodb-jcache");

  private static final ConfigurationPropertyName TABLE =
      ConfigurationPropertyName.of("dynamodb-jcache.table");
  private static final ConfigurationPropertyName CACHES =
      ConfigurationPropertyName.of("dynamodb-jcache.caches");
  private static final ConfigurationPropertyName ALL_CACHES =
      ConfigurationPropertyName.of("dynamodb-jcache.caches.default");

  /** Where the name of a cache stands. */
  private static final int CACHE = 2;

  /** The settings by their names, which are equal if they are so but for case and dashes. */
  private final Map<ConfigurationPropertyName, List<String>> settings = new HashMap<>();

  /** The names of caches as they were written, by the form that environment variables have. */
  private final Map<String, String> caches = new HashMap<>();

  SettingNames() {
    for (String key : DynamoDbCacheProperties.keys()) {
      ConfigurationPropertyName name = ConfigurationPropertyName.of(key);
      add(name);
      if (TABLE.isAncestorOf(name)) {
        add(ALL_CACHES.append(name.subName(1)));
      }
    }
  }

  private void add(ConfigurationPropertyName name) {
    settings.put(name, elements(name));
  }

  /** The settings that have one name each. */
  Set<ConfigurationPropertyName> known() {
    return settings.keySet();
  }

  /** Remembers how a cache is called. */
  void learn(ConfigurationPropertyName name) {
    if (CACHES.isAncestorOf(name)) {
      caches.putIfAbsent(
          name.getElement(CACHE, Form.UNIFORM), name.getElement(CACHE, Form.ORIGINAL));
    }
  }

  /**
   * The key of a setting.
   *
   * @param setting without the number of an element
   * @param whole with it
   */
  record Key(String setting, String whole) {}

  /** What that name is called by the provider. */
  Key keyOf(ConfigurationPropertyName name) {
    int last = name.getNumberOfElements() - 1;
    boolean isElement = name.isNumericIndex(last);
    String setting = ConfigUtil.joinPath(canonical(isElement ? name.chop(last) : name));
    return new Key(
        setting, isElement ? setting + "[" + name.getElement(last, Form.ORIGINAL) + "]" : setting);
  }

  /**
   * As declared, as far as it is a setting's; below that, and if it is none, as written: but for
   * the root, under which the provider refuses what it does not know.
   */
  private List<String> canonical(ConfigurationPropertyName name) {
    List<String> canonical = elements(name);
    canonical.set(0, ROOT.getElement(0, Form.ORIGINAL));
    boolean ofACache = CACHES.isAncestorOf(name);
    ConfigurationPropertyName general =
        ofACache ? ALL_CACHES.append(name.subName(CACHE + 1)) : name;
    for (int length = general.getNumberOfElements(); length > CACHE; length--) {
      List<String> setting = settings.get(general.chop(length));
      if (setting != null) {
        for (int i = 0; i < length; i++) {
          canonical.set(i, setting.get(i));
        }
        break;
      }
    }
    if (ofACache) {
      canonical.set(1, CACHES.getElement(1, Form.ORIGINAL));
      canonical.set(CACHE, cacheOf(name));
    }
    return canonical;
  }

  private String cacheOf(ConfigurationPropertyName name) {
    String written = name.getElement(CACHE, Form.ORIGINAL);
    return caches.containsValue(written)
        ? written
        : caches.getOrDefault(name.getElement(CACHE, Form.UNIFORM), written);
  }

  private static List<String> elements(ConfigurationPropertyName name) {
    List<String> elements = new ArrayList<>();
    for (int i = 0; i < name.getNumberOfElements(); i++) {
      elements.add(name.getElement(i, Form.ORIGINAL));
    }
    return elements;
  }
}
