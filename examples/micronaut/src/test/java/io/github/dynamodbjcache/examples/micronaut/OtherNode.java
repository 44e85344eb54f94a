package io.github.dynamodbjcache.examples.micronaut;

import io.micronaut.context.ApplicationContext;
import java.time.DayOfWeek;

/** A program: the application in a JVM where enum constants have other hashes. */
final class OtherNode {

  private static final int OTHER_OBJECTS = 1000;

  private OtherNode() {}

  public static void main(String[] arguments) {
    int sum = 0;
    for (int i = 0; i < OTHER_OBJECTS; i++) {
      sum += System.identityHashCode(new Object());
    }
    System.out.println("hash " + DayOfWeek.FRIDAY.hashCode() + " after " + sum);
    try (ApplicationContext context = ApplicationContext.run()) {
      Forecasts forecasts = context.getBean(Forecasts.class);
      System.out.println(forecasts.forecast(City.OSLO, DayOfWeek.FRIDAY));
      System.out.println(forecasts.warning());
      System.out.println(forecasts.later(City.ROME, DayOfWeek.FRIDAY).join());
      System.out.println("questions " + context.getBean(Satellite.class).questions());
      forecasts.forget(City.OSLO, DayOfWeek.FRIDAY);
    }
  }
}
