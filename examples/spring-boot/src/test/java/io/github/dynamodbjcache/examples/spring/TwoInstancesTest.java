package io.github.dynamodbjcache.examples.spring;

import static io.github.dynamodbjcache.examples.spring.Instance.BLUE;
import static io.github.dynamodbjcache.examples.spring.Instance.RED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.dynamodbjcache.embedded.EmbeddedDynamoDb;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Instances of the application on the same tables, in this JVM and in another one. */
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class TwoInstancesTest {

  private final String tables = UUID.randomUUID() + "-";
  private final Instance one = Instance.on(tables).start();

  @TempDir private Path folder;

  @AfterEach
  void stop() {
    one.close();
  }

  @Test
  void eachSeesWhatTheOtherPutsAndEvicts() throws IOException {
    try (Instance other = other()) {
      assertThat(other.caches()).isNotSameAs(one.caches());

      one.prices().priceOf(RED);
      one.prices().priceOf(BLUE);
      assertThat(one.prices().offerFor(RED, 2)).isNull();
      assertThatExceptionOfType(UnknownPaintException.class)
          .isThrownBy(() -> one.swatches().swatchOf("#000000"));
      assertThat(other.prices().priceOf(RED)).isEqualTo("12.50");
      assertThat(other.prices().offerFor(RED, 2)).isNull();
      assertThatExceptionOfType(UnknownPaintException.class)
          .isThrownBy(() -> other.swatches().swatchOf("#000000"));
      assertThat(other.maker().questions()).isZero();

      other.prices().setPrice(RED, new BigDecimal("13.00"));
      assertThat(one.prices().priceOf(RED)).isEqualTo("13.00");

      other.prices().forgetPrice(RED);
      assertThat(one.prices().priceOf(RED)).isEqualTo("12.50");
      assertThat(one.maker().questions()).as("RED was asked for again").isEqualTo(5);

      other.prices().newSeason();
      assertThat(one.caches().getCache("prices")).isEmpty();
      assertThat(one.caches().getCache("offers")).isEmpty();
    }
  }

  @Test
  void aStartOnExistingTablesAndAnEndLeaveTheEntries() throws IOException {
    one.prices().priceOf(RED);
    one.swatches().swatchOf(RED);
    try (Instance other = other()) {
      other.prices().priceOf(RED);
      other.swatches().swatchOf(RED);
      assertThat(other.maker().questions()).isZero();
    }
    int questions = one.maker().questions();
    one.prices().priceOf(RED);
    one.swatches().swatchOf(RED);
    assertThat(one.maker().questions()).isEqualTo(questions);
  }

  /** The tour asks for a price, an offer that is null, a mixture and a swatch, and sets a price. */
  @Test
  void anotherJvmLivesOnTheEntriesOfThisOne() throws Exception {
    one.prices().priceOf(RED);
    one.prices().offerFor(RED, 2);
    one.prices().mix(RED, BLUE);
    one.swatches().swatchOf(RED);
    try (ChildJvm child =
        ChildJvm.java(
            folder,
            List.of(
                "-Ddynamodb-jcache.client.endpoint=" + EmbeddedDynamoDb.shared().endpoint(),
                "-Ddynamodb-jcache.client.region=eu-west-1",
                "-Ddynamodb-jcache.client.api-call-timeout=60s",
                "-Ddynamodb-jcache.client.attempt-timeout=30s",
                "-Ddynamodb-jcache.table.prefix=" + tables,
                "-cp",
                ClassPath.whole(),
                PaintShop.class.getName(),
                "--spring.main.web-application-type=none",
                "--spring.devtools.restart.enabled=false",
                "--spring.profiles.active=tour",
                "--paint-shop.maker.open=false"))) {
      assertThat(child.await()).contains("the maker was asked 0 times");
    }
    assertThat(one.prices().priceOf(RED)).isEqualTo("13.50");
    assertThat(one.maker().questions()).isEqualTo(4);
  }

  private Instance other() throws IOException {
    return Instance.on(tables).configuredByACopyIn(folder).start();
  }
}
