package io.github.dynamodbjcache.internal.store;

import io.github.dynamodbjcache.internal.expression.Predicate;
import io.github.dynamodbjcache.internal.time.Deadline;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What has to be true for a mutation to be applied; the service checks it. A conjunction: one
 * demand of the entry, which operations make, and any number of demands of its item, which those
 * add who keep something of their own in it. Adding one loses none of the others.
 *
 * @param ofEntry what is demanded of the entry
 * @param ofItem what is demanded of its item beside that
 */
public record Guard(OfEntry ofEntry, List<OfItem> ofItem) {

  /** Whatever is there. */
  public static final Guard NONE = new Guard(new Any());

  /** There is no live entry: none at all, or one whose deadline has passed. */
  public static final Guard ABSENT = new Guard(new Absent());

  /** There is a live entry. */
  public static final Guard PRESENT = new Guard(new Present());

  /** Keeps a copy. */
  public Guard {
    ofItem = List.copyOf(ofItem);
  }

  private Guard(OfEntry ofEntry) {
    this(ofEntry, List.of());
  }

  /** The item is still as it was read. */
  public static Guard unchanged(Basis basis) {
    return new Guard(new Unchanged(basis));
  }

  /**
   * The item that was found expired is still there, and so is its end. What it was beside that does
   * not matter any more, so attributes are not compared; a revision says it at no price.
   */
  public static Guard stillExpired(StoredEntry found) {
    return found.basis() instanceof Basis.Image
        ? NONE.butExpired(found.deadline())
        : unchanged(found.basis());
  }

  /**
   * For who moves the deadline of a live entry alone. What the item is beside does not matter then,
   * so attributes are not compared; but that nobody has moved the deadline further.
   */
  public static Guard untouched(StoredEntry live) {
    return live.basis() instanceof Basis.Image
        ? unchanged(Basis.NOTHING).and(new EndingBy(live.deadline()))
        : unchanged(live.basis());
  }

  /** This, and that demand of the item. */
  public Guard and(OfItem demand) {
    if (ofItem.isEmpty()) {
      return new Guard(ofEntry, List.of(demand));
    }
    List<OfItem> all = new ArrayList<>(ofItem);
    all.add(demand);
    return new Guard(ofEntry, all);
  }

  /** The demands of the item, and that there is no live entry. */
  public Guard butAbsent() {
    return new Guard(ABSENT.ofEntry, ofItem);
  }

  /** The demands of the item, and that there is one which ended by then. */
  public Guard butExpired(Deadline latest) {
    return new Guard(new Expired(latest), ofItem);
  }

  /** True if nothing is demanded. */
  public boolean isNone() {
    return ofEntry instanceof Any && ofItem.isEmpty();
  }

  /**
   * What the item has to show still; null if it may show anything. If that is several things, the
   * one that tells more: attributes may be changed back.
   */
  public @Nullable Basis basis() {
    Basis basis = ofEntry instanceof Unchanged unchanged ? unchanged.basis() : null;
    for (OfItem demand : ofItem) {
      if (demand instanceof At at && (basis == null || basis instanceof Basis.Image)) {
        basis = at.basis();
      }
    }
    return basis;
  }

  /**
   * True if it may hold again after it did not: then a request on its way may be applied although
   * another one like it was refused. Attributes may be changed back, a revision never comes back,
   * and a number does only after the item was deleted.
   */
  public boolean mayHoldAgain() {
    Basis basis = basis();
    boolean isOfRevision = basis instanceof Basis.Ring || basis instanceof Basis.Version;
    return !isOfRevision || isMatching();
  }

  /** True if it demands that nothing is there, or nothing that is live. */
  public boolean demandsNoLiveEntry() {
    return ofEntry instanceof Absent || ofEntry instanceof Expired;
  }

  /** True if only the service can tell all of it. */
  public boolean isMatching() {
    return ofItem.stream().anyMatch(Matching.class::isInstance);
  }

  /**
   * True if that entry, or none, is what the guard demands of it, as far as the entry tells: {@link
   * Reaching} and {@link Matching} only the service can tell.
   *
   * @param nowMillis the instant by which it is told whether the entry has expired
   */
  public boolean holdsFor(@Nullable StoredEntry entry, long nowMillis) {
    return ofEntry.holdsFor(entry, nowMillis)
        && ofItem.stream().allMatch(demand -> demand.holdsFor(entry));
  }

  /** What is demanded of the entry. */
  public sealed interface OfEntry {
    /** True if that entry, or none, is as demanded. */
    boolean holdsFor(@Nullable StoredEntry entry, long nowMillis);
  }

  /** See {@link #NONE}. */
  public record Any() implements OfEntry {
    @Override
    public boolean holdsFor(@Nullable StoredEntry entry, long nowMillis) {
      return true;
    }
  }

  /** See {@link #ABSENT}. */
  public record Absent() implements OfEntry {
    @Override
    public boolean holdsFor(@Nullable StoredEntry entry, long nowMillis) {
      return entry == null || !entry.isLiveAt(nowMillis);
    }
  }

  /** See {@link #PRESENT}. */
  public record Present() implements OfEntry {
    @Override
    public boolean holdsFor(@Nullable StoredEntry entry, long nowMillis) {
      return entry != null && entry.isLiveAt(nowMillis);
    }
  }

  /** See {@link #unchanged}. */
  public record Unchanged(Basis basis) implements OfEntry {
    @Override
    public boolean holdsFor(@Nullable StoredEntry entry, long nowMillis) {
      return entry != null && basis.isShownBy(entry);
    }
  }

  /** There is an item that has expired: its deadline is no later than that, which has passed. */
  public record Expired(Deadline latest) implements OfEntry {
    @Override
    public boolean holdsFor(@Nullable StoredEntry entry, long nowMillis) {
      return entry != null && entry.deadline().compareTo(latest) <= 0;
    }
  }

  /** What is demanded of the item. */
  public sealed interface OfItem {
    /** True if the item of that entry, or none, is as demanded, as far as the entry tells. */
    boolean holdsFor(@Nullable StoredEntry entry);
  }

  /** The item lacks that attribute. */
  public record Without(String attribute) implements OfItem {
    @Override
    public boolean holdsFor(@Nullable StoredEntry entry) {
      return entry == null || !entry.data().containsKey(attribute);
    }
  }

  /** The item shows that still. */
  public record At(Basis basis) implements OfItem {
    @Override
    public boolean holdsFor(@Nullable StoredEntry entry) {
      return entry != null && basis.isShownBy(entry);
    }
  }

  /** The item, if there is one, has no deadline beyond that. */
  public record EndingBy(Deadline latest) implements OfItem {
    @Override
    public boolean holdsFor(@Nullable StoredEntry entry) {
      return entry == null || entry.deadline().compareTo(latest) <= 0;
    }
  }

  /**
   * The number in an attribute that is a map, if it is there, is no smaller.
   *
   * @param attribute the attribute
   * @param element the name of the number in it
   */
  public record Reaching(String attribute, String element, long least) implements OfItem {
    @Override
    public boolean holdsFor(@Nullable StoredEntry entry) {
      return true;
    }
  }

  /** There is no item, not even an expired one. */
  public record NoItem() implements OfItem {
    @Override
    public boolean holdsFor(@Nullable StoredEntry entry) {
      return entry == null;
    }
  }

  /**
   * The item is so, as only the service can tell. An expired one is as if there were none, and so
   * none has any attribute.
   */
  public record Matching(Predicate predicate) implements OfItem {
    @Override
    public boolean holdsFor(@Nullable StoredEntry entry) {
      return entry != null || predicate.holdsOfNothing();
    }
  }
}
