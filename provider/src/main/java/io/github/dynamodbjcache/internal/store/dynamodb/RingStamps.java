package io.github.dynamodbjcache.internal.store.dynamodb;

import io.github.dynamodbjcache.internal.expression.Expression;
import io.github.dynamodbjcache.internal.store.Basis;
import io.github.dynamodbjcache.internal.store.Revision;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The random names of the last writes: a name that is there, or was overtaken, is told for good.
 */
final class RingStamps implements Stamps {

  private static final AttributeValue NO_EARLIER_WRITE =
      AttributeValue.fromB(SdkBytes.fromByteArray(new byte[0]));

  private final String last;
  private final List<String> earlier;
  private final List<String> all;
  private final Garbled garbled;

  RingStamps(Evidence.Ring ring, Garbled garbled) {
    this.last = ring.last();
    this.earlier = ring.earlier();
    this.all = ring.hiddenNames();
    this.garbled = garbled;
  }

  static AttributeValue binary(Revision revision) {
    return AttributeValue.fromB(revision.bytes());
  }

  @Override
  public Basis basis(Map<String, AttributeValue> item) {
    AttributeValue stamp = item.get(last);
    if (stamp != null && stamp.b() == null) {
      throw garbled.curable(last, "is of type " + stamp.type() + ", expected B");
    }
    return readableBasis(item);
  }

  @Override
  public Basis readableBasis(Map<String, AttributeValue> item) {
    SdkBytes bytes = bytes(item.get(last));
    return bytes == null ? Basis.NOTHING : new Basis.Ring(new Revision(bytes));
  }

  @Override
  public List<String> lastNames() {
    return List.of(last);
  }

  @Override
  public List<String> names() {
    return all;
  }

  @Override
  public Set<String> ownNames() {
    return Set.of();
  }

  /** A whole item cannot keep the stamps before. */
  @Override
  public boolean areLostWithTheItem() {
    return true;
  }

  /** Stamps the item, and moves the stamps before down by one: right sides see it as it was. */
  @Override
  public void stamp(Expression update, Revision own) {
    update.set(last, binary(own));
    String none = update.value(NO_EARLIER_WRITE);
    String before = last;
    for (String name : earlier) {
      update.assign(name, update.ifMissing(before, none));
      before = name;
    }
  }

  @Override
  public Map<String, AttributeValue> stamp(Revision own) {
    return Map.of(last, binary(own));
  }

  @Override
  public Basis after(Revision own) {
    return new Basis.Ring(own);
  }

  /**
   * One that shows nothing is still as another application left it, which keeps no revisions. What
   * that may have put in their place is none that could be lost, and a plain put or remove has to
   * cure it.
   */
  @Override
  public String shows(Basis basis, Terms terms) {
    return basis instanceof Basis.Ring ring
        ? terms.equal(last, binary(ring.revision()))
        : terms.item() + " AND NOT " + terms.isOfType(last, "B");
  }

  @Override
  public boolean mayTell(@Nullable Basis basis) {
    return true;
  }

  @Override
  public Proof proof(
      Map<String, AttributeValue> item, @Nullable Revision own, @Nullable Basis basis) {
    Set<Revision> stamps = stamps(item);
    if (own != null && stamps.contains(own)) {
      return Proof.APPLIED;
    }
    if (!(basis instanceof Basis.Ring demanded)) {
      return Proof.NONE; // An item without a stamp may have been deleted and written anew.
    }
    if (isLast(demanded.revision(), item)) {
      return Proof.PENDING;
    }
    return stamps.contains(demanded.revision()) ? Proof.OVERTAKEN : Proof.NONE;
  }

  @Override
  public boolean isLast(Revision own, Map<String, AttributeValue> item) {
    return own.bytes().equals(bytes(item.get(last)));
  }

  private Set<Revision> stamps(Map<String, AttributeValue> item) {
    Set<Revision> stamps = new HashSet<>();
    for (String name : all) {
      SdkBytes bytes = bytes(item.get(name));
      if (bytes != null && bytes.asByteArrayUnsafe().length > 0) {
        stamps.add(new Revision(bytes));
      }
    }
    return stamps;
  }

  private static @Nullable SdkBytes bytes(@Nullable AttributeValue attribute) {
    return attribute == null ? null : attribute.b();
  }
}
