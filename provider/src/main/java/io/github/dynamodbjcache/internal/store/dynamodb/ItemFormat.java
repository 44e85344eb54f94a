package io.github.dynamodbjcache.internal.store.dynamodb;

import io.github.dynamodbjcache.internal.store.Applied;
import io.github.dynamodbjcache.internal.store.Basis;
import io.github.dynamodbjcache.internal.store.EntryKey;
import io.github.dynamodbjcache.internal.store.Guard;
import io.github.dynamodbjcache.internal.store.Mutation;
import io.github.dynamodbjcache.internal.store.StoreException;
import io.github.dynamodbjcache.internal.store.StoredEntry;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * How an item holds an entry. What tells of its last write is left to {@link Stamps}, and its
 * deadline to {@link Deadlines}.
 */
final class ItemFormat {

  private final TableLayout layout;
  private final List<String> keyNames;
  private final Stamps stamps;
  private final Deadlines deadlines;
  private final Garbled garbled;

  /** What is none of the entry's data. */
  private final Set<String> beside;

  /** What tells of items that show nothing of their last write; null where others write none. */
  private final @Nullable ComparedStamps unstamped;

  ItemFormat(TableLayout layout, Clock clock) {
    this.layout = layout;
    this.garbled = new Garbled(layout.table());
    this.keyNames = layout.keys().names();
    this.stamps = Stamps.of(layout, garbled);
    this.deadlines = Deadlines.of(layout.naming().lifetime(), clock, garbled);
    this.beside =
        Stream.concat(layout.naming().hidden().stream(), keyNames.stream())
            .collect(Collectors.toUnmodifiableSet());
    this.unstamped = layout.replacement() == Replacement.EITHER ? null : new ComparedStamps(layout);
  }

  TableLayout layout() {
    return layout;
  }

  Stamps stamps() {
    return stamps;
  }

  Deadlines deadlines() {
    return deadlines;
  }

  /**
   * The entry that an item holds.
   *
   * @throws StoreException if an attribute of the store's has another type than the store writes
   */
  StoredEntry entry(Map<String, AttributeValue> item) {
    return new StoredEntry(
        key(item), data(item), orCompared(stamps.basis(item), item), deadlines.of(item));
  }

  /** The same of an item of which only {@link #keyNames} and what else was asked for are known. */
  StoredEntry entryOfPart(Map<String, AttributeValue> part) {
    return new StoredEntry(key(part), data(part), stamps.basisOfPart(part), deadlines.of(part));
  }

  /**
   * The entry that an item holds or held; what another application has garbled counts as not there.
   * For where the item is deleted or replaced anyway.
   */
  StoredEntry entryAsFarAsReadable(Map<String, AttributeValue> item) {
    return new StoredEntry(
        key(item),
        data(item),
        orCompared(stamps.readableBasis(item), item),
        deadlines.readable(item));
  }

  /**
   * An application that keeps no revisions leaves none, however often it writes: then the
   * attributes tell, as far as they can be compared.
   */
  private Basis orCompared(Basis shown, Map<String, AttributeValue> item) {
    if (unstamped == null || !shown.equals(Basis.NOTHING)) {
      return shown;
    }
    Basis.Image image = unstamped.basis(item);
    return image.compared().size() > Conditions.MOST_COMPARED ? shown : image;
  }

  /**
   * The entry that a mutation met. A plain put or remove replaces whatever is there, and need not
   * be able to read it; nor what follows from what such a one met, as long as it is still that.
   *
   * @throws StoreException if the mutation rests on an attribute that is garbled
   */
  StoredEntry entryMetBy(Mutation mutation, Map<String, AttributeValue> item) {
    Guard.OfEntry demanded = mutation.guard().ofEntry();
    boolean isPlain =
        demanded instanceof Guard.Any
            || (mutation instanceof Mutation.Delete && demanded instanceof Guard.Present);
    StoredEntry readable = entryAsFarAsReadable(item);
    return isPlain || readable.basis().equals(mutation.guard().basis()) ? readable : entry(item);
  }

  /** That mutation was applied. */
  Applied.Done done(Mutation mutation, @Nullable StoredEntry previous) {
    boolean showsWhat =
        !(mutation instanceof Mutation.Put put) || stamps.after(put.revision()) != null;
    return showsWhat ? Applied.done(mutation, previous) : new Applied.Done(previous, null);
  }

  EntryKey key(Map<String, AttributeValue> item) {
    String partition = keyNames.get(0);
    if (keyNames.size() == 1) {
      return new EntryKey(partition, keyAttribute(item, partition));
    }
    String sort = keyNames.get(1);
    return new EntryKey(partition, keyAttribute(item, partition), sort, keyAttribute(item, sort));
  }

  private AttributeValue keyAttribute(Map<String, AttributeValue> item, String name) {
    AttributeValue key = item.get(name);
    if (key == null) {
      throw garbled.curable(name, "is missing");
    }
    return key;
  }

  /** What a walk through the keys asks for. */
  List<String> keyNames() {
    return Stream.of(keyNames, stamps.lastNames(), deadlines.names())
        .flatMap(List::stream)
        .toList();
  }

  private Map<String, AttributeValue> data(Map<String, AttributeValue> item) {
    return new WithoutNames(item, beside);
  }
}
