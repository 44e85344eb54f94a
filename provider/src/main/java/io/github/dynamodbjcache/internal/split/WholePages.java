package io.github.dynamodbjcache.internal.split;

import io.github.dynamodbjcache.internal.store.Cursor;
import io.github.dynamodbjcache.internal.store.EntryStore;
import io.github.dynamodbjcache.internal.store.Page;
import io.github.dynamodbjcache.internal.store.Selection;
import io.github.dynamodbjcache.internal.store.StoredEntry;
import io.github.dynamodbjcache.internal.time.TimeLimit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Pages whose split entries are put together. Each of those makes a page of its own, so that one of
 * them is in memory at a time; one that is gone by then is left out.
 */
final class WholePages {

  private final EntryStore items;
  private final Assembly assembly;

  WholePages(EntryStore items, Assembly assembly) {
    this.items = items;
    this.assembly = assembly;
  }

  Page page(Selection selection, @Nullable Cursor from, TimeLimit limit) {
    Rest rest = from instanceof Rest begun ? begun : Rest.of(items.page(selection, from, limit));
    int whole = rest.wholeOnes();
    if (whole > 0) {
      return Page.of(rest.found().subList(0, whole), rest.after(whole));
    }
    if (rest.found().isEmpty()) {
      return Page.of(List.of(), rest.next());
    }
    StoredEntry split = rest.found().get(0).entry();
    StoredEntry entry = assembly.whole(split, selection.consistency(), limit);
    return Page.of(entry == null ? List.of() : List.of(new Page.Found(entry, null)), rest.after(1));
  }

  /**
   * What has been fetched of a page and not yet handed out.
   *
   * @param next where the page after it begins; null if there is none
   */
  private record Rest(List<Page.Found> found, @Nullable Cursor next) implements Cursor {

    /** A copy, since each is looked at before it is handed out, and a page may read them anew. */
    static Rest of(Page page) {
      return new Rest(List.copyOf(page.found()), page.next());
    }

    /** How many it begins with that are not split. */
    int wholeOnes() {
      int count = 0;
      while (count < found.size() && isWhole(found.get(count))) {
        count++;
      }
      return count;
    }

    /** What a garbled one is, is told as it is. */
    private static boolean isWhole(Page.Found found) {
      return found.garbled() != null || !Manifest.isIn(found.entry());
    }

    /** Where it goes on after so many of them. */
    @Nullable Cursor after(int handedOut) {
      return handedOut == found.size()
          ? next
          : new Rest(found.subList(handedOut, found.size()), next);
    }
  }
}
