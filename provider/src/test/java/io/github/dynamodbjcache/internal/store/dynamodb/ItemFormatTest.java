package io.github.dynamodbjcache.internal.store.dynamodb;

import static io.github.dynamodbjcache.internal.store.dynamodb.ItemFormat.Proof.APPLIED;
import static io.github.dynamodbjcache.internal.store.dynamodb.ItemFormat.Proof.NONE;
import static io.github.dynamodbjcache.internal.store.dynamodb.ItemFormat.Proof.OVERTAKEN;
import static io.github.dynamodbjcache.internal.store.dynamodb.ItemFormat.Proof.PENDING;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbjcache.internal.store.Basis;
import io.github.dynamodbjcache.internal.store.Revision;
import io.github.dynamodbjcache.internal.store.dynamodb.ItemFormat.Proof;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What an item proves after an answer was lost, with each evidence that it can carry. */
class ItemFormatTest {

  private static final Revision OWN = Revision.fresh();
  private static final Revision SEEN = Revision.fresh();
  private static final Revision LATER = Revision.fresh();
  private static final AttributeValue TEXT = AttributeValue.fromS("a");
  private static final Map<String, AttributeValue> NO_ITEM = Map.of();

  private final ItemFormat format =
      new ItemFormat(new TableLayout("users", KeySchema.ofText("k"), Naming.OWN, Set.of("v", "t")));

  @Test
  void ownStampProvesThatItWasAppliedWhoeverWroteLater() {
    assertThat(proof(stamped(OWN, SEEN), OWN, new Basis.Ring(SEEN))).isEqualTo(APPLIED);
    assertThat(proof(stamped(LATER, OWN), OWN, null)).isEqualTo(APPLIED);
    assertThat(proof(stamped(LATER, OWN), OWN, Basis.NOTHING)).isEqualTo(APPLIED);
    assertThat(proof(stamped(LATER, OWN), OWN, new Basis.Version(3))).isEqualTo(APPLIED);
  }

  @Test
  void whatTheGuardDemandsProvesThatItIsPending() {
    assertThat(proof(stamped(SEEN), OWN, new Basis.Ring(SEEN))).isEqualTo(PENDING);
    assertThat(proof(Map.of("w", ItemFormat.millis(3)), OWN, new Basis.Version(3)))
        .isEqualTo(PENDING);
  }

  @Test
  void anotherWriteAfterWhatTheGuardDemandsProvesThatItWasOvertaken() {
    assertThat(proof(stamped(LATER, SEEN), OWN, new Basis.Ring(SEEN))).isEqualTo(OVERTAKEN);
    assertThat(proof(stamped(LATER, SEEN), null, new Basis.Ring(SEEN))).isEqualTo(OVERTAKEN);
  }

  @Test
  void nothingElseProvesAnything() {
    assertThat(proof(NO_ITEM, OWN, new Basis.Ring(SEEN))).isEqualTo(NONE);
    assertThat(proof(NO_ITEM, OWN, Basis.NOTHING)).isEqualTo(NONE);
    assertThat(proof(NO_ITEM, OWN, null)).isEqualTo(NONE);
    assertThat(proof(stamped(LATER), OWN, new Basis.Ring(SEEN))).isEqualTo(NONE);
    assertThat(proof(stamped(LATER), OWN, null)).isEqualTo(NONE);
    assertThat(proof(stamped(LATER), OWN, Basis.NOTHING)).isEqualTo(NONE);
    assertThat(proof(Map.of("w", ItemFormat.millis(5)), OWN, new Basis.Version(3))).isEqualTo(NONE);
    assertThat(proof(stamped(LATER), OWN, new Basis.Version(3))).isEqualTo(NONE);
  }

  /** "It looks the same again after somebody has changed them back." */
  @Test
  void anImageProvesNothingThoughItLooksTheSame() {
    Basis image = new Basis.Image(Map.of("v", TEXT), Set.of());
    assertThat(proof(Map.of("v", TEXT), OWN, image)).isEqualTo(NONE);
    assertThat(proof(Map.of("v", AttributeValue.fromS("b")), OWN, image)).isEqualTo(NONE);
  }

  /** Nor does one that shows nothing: deleted and written anew, it shows nothing again. */
  @Test
  void anItemWithoutRevisionProvesNothing() {
    assertThat(proof(Map.of("v", TEXT), OWN, Basis.NOTHING)).isEqualTo(NONE);
    assertThat(proof(Map.of("w", TEXT), OWN, Basis.NOTHING)).isEqualTo(NONE);
  }

  private Proof proof(
      Map<String, AttributeValue> item, @Nullable Revision own, @Nullable Basis basis) {
    return format.proof(item, own, basis);
  }

  private static Map<String, AttributeValue> stamped(Revision last) {
    return Map.of("w", ItemFormat.binary(last));
  }

  private static Map<String, AttributeValue> stamped(Revision last, Revision before) {
    return Map.of("w", ItemFormat.binary(last), "p1", ItemFormat.binary(before));
  }
}
