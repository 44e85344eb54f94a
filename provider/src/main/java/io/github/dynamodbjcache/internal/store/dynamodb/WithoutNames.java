package io.github.dynamodbjcache.internal.store.dynamodb;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The attributes of an item but for some: a view of what the service has answered, since most
 * entries are read and let go, and a copy would cost as much as the answer.
 */
final class WithoutNames extends AbstractMap<String, AttributeValue> {

  private final Map<String, AttributeValue> item;
  private final Set<String> left;

  /**
   * Of an item that does not change.
   *
   * @param left the names that are left out
   */
  WithoutNames(Map<String, AttributeValue> item, Set<String> left) {
    this.item = item;
    this.left = left;
  }

  @Override
  public @Nullable AttributeValue get(@Nullable Object name) {
    return left.contains(name) ? null : item.get(name);
  }

  @Override
  public boolean containsKey(@Nullable Object name) {
    return !left.contains(name) && item.containsKey(name);
  }

  @Override
  public Set<Entry<String, AttributeValue>> entrySet() {
    return new AbstractSet<>() {
      @Override
      public Iterator<Entry<String, AttributeValue>> iterator() {
        return new Rest(item.entrySet().iterator());
      }

      @Override
      public int size() {
        return item.size() - (int) left.stream().filter(item::containsKey).count();
      }
    };
  }

  /** The entries that are not left out. */
  private final class Rest implements Iterator<Entry<String, AttributeValue>> {

    private final Iterator<Entry<String, AttributeValue>> all;
    private @Nullable Entry<String, AttributeValue> next;

    Rest(Iterator<Entry<String, AttributeValue>> all) {
      this.all = all;
    }

    @Override
    public boolean hasNext() {
      while (next == null && all.hasNext()) {
        Entry<String, AttributeValue> attribute = all.next();
        next = left.contains(attribute.getKey()) ? null : attribute;
      }
      return next != null;
    }

    @Override
    public Entry<String, AttributeValue> next() {
      if (!hasNext() || next == null) {
        throw new NoSuchElementException();
      }
      Entry<String, AttributeValue> attribute = next;
      next = null;
      return attribute;
    }
  }
}
