package io.github.dynamodbjcache.examples.micronaut;

import jakarta.inject.Singleton;
import java.time.DayOfWeek;
import java.util.concurrent.atomic.AtomicInteger;

/** Where forecasts come from: far away, and asked as seldom as can be. */
@Singleton
public class Satellite {

  private final AtomicInteger questions = new AtomicInteger();

  int degrees(City city, DayOfWeek day) {
    questions.incrementAndGet();
    return (city == City.ROME ? 20 : 5) + day.getValue();
  }

  /** How often it was asked. */
  public int questions() {
    return questions.get();
  }
}
