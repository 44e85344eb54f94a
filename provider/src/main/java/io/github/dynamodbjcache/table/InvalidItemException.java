package io.github.dynamodbjcache.table;

import java.util.List;
import javax.cache.CacheException;
import org.jspecify.annotations.Nullable;

/**
 * An item does not fit its mapping, when it was to be written or when it was read; nothing was
 * sent, or changed. The message says which attribute, which type was expected and found, and which
 * key; never a value.
 */
public final class InvalidItemException extends CacheException {

  private static final long serialVersionUID = 1L;

  private final List<String> paths;

  private InvalidItemException(String message, List<String> paths, @Nullable Throwable cause) {
    super(message, cause);
    this.paths = List.copyOf(paths);
  }

  /**
   * For one place.
   *
   * @param path as {@link Path#path} reads it
   * @param what what is wrong with it, without the value
   */
  public static InvalidItemException of(String path, String what) {
    return new InvalidItemException(path + " " + what, List.of(path), null);
  }

  /** For one place, with the reason behind it. */
  public static InvalidItemException of(String path, String what, @Nullable Throwable cause) {
    return new InvalidItemException(path + " " + what, List.of(path), cause);
  }

  /** The same, said with where it was: the cache and the key; of the same cause. */
  public InvalidItemException in(String where) {
    return new InvalidItemException(where + ": " + getMessage(), paths, getCause());
  }

  /** The places that do not fit, as {@link Path#path} reads them. */
  public List<String> paths() {
    return paths;
  }
}
