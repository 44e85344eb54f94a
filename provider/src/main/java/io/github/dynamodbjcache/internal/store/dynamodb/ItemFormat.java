package io.github.dynamodbjcache.internal.store.dynamodb;

import io.github.dynamodbjcache.internal.store.EntryKey;
import io.github.dynamodbjcache.internal.store.Revision;
import io.github.dynamodbjcache.internal.store.StoreException;
import io.github.dynamodbjcache.internal.store.StoredEntry;
import io.github.dynamodbjcache.internal.time.Deadline;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The attributes that the store adds to an item, and items to entries.
 *
 * <ul>
 *   <li>{@code w} (B): the revision, 16 random bytes, fresh at every write.
 *   <li>{@code p1} … {@code p5} (B): the revisions before it, newest first; zero bytes where there
 *       was none. They are missing if the item was written by a batch, which cannot shift them.
 *   <li>{@code x} (N): the deadline in milliseconds since the epoch.
 *   <li>{@code ttl} (N): the deadline in seconds, rounded up, for the service's own deletion.
 * </ul>
 *
 * <p>Eternal entries have neither {@code x} nor {@code ttl}.
 */
public final class ItemFormat {

  static final String REVISION = "w";
  static final List<String> EARLIER_REVISIONS = List.of("p1", "p2", "p3", "p4", "p5");
  static final String DEADLINE = "x";
  public static final String TIME_TO_LIVE = "ttl";

  static final Set<String> STORE_ATTRIBUTES =
      Stream.concat(Stream.of(REVISION, DEADLINE, TIME_TO_LIVE), EARLIER_REVISIONS.stream())
          .collect(Collectors.toUnmodifiableSet());

  /**
   * The revision of an item that has none: another application wrote it. Guards on it hold as long
   * as the item has none, so such an item can be replaced and deleted like any other; but what
   * other applications write in between does not show.
   */
  static final Revision NO_REVISION = new Revision(SdkBytes.fromByteArray(new byte[0]));

  private final TableLayout layout;

  ItemFormat(TableLayout layout) {
    this.layout = layout;
  }

  /**
   * The entry that an item holds.
   *
   * @throws StoreException if an attribute of the store's has another type than the store writes
   */
  StoredEntry entry(Map<String, AttributeValue> item) {
    return new StoredEntry(
        key(item), data(item), revision(item.get(REVISION)), deadline(item.get(DEADLINE)));
  }

  /**
   * The entry that an item holds or held; what another application has garbled counts as not there.
   * For where the item is deleted or replaced anyway.
   */
  StoredEntry entryAsFarAsReadable(Map<String, AttributeValue> item) {
    SdkBytes revision = bytes(item.get(REVISION));
    Long deadline = millis(item.get(DEADLINE));
    return new StoredEntry(
        key(item),
        data(item),
        revision == null ? NO_REVISION : new Revision(revision),
        deadline == null ? Deadline.NEVER : Deadline.at(deadline));
  }

  EntryKey key(Map<String, AttributeValue> item) {
    AttributeValue key = item.get(layout.keyAttribute());
    if (key == null) {
      throw garbled(layout.keyAttribute(), "is missing");
    }
    return new EntryKey(Map.of(layout.keyAttribute(), key));
  }

  /** The revision of an item and, as far as it keeps them, those before it. */
  static Set<Revision> history(Map<String, AttributeValue> item) {
    Set<Revision> history = new LinkedHashSet<>();
    for (String name : historyAttributes()) {
      SdkBytes bytes = bytes(item.get(name));
      if (bytes != null && bytes.asByteArrayUnsafe().length > 0) {
        history.add(new Revision(bytes));
      }
    }
    return history;
  }

  static List<String> historyAttributes() {
    return Stream.concat(Stream.of(REVISION), EARLIER_REVISIONS.stream()).toList();
  }

  /** True if the item is as the write of that revision left it. */
  static boolean isAt(Revision revision, Map<String, AttributeValue> item) {
    AttributeValue present = item.get(REVISION);
    return present == null ? revision.equals(NO_REVISION) : revision.bytes().equals(present.b());
  }

  static AttributeValue binary(Revision revision) {
    return AttributeValue.fromB(revision.bytes());
  }

  static AttributeValue millis(long epochMillis) {
    return AttributeValue.fromN(Long.toString(epochMillis));
  }

  /** Rounded up: the service must not delete what the cache still shows. */
  static AttributeValue secondsAtOrAfter(Deadline deadline) {
    return AttributeValue.fromN(Long.toString(-Math.floorDiv(-deadline.epochMillis(), 1000L)));
  }

  private Map<String, AttributeValue> data(Map<String, AttributeValue> item) {
    Map<String, AttributeValue> data = new HashMap<>();
    item.forEach(
        (name, value) -> {
          if (!name.equals(layout.keyAttribute()) && !STORE_ATTRIBUTES.contains(name)) {
            data.put(name, value);
          }
        });
    return Collections.unmodifiableMap(data);
  }

  private Revision revision(@Nullable AttributeValue attribute) {
    if (attribute == null) {
      return NO_REVISION;
    }
    SdkBytes bytes = bytes(attribute);
    if (bytes == null) {
      throw garbled(REVISION, "is of type " + attribute.type() + ", expected B");
    }
    return new Revision(bytes);
  }

  private Deadline deadline(@Nullable AttributeValue attribute) {
    if (attribute == null) {
      return Deadline.NEVER;
    }
    Long millis = millis(attribute);
    if (millis == null) {
      throw garbled(
          DEADLINE,
          "is of type " + attribute.type() + ", expected N with milliseconds since the epoch");
    }
    return Deadline.at(millis);
  }

  private StoreException garbled(String attribute, String how) {
    return new StoreException(
        "attribute "
            + attribute
            + " of an item in table "
            + layout.table()
            + " "
            + how
            + ": another application wrote it. Correct or delete the item; a plain put or remove of"
            + " its key does that, too",
        null);
  }

  private static @Nullable SdkBytes bytes(@Nullable AttributeValue attribute) {
    return attribute == null ? null : attribute.b();
  }

  private static @Nullable Long millis(@Nullable AttributeValue attribute) {
    if (attribute == null || attribute.n() == null) {
      return null;
    }
    try {
      return new BigDecimal(attribute.n()).longValueExact();
    } catch (ArithmeticException notAWholeNumberOfMillis) {
      return null;
    }
  }
}
