package io.github.dynamodbjcache.internal.reading;

import io.github.dynamodbjcache.internal.store.Cursor;
import io.github.dynamodbjcache.internal.store.Page;
import io.github.dynamodbjcache.internal.store.Selection;
import io.github.dynamodbjcache.internal.store.StoredEntry;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Goes through what a reading selects, page by page: one request each, no result beyond the limit.
 * A page that failed is asked for again by the next call. For one thread.
 */
public final class PageWalk {

  private final Selection selection;
  private final Reading.Expired expired;
  private final Set<String> indexKeys;
  private final PageSource source;
  private final Clock clock;
  private final @Nullable UnitRate rate;
  private long left;
  private @Nullable Cursor next;
  private boolean ended;

  /**
   * From the reading's beginning.
   *
   * @param indexKeys the key attributes of the index that is read; empty for the table itself
   * @param clock tells which items have expired
   * @param rate how fast; shared by the segments of one reading. Null for as fast as it goes
   */
  public PageWalk(
      Reading reading,
      Set<String> indexKeys,
      PageSource source,
      Clock clock,
      @Nullable UnitRate rate) {
    this.selection = reading.selection();
    this.expired = reading.expired();
    this.left = reading.limit().orElse(Long.MAX_VALUE);
    this.next = reading.from();
    this.indexKeys = indexKeys;
    this.source = source;
    this.clock = clock;
    this.rate = rate;
  }

  /** False if nothing can follow. What follows may be empty. */
  public boolean hasNext() {
    return !ended;
  }

  /** The next page; one request. */
  public Page next() {
    if (ended) {
      throw new NoSuchElementException();
    }
    Page page = cut(request());
    left -= page.count();
    next = page.next();
    ended = next == null || left == 0;
    return page;
  }

  private Page request() {
    if (rate == null) {
      return live();
    }
    double setAside = rate.await();
    Page page = live();
    rate.took(setAside, page.cost().units());
    return page;
  }

  private Page live() {
    long now = clock.millis();
    Selection selected = within(selection);
    if (expired == Reading.Expired.LEFT_OUT_BY_FILTER) {
      return source.page(selected.liveAt(now), next);
    }
    Page page = source.page(selected, next);
    List<Page.Found> live =
        page.found().stream().filter(found -> found.entry().isLiveAt(now)).toList();
    return new Page(live, live.size(), page.next(), page.cost());
  }

  /** Where no condition leaves out items, none is looked at beyond the limit. */
  private Selection within(Selection selected) {
    int items = selected.paging().items().orElse(Integer.MAX_VALUE);
    return selected.filter().condition() == null && left < items
        ? selected.paged((int) left)
        : selected;
  }

  private Page cut(Page page) {
    if (page.count() <= left) {
      return page;
    }
    List<Page.Found> found =
        page.found().isEmpty() ? List.of() : page.found().subList(0, (int) left);
    Cursor after = found.isEmpty() ? null : after(found.get(found.size() - 1).entry());
    return new Page(found, left, after, page.cost());
  }

  private Cursor after(StoredEntry last) {
    Map<String, AttributeValue> keys = new HashMap<>(last.data());
    keys.keySet().retainAll(indexKeys);
    keys.putAll(last.key().attributes());
    return new Cursor.After(keys);
  }
}
