package io.github.dynamodbjcache.internal.reading;

import io.github.dynamodbjcache.internal.store.Page;
import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * What a walk finds, one after the other: nothing is fetched before the first {@code hasNext}, and
 * one page is in memory at a time. If a fetch fails, the next call tries that page again.
 */
public final class Results implements Iterator<Page.Found> {

  private final PageWalk pages;
  private Iterator<Page.Found> found = Collections.emptyIterator();

  /** Of that walk, which nobody else takes pages of. */
  public Results(PageWalk pages) {
    this.pages = pages;
  }

  @Override
  public boolean hasNext() {
    while (!found.hasNext() && pages.hasNext()) {
      found = pages.next().found().iterator();
    }
    return found.hasNext();
  }

  @Override
  public Page.Found next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return found.next();
  }
}
