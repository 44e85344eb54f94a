package io.github.dynamodbjcache.table;

import io.github.dynamodbjcache.internal.mapping.Documents;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.util.AbstractMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A document: the attributes of an item by name, in Java's values. Nobody can change it, nor what
 * is in it.
 *
 * <table>
 *   <caption>What DynamoDB's types are in it, and what may be given for them</caption>
 *   <tr><th></th><th>is</th><th>may be given as</th></tr>
 *   <tr><td>S</td><td>{@code String}</td>
 *     <td>{@code CharSequence}, enum, {@code java.time}, {@code UUID}, {@code URI}, …</td></tr>
 *   <tr><td>N</td><td>{@code BigDecimal}</td><td>any of the JDK's numbers</td></tr>
 *   <tr><td>B</td><td>{@code SdkBytes}</td><td>{@code byte[]}, {@code ByteBuffer}</td></tr>
 *   <tr><td>BOOL</td><td>{@code Boolean}</td><td></td></tr>
 *   <tr><td>NULL</td><td>{@code null}</td><td></td></tr>
 *   <tr><td>L</td><td>{@code List}</td><td>any collection that is no set, an array</td></tr>
 *   <tr><td>M</td><td>{@code Map}</td><td>a record, an {@code Item}</td></tr>
 *   <tr><td>SS, NS, BS</td><td>{@code Set}</td><td>a set of texts, of numbers or of bytes</td></tr>
 * </table>
 *
 * <p>An empty set is no attribute, since DynamoDB has no empty sets; nor is an empty {@code
 * Optional}. Numbers are without trailing zeros, so that {@code 1.50} and {@code 1.5} are equal, as
 * they are for DynamoDB. What DynamoDB cannot hold exactly is refused, never rounded.
 */
public final class Item extends AbstractMap<String, @Nullable Object> implements Serializable {

  private static final long serialVersionUID = 1L;

  private final transient Map<String, @Nullable Object> attributes;

  private Item(Map<String, @Nullable Object> attributes) {
    this.attributes = attributes;
  }

  /**
   * A document of those attributes, as they are now.
   *
   * @throws InvalidItemException if DynamoDB cannot hold one exactly: a number of more than 38
   *     digits, a set of several types, an empty set within a list or a map, more than 31 levels;
   *     names it
   */
  public static Item of(Map<String, ?> attributes) {
    Objects.requireNonNull(attributes, "attributes");
    return attributes instanceof Item item ? item : new Item(Documents.normal(attributes));
  }

  /** What lies at a path; empty if nothing does, or NULL. */
  public Optional<Object> at(Path path) {
    Objects.requireNonNull(path, "path");
    Object found = this;
    for (Object element : path.elements()) {
      found = within(found, element);
    }
    return Optional.ofNullable(found);
  }

  private static @Nullable Object within(@Nullable Object outer, Object element) {
    if (element instanceof Integer index) {
      return outer instanceof List<?> list && index < list.size() ? list.get(index) : null;
    }
    return outer instanceof Map<?, ?> map ? map.get(element) : null;
  }

  /**
   * A document with that attribute, in place of the one of that name.
   *
   * @param value null for NULL
   * @throws InvalidItemException if DynamoDB cannot hold it exactly
   */
  public Item with(String name, @Nullable Object value) {
    Map<String, @Nullable Object> changed = new LinkedHashMap<>(attributes);
    changed.put(name, value);
    return of(changed);
  }

  /** A document without that attribute. */
  public Item without(String name) {
    Map<String, @Nullable Object> changed = new LinkedHashMap<>(attributes);
    changed.remove(name);
    return of(changed);
  }

  @Override
  public Set<Entry<String, @Nullable Object>> entrySet() {
    return attributes.entrySet();
  }

  @Override
  public @Nullable Object get(@Nullable Object name) {
    return attributes.get(name);
  }

  @Override
  public boolean containsKey(@Nullable Object name) {
    return attributes.containsKey(name);
  }

  private Object writeReplace() {
    return ItemForm.of(this);
  }

  private void readObject(ObjectInputStream in) throws InvalidObjectException {
    throw new InvalidObjectException("an Item is written as its attributes");
  }
}
