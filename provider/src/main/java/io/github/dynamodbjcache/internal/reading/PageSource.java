package io.github.dynamodbjcache.internal.reading;

import io.github.dynamodbjcache.internal.store.Cursor;
import io.github.dynamodbjcache.internal.store.Page;
import io.github.dynamodbjcache.internal.store.Selection;
import org.jspecify.annotations.Nullable;

/** Where pages come from: one request each. After a failure, the same page can be asked for. */
public interface PageSource {

  /**
   * A page.
   *
   * @param from where it begins; null for the first one
   */
  Page page(Selection selection, @Nullable Cursor from);
}
