package io.github.dynamodbjcache.configuration;

import javax.cache.CacheException;
import org.jspecify.annotations.Nullable;

/**
 * A configuration that was refused. The message names the file and line, or the property, of each
 * problem, and what would be valid there.
 */
public final class ConfigurationException extends CacheException {

  private static final long serialVersionUID = 1L;

  /** With what was refused, where, why and the way out. */
  public ConfigurationException(String message) {
    super(message);
  }

  /** With what was refused, where, why and the way out, and where it came from. */
  public ConfigurationException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
