package io.github.dynamodbjcache.internal.store.dynamodb;

import io.github.dynamodbjcache.internal.expression.Expression;
import io.github.dynamodbjcache.internal.store.Basis;
import io.github.dynamodbjcache.internal.store.Revision;
import io.github.dynamodbjcache.internal.store.StoreException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What writes leave in an item, by which others see that it was written, and by which it is told
 * after a lost answer whose write counted.
 */
interface Stamps {

  /** As the layout says. */
  static Stamps of(TableLayout layout, Garbled garbled) {
    Evidence evidence = layout.naming().evidence();
    if (evidence instanceof Evidence.Ring ring) {
      return new RingStamps(ring, garbled);
    }
    return evidence instanceof Evidence.Version version
        ? new VersionStamps(version.attribute(), garbled)
        : new ComparedStamps(layout);
  }

  /**
   * What an item shows of its last write.
   *
   * @throws StoreException if it cannot be read
   */
  Basis basis(Map<String, AttributeValue> item);

  /** The same; nothing, if it cannot be read. */
  Basis readableBasis(Map<String, AttributeValue> item);

  /** The same of an item of which only the key and {@link #lastNames} are known. */
  default Basis basisOfPart(Map<String, AttributeValue> part) {
    return basis(part);
  }

  /** The attributes that show the last write, if the store adds any. */
  List<String> lastNames();

  /** The attributes that {@link #proof} looks at. */
  List<String> names();

  /** What an entry shows and the store alone writes. */
  Set<String> ownNames();

  /** True if an item that is written as a whole shows less than one that is updated. */
  boolean areLostWithTheItem();

  /** An update leaves its stamp. */
  void stamp(Expression update, Revision own);

  /** The stamp of an item that is written as a whole. */
  Map<String, AttributeValue> stamp(Revision own);

  /** The stamp of an item that showed that before an update. */
  default Map<String, AttributeValue> stampOver(Basis before, Revision own) {
    return stamp(own);
  }

  /** What an item shows after that write; null if that is not known. */
  @Nullable Basis after(Revision own);

  /** The item shows that still, as a condition. Not of {@link Basis.Image}. */
  String shows(Basis basis, Terms terms);

  /**
   * True if {@link #proof} can prove something at all.
   *
   * @param basis what a guard demands that the item shows; null if anything
   */
  boolean mayTell(@Nullable Basis basis);

  /**
   * What an item, read consistently, proves about a write.
   *
   * @param item the item; empty if there is none
   * @param own the name of the write; null if it leaves no stamp
   * @param basis what its guard demands that the item shows; null if anything
   */
  Proof proof(Map<String, AttributeValue> item, @Nullable Revision own, @Nullable Basis basis);

  /** True if that write was the last one of the item, as far as it shows. */
  boolean isLast(Revision own, Map<String, AttributeValue> item);
}
