package io.github.dynamodbjcache.examples.spring;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Who makes the paints and is slow to answer: what makes a cache worth having. */
@Component
public class Maker {

  private static final Map<String, String> PRICES =
      Map.of("#c93f38", "12.50", "#1b3a57", "18.90", "#f2e6c9", "9.95");

  private final Duration takes;
  private final boolean open;
  private final AtomicInteger questions = new AtomicInteger();

  /**
   * Made by Spring.
   *
   * @param takes how long an answer takes
   * @param open false: any question is an error
   */
  public Maker(
      @Value("${paint-shop.maker.takes}") Duration takes,
      @Value("${paint-shop.maker.open}") boolean open) {
    this.takes = takes;
    this.open = open;
  }

  /** What a litre costs. */
  public BigDecimal priceOf(String paint) {
    answer();
    String price = PRICES.get(paint);
    if (price == null) {
      throw new UnknownPaintException(paint);
    }
    return new BigDecimal(price);
  }

  /** The coat that two paints make together. */
  public Mixture mix(String first, String second) {
    answer();
    return new Mixture(first, second, Integer.toHexString((first + second).hashCode()));
  }

  /** How often it was asked. */
  public int questions() {
    return questions.get();
  }

  private void answer() {
    if (!open) {
      throw new IllegalStateException("the maker is closed");
    }
    questions.incrementAndGet();
    try {
      Thread.sleep(takes.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the maker was thinking", e);
    }
  }
}
