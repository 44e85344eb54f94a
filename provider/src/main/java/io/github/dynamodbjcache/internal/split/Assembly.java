package io.github.dynamodbjcache.internal.split;

import io.github.dynamodbjcache.internal.codec.item.ItemAttributes;
import io.github.dynamodbjcache.internal.store.Consistency;
import io.github.dynamodbjcache.internal.store.EntryKey;
import io.github.dynamodbjcache.internal.store.EntryStore;
import io.github.dynamodbjcache.internal.store.PartialFailureException;
import io.github.dynamodbjcache.internal.store.StoreException;
import io.github.dynamodbjcache.internal.store.StoredEntry;
import io.github.dynamodbjcache.internal.time.TimeLimit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Puts entries together again: from the manifest to the parts that it names.
 *
 * <p>A part that is missing means that the manifest is outdated: its writer deletes parts only
 * after the manifest names others. If the manifest, read consistently after that, still names it,
 * then the entry is damaged. It is handed on as its item is, without a value, and the codec says so
 * in an exception for that key; it can be replaced and removed like any other.
 */
final class Assembly {

  private final EntryStore items;
  private final Parts parts;

  Assembly(EntryStore items, Parts parts) {
    this.items = items;
    this.parts = parts;
  }

  /**
   * The whole entry; what has taken its place, if it has been replaced meanwhile.
   *
   * @param found what was read, split or not; null if nothing was found
   */
  @Nullable StoredEntry whole(
      @Nullable StoredEntry found, Consistency consistency, TimeLimit limit) {
    StoredEntry entry = found;
    Consistency lookAt = consistency;
    while (true) {
      Manifest manifest = entry == null ? null : Manifest.of(entry);
      if (entry == null || manifest == null) {
        return entry;
      }
      StoredEntry whole = whole(entry, manifest, parts.read(List.of(manifest), lookAt, limit));
      if (whole != null) {
        return whole;
      }
      StoredEntry now = items.read(entry.key(), Consistency.STRONG, limit);
      boolean conclusive = lookAt == Consistency.STRONG;
      if (conclusive && now != null && now.basis().equals(entry.basis())) {
        return now;
      }
      entry = now;
      lookAt = Consistency.STRONG;
    }
  }

  /** The same of many; those that are not there any more are left out. */
  Map<EntryKey, StoredEntry> wholeOf(
      Map<EntryKey, StoredEntry> found, Consistency consistency, TimeLimit limit) {
    Map<EntryKey, Manifest> manifests = new HashMap<>();
    found.forEach(
        (key, entry) -> {
          Manifest manifest = Manifest.of(entry);
          if (manifest != null) {
            manifests.put(key, manifest);
          }
        });
    if (manifests.isEmpty()) {
      return found;
    }
    Map<EntryKey, StoredEntry> contents;
    try {
      contents = parts.read(manifests.values(), consistency, limit);
    } catch (StoreException failure) {
      throw unread(manifests.keySet(), failure);
    }
    Map<EntryKey, StoredEntry> all = new HashMap<>(found);
    manifests.forEach(
        (key, manifest) ->
            all.computeIfPresent(
                key,
                (same, entry) -> {
                  StoredEntry whole = whole(entry, manifest, contents);
                  return whole == null ? wholeOf(entry, limit) : whole;
                }));
    return all;
  }

  private @Nullable StoredEntry wholeOf(StoredEntry entry, TimeLimit limit) {
    try {
      return whole(entry, Consistency.STRONG, limit);
    } catch (StoreException failure) {
      throw unread(Set.of(entry.key()), failure);
    }
  }

  /** Which entries: the caller knows nothing of parts. */
  private static PartialFailureException unread(Set<EntryKey> entries, StoreException failure) {
    return new PartialFailureException(
        "parts of " + entries.size() + " split entries could not be read: " + failure.getMessage(),
        entries,
        Set.of(),
        Map.of(),
        failure);
  }

  private @Nullable StoredEntry whole(
      StoredEntry entry, Manifest manifest, Map<EntryKey, StoredEntry> contents) {
    Content content = parts.contentOf(manifest, contents);
    AttributeValue value = content == null ? null : content.value();
    if (value == null) {
      return null;
    }
    Map<String, AttributeValue> data = new HashMap<>(entry.data());
    data.remove(ItemAttributes.MANIFEST);
    data.put(ItemAttributes.VALUE, value);
    return new StoredEntry(entry.key(), Map.copyOf(data), entry.basis(), entry.deadline());
  }
}
