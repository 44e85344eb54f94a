package io.github.dynamodbjcache.internal.store.dynamodb;

import static io.github.dynamodbjcache.internal.store.dynamodb.Proof.APPLIED;
import static io.github.dynamodbjcache.internal.store.dynamodb.Proof.NONE;
import static io.github.dynamodbjcache.internal.store.dynamodb.Proof.OVERTAKEN;
import static io.github.dynamodbjcache.internal.store.dynamodb.Proof.PENDING;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.dynamodbjcache.internal.store.Basis;
import io.github.dynamodbjcache.internal.store.Revision;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What an item proves after an answer was lost, with each evidence that it can carry. */
class ProofTest {

  private static final Revision OWN = Revision.fresh();
  private static final Revision SEEN = Revision.fresh();
  private static final Revision LATER = Revision.fresh();
  private static final AttributeValue TEXT = AttributeValue.fromS("a");
  private static final Map<String, AttributeValue> NO_ITEM = Map.of();

  private static final Stamps RING = stamps(Naming.OWN.evidence());
  private static final Stamps NUMBER = stamps(Evidence.version("n"));
  private static final Stamps COMPARED = stamps(Evidence.COMPARED);

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
    assertThat(NUMBER.proof(numbered("3"), OWN, new Basis.Version(3))).isEqualTo(PENDING);
    assertThat(NUMBER.proof(numbered("3.0"), null, new Basis.Version(3))).isEqualTo(PENDING);
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
    assertThat(proof(stamped(LATER), OWN, new Basis.Version(3))).isEqualTo(NONE);
  }

  /** "Where it has, it does not tell by whom." */
  @Test
  void aNumberThatHasMovedProvesNothing() {
    assertThat(NUMBER.proof(numbered("4"), OWN, new Basis.Version(3))).isEqualTo(NONE);
    assertThat(NUMBER.proof(numbered("2"), OWN, new Basis.Version(3))).isEqualTo(NONE);
    assertThat(NUMBER.proof(Map.of("n", TEXT), OWN, new Basis.Version(3))).isEqualTo(NONE);
    assertThat(NUMBER.proof(NO_ITEM, OWN, new Basis.Version(3))).isEqualTo(NONE);
    assertThat(NUMBER.proof(NO_ITEM, OWN, Basis.NOTHING)).isEqualTo(NONE);
    assertThat(NUMBER.proof(numbered("3"), OWN, null)).isEqualTo(NONE);
  }

  /** "It looks the same again after somebody has changed them back." */
  @Test
  void anImageProvesNothingThoughItLooksTheSame() {
    Basis image = new Basis.Image(Map.of("v", TEXT), Set.of("v"));
    for (Stamps stamps : List.of(RING, NUMBER, COMPARED)) {
      assertThat(stamps.proof(Map.of("v", TEXT), OWN, image)).isEqualTo(NONE);
      assertThat(stamps.proof(Map.of("v", AttributeValue.fromS("b")), OWN, image)).isEqualTo(NONE);
    }
  }

  /** Nor does one that shows nothing: deleted and written anew, it shows nothing again. */
  @Test
  void anItemWithoutRevisionProvesNothing() {
    assertThat(proof(Map.of("v", TEXT), OWN, Basis.NOTHING)).isEqualTo(NONE);
    assertThat(proof(Map.of("w", TEXT), OWN, Basis.NOTHING)).isEqualTo(NONE);
  }

  private Proof proof(
      Map<String, AttributeValue> item, @Nullable Revision own, @Nullable Basis basis) {
    return RING.proof(item, own, basis);
  }

  private static Stamps stamps(Evidence evidence) {
    TableLayout layout =
        new TableLayout(
            "users",
            KeySchema.ofText("k"),
            new Naming(evidence, Lifetime.ENDLESS),
            Replacement.MERGE,
            Set.of("v", "t"));
    return Stamps.of(layout, new Garbled("users"));
  }

  private static Map<String, AttributeValue> numbered(String number) {
    return Map.of("n", AttributeValue.fromN(number));
  }

  private static Map<String, AttributeValue> stamped(Revision last) {
    return Map.of("w", RingStamps.binary(last));
  }

  private static Map<String, AttributeValue> stamped(Revision last, Revision before) {
    return Map.of("w", RingStamps.binary(last), "p1", RingStamps.binary(before));
  }
}
