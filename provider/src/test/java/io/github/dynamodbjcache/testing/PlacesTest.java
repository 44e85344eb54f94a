package io.github.dynamodbjcache.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every name that a planted defect is addressed by is one of a method that has code to replace: who
 * renames a class hears of it here, in a second, and not from the test that would plant.
 */
class PlacesTest {

  @ParameterizedTest
  @EnumSource
  void aDefectCanBePlantedThere(Place place) {
    for (Method method : place.resolve()) {
      assertThat(method.getModifiers() & (Modifier.ABSTRACT | Modifier.NATIVE))
          .as("%s has code of its own", method)
          .isZero();
    }
  }
}
