package io.github.dynamodbjcache.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.dynamodbjcache.internal.time.TimeLimit;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A defect holds from where it is planted to where it is closed. */
class PlantedDefectTest {

  @Companion
  void aMethodAnswersOtherwiseUntilTheDefectIsClosed() {
    TimeLimit limit = TimeLimit.after(Duration.ofHours(1));
    try (PlantedDefect alwaysReached = PlantedDefect.in(Place.TIME_IS_REACHED).answers(true)) {
      assertThat(limit.isReached()).isTrue();
    }
    assertThat(limit.isReached()).isFalse();
  }

  @Companion
  void aMethodDoesWhatAnotherDoes() {
    TimeLimit limit = TimeLimit.after(Duration.ofHours(1));
    try (PlantedDefect noTimeLeft =
        PlantedDefect.in(Place.TIME_REMAINING).does(Defects.class, "nothingLeft")) {
      assertThat(limit.remaining()).isZero();
    }
    assertThat(limit.remaining()).isPositive();
  }

  /** What is planted has to be visible from everywhere. */
  public static final class Defects {
    private Defects() {}

    public static long nothingLeft() {
      return 0;
    }
  }

  @Test
  void aMethodThatDoesNotExistIsRefused() {
    assertThatThrownBy(() -> PlantedDefect.in("internal.time.TimeLimit", "isGreen").answers(true))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
