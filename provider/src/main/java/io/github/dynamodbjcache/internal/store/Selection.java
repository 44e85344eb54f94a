package io.github.dynamodbjcache.internal.store;

import io.github.dynamodbjcache.internal.expression.AttributePath;
import io.github.dynamodbjcache.internal.expression.Predicate;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which entries a walk yields, how much of each, and how many at a time.
 *
 * @param source which items are looked at, in which order
 * @param content how much of each entry
 * @param consistency whether a walk may miss what was acknowledged a moment before
 * @param filter which of the items that are looked at are yielded
 * @param paging how they are asked for
 */
public record Selection(
    Source source, Content content, Consistency consistency, Filter filter, Paging paging) {

  /** How much of each entry goes over the wire. The service reads, and bills, whole items. */
  public enum Extent {
    /** All of it. */
    ENTRIES,
    /**
     * All of it or some places, but not what the item shows of its last write: nothing will be
     * written.
     */
    DATA,
    /** Its key, and when it expires. */
    KEYS,
    /** Nothing: they are counted. */
    COUNT
  }

  /**
   * How much of each entry.
   *
   * @param extent in one word
   * @param alongKeys the attributes that {@link StoredEntry#data} has even with {@link Extent#KEYS}
   * @param places with {@link Extent#DATA}, the only ones that come, beside the key attributes;
   *     none lies within another. Empty for all
   */
  public record Content(Extent extent, Set<String> alongKeys, List<AttributePath> places) {

    private static final Content WHOLE = new Content(Extent.ENTRIES, Set.of(), List.of());
    private static final Content DATA = new Content(Extent.DATA, Set.of(), List.of());
    private static final Content KEYS = new Content(Extent.KEYS, Set.of(), List.of());
    private static final Content COUNT = new Content(Extent.COUNT, Set.of(), List.of());
  }

  /**
   * Which of the items are yielded; the service leaves out the others after it has read them.
   *
   * @param liveAt the instant at which entries have to be live (milliseconds since the epoch), or
   *     empty for expired ones as well
   * @param keys which keys; null for all
   * @param condition what else has to be true; null for nothing
   */
  public record Filter(OptionalLong liveAt, @Nullable Keys keys, @Nullable Predicate condition) {}

  /**
   * Keys that begin so, or that do not.
   *
   * @param prefix of the partition key, which is a text
   * @param included true for those that begin so, false for the others
   */
  public record Keys(String prefix, boolean included) {}

  /**
   * How pages are asked for.
   *
   * @param items how many items one request reads at most, those that it leaves out among them;
   *     empty for as many as fit into 1 MB
   * @param tellsUnits whether the service is asked what a page took
   */
  public record Paging(OptionalInt items, boolean tellsUnits) {

    private static final Paging STANDARD = new Paging(OptionalInt.empty(), false);
  }

  /** Every item, expired ones too, without data: what clearing a table needs. */
  public static Selection allKeys() {
    return allKeys(Consistency.STRONG);
  }

  /** Every entry, expired ones too, without data. */
  public static Selection allKeys(Consistency consistency) {
    return of(Source.WHOLE_TABLE, Content.KEYS, consistency);
  }

  /** Every entry, expired ones too. */
  public static Selection allEntries(Consistency consistency) {
    return of(Source.WHOLE_TABLE, Content.WHOLE, consistency);
  }

  /** The entries that are live at that instant, without data. */
  public static Selection liveKeys(Consistency consistency, long nowMillis) {
    return allKeys(consistency).liveAt(nowMillis);
  }

  /** The entries that are live at that instant. */
  public static Selection liveEntries(Consistency consistency, long nowMillis) {
    return allEntries(consistency).liveAt(nowMillis);
  }

  /** The data of every entry of that source, expired ones too. */
  public static Selection of(Source source, Consistency consistency) {
    return of(source, Content.DATA, consistency);
  }

  private static Selection of(Source source, Content content, Consistency consistency) {
    return new Selection(
        source,
        content,
        consistency,
        new Filter(OptionalLong.empty(), null, null),
        Paging.STANDARD);
  }

  /** In one word, how much of each entry. */
  public Extent extent() {
    return content.extent();
  }

  /** True if it yields all attributes of each item. */
  public boolean isOfWholeItems() {
    return content.extent() == Extent.ENTRIES
        || (content.extent() == Extent.DATA && content.places().isEmpty());
  }

  /** The instant at which entries have to be live, if they have to be. */
  public OptionalLong liveAt() {
    return filter.liveAt();
  }

  /** The same, with some attributes along with the keys. */
  public Selection along(Set<String> attributes) {
    return with(new Content(content.extent(), attributes, content.places()));
  }

  /** The same, with those places alone. */
  public Selection projected(List<AttributePath> places) {
    return with(new Content(Extent.DATA, Set.of(), List.copyOf(places)));
  }

  /** The same, only counted. */
  public Selection counted() {
    return with(Content.COUNT);
  }

  /** The same, of those keys only. */
  public Selection of(Keys these) {
    return with(new Filter(filter.liveAt(), these, filter.condition()));
  }

  /** The same, of those only of which that is true. */
  public Selection where(Predicate condition) {
    return with(new Filter(filter.liveAt(), filter.keys(), condition));
  }

  /** The same, of those only that are live at that instant. */
  public Selection liveAt(long nowMillis) {
    return with(new Filter(OptionalLong.of(nowMillis), filter.keys(), filter.condition()));
  }

  /** The same from another source. */
  public Selection from(Source other) {
    return new Selection(other, content, consistency, filter, paging);
  }

  /**
   * The same, in that part of the table or index only.
   *
   * @throws IllegalStateException if it is a query, which has no parts
   */
  public Selection in(Segment part) {
    if (source instanceof Source.Scan scan) {
      return from(new Source.Scan(scan.index(), part));
    }
    throw new IllegalStateException("only scans have segments");
  }

  /** The same, with that consistency. */
  public Selection reading(Consistency other) {
    return new Selection(source, content, other, filter, paging);
  }

  /** The same, by requests that read so many items at most. */
  public Selection paged(int items) {
    return with(new Paging(OptionalInt.of(items), paging.tellsUnits()));
  }

  /** The same, by requests that ask what they take. */
  public Selection tellingUnits() {
    return with(new Paging(paging.items(), true));
  }

  private Selection with(Content other) {
    return new Selection(source, other, consistency, filter, paging);
  }

  private Selection with(Filter other) {
    return new Selection(source, content, consistency, other, paging);
  }

  private Selection with(Paging other) {
    return new Selection(source, content, consistency, filter, other);
  }
}
