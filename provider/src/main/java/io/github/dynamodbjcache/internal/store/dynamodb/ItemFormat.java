package io.github.dynamodbjcache.internal.store.dynamodb;

import io.github.dynamodbjcache.internal.expression.Expression;
import io.github.dynamodbjcache.internal.store.Basis;
import io.github.dynamodbjcache.internal.store.EntryKey;
import io.github.dynamodbjcache.internal.store.Guard;
import io.github.dynamodbjcache.internal.store.Mutation;
import io.github.dynamodbjcache.internal.store.Revision;
import io.github.dynamodbjcache.internal.store.StoreException;
import io.github.dynamodbjcache.internal.store.StoredEntry;
import io.github.dynamodbjcache.internal.time.Deadline;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * How an item holds an entry, how it carries the evidence of who wrote it, and what that proves
 * after an answer was lost. The names of what is added stand in {@link Naming}; eternal entries
 * have neither deadline nor time to live.
 */
final class ItemFormat {

  private static final AttributeValue NO_EARLIER_WRITE =
      AttributeValue.fromB(SdkBytes.fromByteArray(new byte[0]));

  /** What an item proves about a write whose answer was lost. */
  enum Proof {
    /** It was applied. */
    APPLIED,
    /** It has not been applied so far: the item is still as its guard demands. */
    PENDING,
    /** It was not applied and will not be: another write came after what its guard demands. */
    OVERTAKEN,
    /** Nothing. */
    NONE
  }

  private final TableLayout layout;
  private final Naming naming;
  private final List<String> keyNames;
  private final List<String> evidence;

  /** What is none of the codec's data. */
  private final Set<String> beside;

  ItemFormat(TableLayout layout) {
    this.layout = layout;
    this.naming = layout.naming();
    this.keyNames = layout.keys().names();
    this.evidence = naming.revisions();
    this.beside = new HashSet<>(naming.all());
    this.beside.addAll(keyNames);
  }

  /**
   * The entry that an item holds.
   *
   * @throws StoreException if an attribute of the store's has another type than the store writes
   */
  StoredEntry entry(Map<String, AttributeValue> item) {
    return new StoredEntry(
        key(item), data(item), basis(item), deadline(item.get(naming.deadline())));
  }

  /**
   * The entry that an item holds or held; what another application has garbled counts as not there.
   * For where the item is deleted or replaced anyway.
   */
  StoredEntry entryAsFarAsReadable(Map<String, AttributeValue> item) {
    SdkBytes revision = bytes(item.get(naming.revision()));
    Long deadline = millis(item.get(naming.deadline()));
    return new StoredEntry(
        key(item),
        data(item),
        revision == null ? Basis.NOTHING : new Basis.Ring(new Revision(revision)),
        deadline == null ? Deadline.NEVER : Deadline.at(deadline));
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

  EntryKey key(Map<String, AttributeValue> item) {
    String partition = keyNames.get(0);
    if (keyNames.size() == 1) {
      return new EntryKey(Map.of(partition, keyAttribute(item, partition)));
    }
    String sort = keyNames.get(1);
    return new EntryKey(
        Map.of(partition, keyAttribute(item, partition), sort, keyAttribute(item, sort)));
  }

  private AttributeValue keyAttribute(Map<String, AttributeValue> item, String name) {
    AttributeValue key = item.get(name);
    if (key == null) {
      throw garbled(name, "is missing");
    }
    return key;
  }

  /** Stamps the item, and moves the stamps before down by one: right sides see it as it was. */
  void stamp(Expression update, Revision revision) {
    update.set(naming.revision(), binary(revision));
    String none = update.value(NO_EARLIER_WRITE);
    String before = naming.revision();
    for (String earlier : naming.earlierRevisions()) {
      update.assign(earlier, update.ifMissing(before, none));
      before = earlier;
    }
  }

  /** The stamp of an item that is written as a whole, which cannot keep the stamps before. */
  Map<String, AttributeValue> stamp(Revision revision) {
    return Map.of(naming.revision(), binary(revision));
  }

  /** The attributes that {@link #proof} looks at. */
  List<String> evidence() {
    return evidence;
  }

  /**
   * What an item, read consistently, proves about a write.
   *
   * @param item the item; empty if there is none
   * @param own the name under which the write stamps the item; null if it leaves no stamp
   * @param basis what its guard demands that the item shows; null if anything
   */
  Proof proof(Map<String, AttributeValue> item, @Nullable Revision own, @Nullable Basis basis) {
    Set<Revision> stamps = stamps(item);
    if (own != null && stamps.contains(own)) {
      return Proof.APPLIED;
    }
    if (basis == null || item.isEmpty()) {
      return Proof.NONE;
    }
    if (shows(basis, item)) {
      return Proof.PENDING;
    }
    return basis instanceof Basis.Ring ring && stamps.contains(ring.revision())
        ? Proof.OVERTAKEN
        : Proof.NONE;
  }

  private Set<Revision> stamps(Map<String, AttributeValue> item) {
    Set<Revision> stamps = new HashSet<>();
    for (String name : evidence) {
      SdkBytes bytes = bytes(item.get(name));
      if (bytes != null && bytes.asByteArrayUnsafe().length > 0) {
        stamps.add(new Revision(bytes));
      }
    }
    return stamps;
  }

  /**
   * True if the item shows that still. An image may have been restored, and an item that shows
   * nothing may have been deleted and written anew: they prove nothing.
   */
  private boolean shows(Basis basis, Map<String, AttributeValue> item) {
    AttributeValue stamp = item.get(naming.revision());
    if (basis instanceof Basis.Ring ring) {
      return stamp != null && ring.revision().bytes().equals(stamp.b());
    }
    Long number = millis(stamp);
    return basis instanceof Basis.Version version && number != null && number == version.number();
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
          if (!beside.contains(name)) {
            data.put(name, value);
          }
        });
    return Collections.unmodifiableMap(data);
  }

  private Basis basis(Map<String, AttributeValue> item) {
    AttributeValue stamp = item.get(naming.revision());
    if (stamp == null) {
      return Basis.NOTHING;
    }
    SdkBytes bytes = bytes(stamp);
    if (bytes == null) {
      throw garbled(naming.revision(), "is of type " + stamp.type() + ", expected B");
    }
    return new Basis.Ring(new Revision(bytes));
  }

  private Deadline deadline(@Nullable AttributeValue attribute) {
    if (attribute == null) {
      return Deadline.NEVER;
    }
    Long millis = millis(attribute);
    if (millis == null) {
      throw garbled(
          naming.deadline(),
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
