package io.github.dynamodbjcache.table;

import java.util.Optional;
import javax.cache.CacheException;
import org.jspecify.annotations.Nullable;

/** What was demanded of an item was not so; nothing was changed. It tells what is there instead. */
public abstract sealed class ConflictException extends CacheException
    permits AlreadyExistsException, ConditionFailedException {

  private static final long serialVersionUID = 1L;

  private final transient @Nullable Object actual;

  ConflictException(String message, @Nullable Object actual) {
    super(message);
    this.actual = actual;
  }

  /** The item that is there, where the table's values are documents; empty if there is none. */
  public Optional<Item> actual() {
    return actual(Item.class);
  }

  /**
   * The value that is there; empty if there is none, or if it is of another type.
   *
   * @param type that of the table's values
   */
  public <V> Optional<V> actual(Class<V> type) {
    return type.isInstance(actual) ? Optional.of(type.cast(actual)) : Optional.empty();
  }
}
