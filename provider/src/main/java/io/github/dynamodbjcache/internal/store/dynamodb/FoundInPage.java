package io.github.dynamodbjcache.internal.store.dynamodb;

import io.github.dynamodbjcache.internal.store.Page;
import java.util.AbstractList;
import java.util.List;
import java.util.Map;
import java.util.RandomAccess;
import java.util.function.Function;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What the items of a page hold, read as it is asked for. A page has thousands of items, and is
 * gone through once: to read each when it is its turn finds it in the processor's cache, and keeps
 * nothing.
 */
final class FoundInPage extends AbstractList<Page.Found> implements RandomAccess {

  private final List<Map<String, AttributeValue>> items;
  private final Function<Map<String, AttributeValue>, Page.Found> reading;

  FoundInPage(
      List<Map<String, AttributeValue>> items,
      Function<Map<String, AttributeValue>, Page.Found> reading) {
    this.items = items;
    this.reading = reading;
  }

  @Override
  public Page.Found get(int index) {
    return reading.apply(items.get(index));
  }

  @Override
  public int size() {
    return items.size();
  }
}
