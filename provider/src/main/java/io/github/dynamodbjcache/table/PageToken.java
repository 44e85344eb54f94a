package io.github.dynamodbjcache.table;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where the next page of a {@link Selection} begins: a text that can be kept, put into a URL, and
 * used after a restart and by another instance. It holds the keys of an item, readable to who
 * decodes it. One of another table, index, partition or direction is refused.
 */
public final class PageToken {

  private final String text;

  private PageToken(String text) {
    this.text = text;
  }

  /**
   * The token of a text that {@link #toString} gave. Whether it fits is told by {@link
   * Selection#from}.
   *
   * @throws IllegalArgumentException if no token has such a text
   */
  public static PageToken parse(String text) {
    if (!Objects.requireNonNull(text, "text").matches("[A-Za-z0-9_-]+")) {
      throw new IllegalArgumentException("this is no token of a page: it has other characters");
    }
    return new PageToken(text);
  }

  /** Letters, digits, {@code -} and {@code _}. */
  @Override
  public String toString() {
    return text;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof PageToken token && token.text.equals(text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }
}
