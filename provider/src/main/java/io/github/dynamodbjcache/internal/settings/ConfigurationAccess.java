package io.github.dynamodbjcache.internal.settings;

import io.github.dynamodbjcache.configuration.DynamoDbConfiguration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link DynamoDbConfiguration} shows this room and nobody else. The class hands it over
 * when it is initialized, so that the settings as data are no part of what users see of it; its
 * getters would do for reading, but each setting would then stand in one more place.
 */
public abstract class ConfigurationAccess {

  private static volatile @Nullable ConfigurationAccess access;

  /** For the one implementation. */
  protected ConfigurationAccess() {}

  /** Called once, by {@link DynamoDbConfiguration}. */
  public static void grant(ConfigurationAccess granted) {
    access = granted;
  }

  /** There is one as soon as there is a configuration. */
  static ConfigurationAccess get() {
    return Objects.requireNonNull(access);
  }

  /** What was set on a configuration. */
  protected abstract Settings setOn(DynamoDbConfiguration<?, ?> configuration);

  /**
   * Makes a configuration that of a cache.
   *
   * @param inCode what was set on it
   * @param effective all that holds for the cache, for the getters to tell
   */
  protected abstract void tell(
      DynamoDbConfiguration<?, ?> configuration, Settings inCode, Settings effective);
}
