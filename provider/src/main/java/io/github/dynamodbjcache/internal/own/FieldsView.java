package io.github.dynamodbjcache.internal.own;

import io.github.dynamodbjcache.table.Path;
import io.github.dynamodbjcache.table.Update;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One item as a map of its attributes, which is read again each time, and changed at once: each
 * change is one update of the item alone. NULL is null, and there all the same.
 */
public final class FieldsView extends AbstractMap<String, @Nullable Object> {

  /** The item, as the table does it. Refuses where there is none. */
  public interface Access {

    /**
     * Its attributes, the key's among them; one read.
     *
     * @throws io.github.dynamodbjcache.table.ConditionFailedException if there is no item
     */
    Map<String, @Nullable Object> read();

    /**
     * Changes it; one write.
     *
     * @return its attributes as they were before
     * @throws io.github.dynamodbjcache.table.ConditionFailedException if there is no item
     */
    Map<String, @Nullable Object> update(UnaryOperator<Update> changes);
  }

  private final Access item;
  private final Set<String> keyAttributes;

  /**
   * Of one item.
   *
   * @param keyAttributes those that cannot be changed
   */
  public FieldsView(Access item, Set<String> keyAttributes) {
    this.item = item;
    this.keyAttributes = Set.copyOf(keyAttributes);
  }

  @Override
  public @Nullable Object get(@Nullable Object name) {
    return item.read().get(name);
  }

  @Override
  public boolean containsKey(@Nullable Object name) {
    return item.read().containsKey(name);
  }

  @Override
  public @Nullable Object put(String name, @Nullable Object value) {
    return item.update(update -> update.set(name, value)).get(name);
  }

  /** All of them by one update. */
  @Override
  public void putAll(Map<? extends String, ? extends @Nullable Object> values) {
    if (!values.isEmpty()) {
      item.update(
          update -> {
            values.forEach(update::set);
            return update;
          });
    }
  }

  /** By one update, which changes nothing where the attribute is there. */
  @Override
  public @Nullable Object putIfAbsent(String name, @Nullable Object value) {
    return item.update(update -> update.setIfAbsent(Path.attr(name), value)).get(name);
  }

  @Override
  public @Nullable Object remove(@Nullable Object name) {
    return name instanceof String attribute ? removed(attribute).get(attribute) : null;
  }

  private Map<String, @Nullable Object> removed(String... attributes) {
    Path[] paths = new Path[attributes.length];
    Arrays.setAll(paths, i -> Path.attr(attributes[i]));
    return item.update(update -> update.remove(paths));
  }

  /** All that can be changed, as they are read, by one update. */
  @Override
  public void clear() {
    String[] others =
        item.read().keySet().stream()
            .filter(name -> !keyAttributes.contains(name))
            .toArray(String[]::new);
    if (others.length > 0) {
      removed(others);
    }
  }

  @Override
  public Set<Entry<String, @Nullable Object>> entrySet() {
    return new Entries();
  }

  /** Reads the item for each question. */
  private final class Entries extends AbstractSet<Entry<String, @Nullable Object>> {

    @Override
    public Iterator<Entry<String, @Nullable Object>> iterator() {
      return new EntryIterator(item.read().entrySet().iterator());
    }

    @Override
    public int size() {
      return item.read().size();
    }

    @Override
    public void clear() {
      FieldsView.this.clear();
    }
  }

  /** Over the item as it was read once; removes and sets in the table. */
  private final class EntryIterator implements Iterator<Entry<String, @Nullable Object>> {

    private final Iterator<Entry<String, @Nullable Object>> read;
    private @Nullable String last;

    EntryIterator(Iterator<Entry<String, @Nullable Object>> read) {
      this.read = read;
    }

    @Override
    public boolean hasNext() {
      return read.hasNext();
    }

    @Override
    public Entry<String, @Nullable Object> next() {
      Entry<String, @Nullable Object> next = read.next();
      last = next.getKey();
      return new Field(next);
    }

    @Override
    public void remove() {
      if (last == null) {
        throw new IllegalStateException("there is no entry to remove: next() was not called");
      }
      removed(last);
      last = null;
    }
  }

  /** An attribute as it was read; setting it writes. */
  private final class Field extends SimpleEntry<String, @Nullable Object> {

    private static final long serialVersionUID = 1L;

    Field(Entry<String, @Nullable Object> read) {
      super(read);
    }

    @Override
    public @Nullable Object setValue(@Nullable Object value) {
      put(getKey(), value);
      return super.setValue(value);
    }
  }
}
