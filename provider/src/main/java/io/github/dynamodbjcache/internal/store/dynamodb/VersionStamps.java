package io.github.dynamodbjcache.internal.store.dynamodb;

import io.github.dynamodbjcache.internal.expression.AttributePath;
import io.github.dynamodbjcache.internal.expression.Change;
import io.github.dynamodbjcache.internal.expression.Expression;
import io.github.dynamodbjcache.internal.store.Basis;
import io.github.dynamodbjcache.internal.store.Revision;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A number that every writer raises, other applications too. That it has not moved tells that a
 * write was not applied; where it has, it does not tell by whom.
 */
final class VersionStamps implements Stamps {

  private static final AttributeValue ONE = Numbers.of(1);

  private final String attribute;
  private final Garbled garbled;

  VersionStamps(String attribute, Garbled garbled) {
    this.attribute = attribute;
    this.garbled = garbled;
  }

  @Override
  public Basis basis(Map<String, AttributeValue> item) {
    AttributeValue stamp = item.get(attribute);
    Basis readable = readableBasis(item);
    if (stamp != null && readable.equals(Basis.NOTHING)) {
      throw garbled.lasting(
          attribute,
          (stamp.n() == null ? "is of type " + stamp.type() : "is no whole number")
              + ", expected N with the number of the last write");
    }
    return readable;
  }

  @Override
  public Basis readableBasis(Map<String, AttributeValue> item) {
    Long number = Numbers.whole(item.get(attribute));
    return number == null ? Basis.NOTHING : new Basis.Version(number);
  }

  @Override
  public List<String> lastNames() {
    return List.of(attribute);
  }

  @Override
  public List<String> names() {
    return List.of(attribute);
  }

  @Override
  public Set<String> ownNames() {
    return Set.of(attribute);
  }

  /** A whole item would begin again with the first number. */
  @Override
  public boolean areLostWithTheItem() {
    return true;
  }

  @Override
  public void stamp(Expression update, Revision own) {
    update.change(new Change.Add(AttributePath.of(attribute), ONE));
  }

  @Override
  public Map<String, AttributeValue> stamp(Revision own) {
    return Map.of(attribute, ONE);
  }

  @Override
  public Map<String, AttributeValue> stampOver(Basis before, Revision own) {
    return before instanceof Basis.Version version
        ? Map.of(attribute, Numbers.of(version.number() + 1))
        : stamp(own);
  }

  @Override
  public @Nullable Basis after(Revision own) {
    return null;
  }

  @Override
  public String shows(Basis basis, Terms terms) {
    return basis instanceof Basis.Version version
        ? terms.equal(attribute, Numbers.of(version.number()))
        : terms.item() + " AND NOT " + terms.isOfType(attribute, "N");
  }

  @Override
  public boolean mayTell(@Nullable Basis basis) {
    return basis instanceof Basis.Version;
  }

  @Override
  public Proof proof(
      Map<String, AttributeValue> item, @Nullable Revision own, @Nullable Basis basis) {
    return basis instanceof Basis.Version && basis.equals(readableBasis(item))
        ? Proof.PENDING
        : Proof.NONE;
  }

  @Override
  public boolean isLast(Revision own, Map<String, AttributeValue> item) {
    return false;
  }
}
