package io.github.dynamodbjcache.examples.spring;

import java.math.BigDecimal;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Asks for a few things, some of them twice, and prints how long each answer took. */
@Component
@Profile("tour")
public class Tour implements ApplicationRunner {

  private static final String RED = "#c93f38";
  private static final String BLUE = "#1b3a57";

  private final Prices prices;
  private final Swatches swatches;
  private final PriceChanges changes;
  private final Maker maker;

  /** Goes through those. */
  public Tour(Prices prices, Swatches swatches, PriceChanges changes, Maker maker) {
    this.prices = prices;
    this.swatches = swatches;
    this.changes = changes;
    this.maker = maker;
  }

  @Override
  public void run(ApplicationArguments arguments) {
    timed("a litre of " + RED, () -> prices.priceOf(RED));
    timed("the same again", () -> prices.priceOf(RED));
    timed("an offer for 2 litres", () -> prices.offerFor(RED, 2));
    timed("the same again", () -> prices.offerFor(RED, 2));
    timed("red and blue mixed", () -> prices.mix(RED, BLUE));
    timed("a swatch of it", () -> swatches.swatchOf(RED));
    prices.setPrice(RED, prices.priceOf(RED).add(BigDecimal.ONE));
    changes.heard().forEach(change -> say("a new price: " + change));
    say("the maker was asked " + maker.questions() + " times");
  }

  private static void timed(String what, Supplier<? extends @Nullable Object> question) {
    long start = System.nanoTime();
    Object answer = question.get();
    say("%s: %s, after %,d ms".formatted(what, answer, (System.nanoTime() - start) / 1_000_000));
  }

  private static void say(String text) {
    System.out.println("   " + text);
  }
}
