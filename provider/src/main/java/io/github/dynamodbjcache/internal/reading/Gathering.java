package io.github.dynamodbjcache.internal.reading;

import io.github.dynamodbjcache.internal.store.Cursor;
import io.github.dynamodbjcache.internal.store.Page;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is gathered of several pages, to be handed out as one.
 *
 * @param found the results
 * @param next where the next page begins; null if there is none
 * @param examined how many items were looked at
 */
public record Gathering(List<Page.Found> found, @Nullable Cursor next, long examined) {

  /**
   * The first page with a result; with a limit, as many as that, or all there are.
   *
   * @param pages a walk that has just begun
   */
  public static Gathering of(PageWalk pages, boolean isLimited) {
    List<Page.Found> found = new ArrayList<>();
    Cursor next = null;
    long examined = 0;
    while (pages.hasNext() && (isLimited || found.isEmpty())) {
      Page page = pages.next();
      found.addAll(page.found());
      next = page.next();
      examined += page.cost().examined();
    }
    return new Gathering(found, next, examined);
  }
}
