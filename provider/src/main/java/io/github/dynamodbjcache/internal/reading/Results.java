package io.github.dynamodbjcache.internal.reading;

import io.github.dynamodbjcache.internal.store.Page;
import java.util.Iterator;
import java.util.List;

/**
 * What a walk finds, page by page. If a fetch fails, the next call tries that page again. None is
 * fetched before it is asked for, and none is kept.
 *
 * @param pages the walk, which nobody else takes pages of
 */
public record Results(PageWalk pages) implements Iterator<List<Page.Found>> {

  /** False if nothing can follow. What follows may be empty. */
  @Override
  public boolean hasNext() {
    return pages.hasNext();
  }

  @Override
  public List<Page.Found> next() {
    return pages.next().found();
  }
}
