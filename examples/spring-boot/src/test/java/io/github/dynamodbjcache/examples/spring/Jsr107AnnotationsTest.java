package io.github.dynamodbjcache.examples.spring;

import static io.github.dynamodbjcache.examples.spring.Instance.BLUE;
import static io.github.dynamodbjcache.examples.spring.Instance.RED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the Javadoc of JSR-107's annotations promises, held by caches in DynamoDB. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class Jsr107AnnotationsTest {

  private static Instance instance;

  private final Swatches swatches = instance.swatches();
  private int questionsBefore;

  @BeforeAll
  static void start() {
    instance = Instance.onTablesOfItsOwn().start();
  }

  @AfterAll
  static void stop() {
    instance.close();
  }

  @BeforeEach
  void emptyCaches() {
    swatches.discardAll();
    instance.caches().getCache("unknown-paints").removeAll();
    questionsBefore = instance.maker().questions();
  }

  @Test
  void cacheResultAsksOnceForEachArgument() {
    assertThat(swatches.swatchOf(RED)).isEqualTo(new Swatch(RED, "at 12.50"));
    assertThat(swatches.swatchOf(RED)).isEqualTo(new Swatch(RED, "at 12.50"));
    swatches.swatchOf(BLUE);
    assertThat(questions()).isEqualTo(2);
  }

  /** CacheResult: "this exception is cached" and thrown again by later calls. */
  @Test
  void cachedExceptionsAreThrownAgainWithoutACall() {
    for (int i = 0; i < 2; i++) {
      assertThatExceptionOfType(UnknownPaintException.class)
          .isThrownBy(() -> swatches.swatchOf("#000000"))
          .withMessage("#000000");
    }
    assertThat(questions()).isOne();
    assertThat(instance.caches().getCache("unknown-paints")).hasSize(1);
  }

  @Test
  void cachePutReplacesTheValue() {
    swatches.swatchOf(RED);
    swatches.replace(RED, new Swatch(RED, "by hand"));
    assertThat(swatches.swatchOf(RED).paper()).isEqualTo("by hand");
    assertThat(questions()).isOne();
  }

  @Test
  void cacheRemoveRemovesOneKeyOnly() {
    swatches.swatchOf(RED);
    swatches.swatchOf(BLUE);
    swatches.discard(RED);
    swatches.swatchOf(BLUE);
    assertThat(questions()).isEqualTo(2);
    swatches.swatchOf(RED);
    assertThat(questions()).isEqualTo(3);
  }

  @Test
  void cacheRemoveAllRemovesAll() {
    swatches.swatchOf(RED);
    swatches.swatchOf(BLUE);
    swatches.discardAll();
    assertThat(instance.caches().getCache("swatches")).isEmpty();
  }

  private int questions() {
    return instance.maker().questions() - questionsBefore;
  }
}
