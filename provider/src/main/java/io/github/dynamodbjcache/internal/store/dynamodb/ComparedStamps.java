package io.github.dynamodbjcache.internal.store.dynamodb;

import io.github.dynamodbjcache.internal.expression.Expression;
import io.github.dynamodbjcache.internal.store.Basis;
import io.github.dynamodbjcache.internal.store.Revision;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * None: an item shows its attributes and nothing else. They prove nothing after a lost answer,
 * since another client may have written the same, or changed them back.
 */
final class ComparedStamps implements Stamps {

  /** The attributes that are compared; null for all. */
  private final @Nullable Set<String> compared;

  /**
   * Those that never are: the key, which is given, the deadline, which moves by itself, and what
   * the store writes where items have revisions.
   */
  private final Set<String> beside;

  ComparedStamps(TableLayout layout) {
    this.beside = new HashSet<>(layout.keys().names());
    String timeToLive = layout.naming().timeToLive();
    if (timeToLive != null) {
      beside.add(timeToLive);
    }
    beside.addAll(layout.naming().hidden());
    if (layout.naming().evidence() instanceof Evidence.Version version) {
      beside.add(version.attribute());
    }
    if (layout.dataAttributes() == null) {
      this.compared = null;
    } else {
      this.compared = new HashSet<>(layout.dataAttributes());
      compared.removeAll(beside);
    }
  }

  @Override
  public Basis.Image basis(Map<String, AttributeValue> item) {
    return new Basis.Image(
        item, compared == null ? new WithoutNames(item, beside).keySet() : compared);
  }

  @Override
  public Basis readableBasis(Map<String, AttributeValue> item) {
    return basis(item);
  }

  @Override
  public Basis basisOfPart(Map<String, AttributeValue> part) {
    return Basis.NOTHING;
  }

  @Override
  public List<String> lastNames() {
    return List.of();
  }

  @Override
  public List<String> names() {
    return List.of();
  }

  @Override
  public Set<String> ownNames() {
    return Set.of();
  }

  @Override
  public boolean areLostWithTheItem() {
    return false;
  }

  @Override
  public void stamp(Expression update, Revision own) {}

  @Override
  public Map<String, AttributeValue> stamp(Revision own) {
    return Map.of();
  }

  @Override
  public @Nullable Basis after(Revision own) {
    return null;
  }

  /** Of what was not read nothing can be compared. */
  @Override
  public String shows(Basis basis, Terms terms) {
    return terms.item();
  }

  @Override
  public boolean mayTell(@Nullable Basis basis) {
    return false;
  }

  @Override
  public Proof proof(
      Map<String, AttributeValue> item, @Nullable Revision own, @Nullable Basis basis) {
    return Proof.NONE;
  }

  @Override
  public boolean isLast(Revision own, Map<String, AttributeValue> item) {
    return false;
  }
}
