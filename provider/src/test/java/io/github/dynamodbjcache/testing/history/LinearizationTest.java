package io.github.dynamodbjcache.testing.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The checker says yes to what one entry could have answered, and no to everything else. */
class LinearizationTest {

  private final List<Call> calls = new ArrayList<>();

  @Test
  void callsOneAfterTheOther() {
    at(0, 1, Register.put(5), null);
    at(2, 3, Register.get(), 5L);
    at(4, 5, Register.replace(5, 6), true);
    at(6, 7, Register.getAndRemove(), 6L);
    at(8, 9, Register.containsKey(), false);
    assertGood();
  }

  @Test
  void callsThatOverlapMayComeInEitherOrder() {
    at(0, 10, Register.put(1), null);
    at(0, 10, Register.put(2), null);
    at(3, 4, Register.get(), 2L);
    at(5, 6, Register.get(), 1L);
    at(11, 12, Register.get(), 1L);
    assertGood();
  }

  @Test
  void aStaleRead() {
    at(0, 1, Register.put(1), null);
    at(2, 3, Register.put(2), null);
    at(4, 5, Register.get(), 1L);
    assertBad();
  }

  @Test
  void aValueThatIsSeenAndThenNotYetThere() {
    at(0, 10, Register.put(1), null);
    at(2, 3, Register.get(), 1L);
    at(4, 5, Register.get(), null);
    assertBad();
  }

  @Test
  void aLostUpdate() {
    at(0, 10, Register.increment(), 1L);
    at(0, 10, Register.increment(), 1L);
    assertBad();
  }

  @Test
  void aDoubledIncrement() {
    at(0, 1, Register.increment(), 1L);
    unknown(2, Register.increment());
    at(3, 4, Register.get(), 3L);
    assertBad();
  }

  @Test
  void anIncrementOfUnknownOutcomeCountsOnceOrNot() {
    at(0, 1, Register.increment(), 1L);
    unknown(2, Register.increment());
    at(3, 4, Register.get(), 1L);
    at(5, 6, Register.get(), 2L);
    assertGood();
  }

  @Test
  void aFalsePutIfAbsent() {
    at(0, 1, Register.putIfAbsent(1), false);
    at(2, 3, Register.get(), 1L);
    assertBad();
  }

  @Test
  void aFalseOldValue() {
    at(0, 1, Register.put(1), null);
    at(2, 3, Register.getAndPut(2), 2L);
    assertBad();
  }

  @Test
  void aResurrectedValue() {
    at(0, 1, Register.put(1), null);
    at(2, 3, Register.remove(), true);
    at(4, 5, Register.get(), null);
    at(6, 7, Register.get(), 1L);
    assertBad();
  }

  @Test
  void aPutOfUnknownOutcomeMayComeLateButNotTwice() {
    unknown(0, Register.put(1));
    at(2, 3, Register.put(2), null);
    at(4, 5, Register.get(), 1L);
    assertGood();
    at(6, 7, Register.remove(), true);
    at(8, 9, Register.get(), 1L);
    assertBad();
  }

  @Test
  void whatOverlapsADeletionThatIsSentAgainMayGo() {
    at(0, 1, Register.put(1), null);
    calls.add(Call.answered("t", Register.delete(), 2, 20, null).repeating());
    at(3, 4, Register.get(), null);
    at(5, 6, Register.put(2), null);
    at(7, 8, Register.get(), 2L);
    at(9, 10, Register.get(), null);
    assertGood();
    at(21, 22, Register.put(3), null);
    at(23, 24, Register.get(), null);
    assertBad();
  }

  @Test
  void aDeletionThatIsNotSentAgainTakesOneValue() {
    at(0, 1, Register.put(1), null);
    at(2, 20, Register.delete(), null);
    at(3, 4, Register.get(), null);
    at(5, 6, Register.put(2), null);
    at(7, 8, Register.get(), 2L);
    at(9, 10, Register.get(), null);
    assertBad();
  }

  @Test
  void aViolationIsShownWithoutWhatItDoesNotNeed() {
    at(0, 1, Register.put(1), null);
    at(2, 3, Register.get(), 1L);
    at(4, 5, Register.put(2), null);
    at(6, 7, Register.get(), 1L);
    at(8, 9, Register.get(), 2L);
    at(8, 30, Register.put(3), null);
    assertThat(Violation.in(calls).orElseThrow().calls())
        .containsExactly(calls.get(0), calls.get(2), calls.get(3));
  }

  @Test
  void whatARegisterAnsweredIsGoodHoweverTheCallsOverlap() {
    Random random = new Random(107);
    for (int round = 0; round < 200; round++) {
      calls.clear();
      Long value = null;
      for (int i = 0; i < 60; i++) {
        Meaning meaning = any(random);
        Meaning.After after = meaning.on(value);
        // It took effect at 10 i, somewhere between its beginning and its end.
        at(10 * i - random.nextInt(40), 10 * i + random.nextInt(40), meaning, after.answer());
        value = after.value();
      }
      assertGood();
    }
  }

  private static Meaning any(Random random) {
    long value = random.nextInt(3);
    return switch (random.nextInt(8)) {
      case 0 -> Register.get();
      case 1 -> Register.put(value);
      case 2 -> Register.putIfAbsent(value);
      case 3 -> Register.remove();
      case 4 -> Register.increment();
      case 5 -> Register.replace(value, value + 1);
      case 6 -> Register.getAndReplace(value);
      default -> Register.removeEvenDoubleOdd();
    };
  }

  private void at(long from, long until, Meaning meaning, @Nullable Object answer) {
    calls.add(Call.answered("t", meaning, from, until, answer));
  }

  private void unknown(long from, Meaning meaning) {
    calls.add(Call.unknown("t", meaning, from));
  }

  private void assertGood() {
    assertThat(Violation.in(calls)).isEmpty();
  }

  private void assertBad() {
    assertThat(Violation.in(calls)).isPresent();
  }
}
