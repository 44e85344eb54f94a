package io.github.dynamodbjcache.examples.micronaut;

import io.micronaut.context.ApplicationContext;
import java.time.DayOfWeek;

/** The program: asks for the weather, and says how often the satellite was asked. */
public final class WeatherStation {

  private WeatherStation() {}

  public static void main(String[] arguments) {
    try (ApplicationContext context = ApplicationContext.run(arguments)) {
      Forecasts forecasts = context.getBean(Forecasts.class);
      Satellite satellite = context.getBean(Satellite.class);

      tell(forecasts.forecast(City.OSLO, DayOfWeek.FRIDAY), satellite);
      tell(forecasts.forecast(City.OSLO, DayOfWeek.FRIDAY), satellite);
      forecasts.correct(City.OSLO, DayOfWeek.FRIDAY, -3);
      tell(forecasts.forecast(City.OSLO, DayOfWeek.FRIDAY), satellite);
      forecasts.forget(City.OSLO, DayOfWeek.FRIDAY);
      tell(forecasts.forecast(City.OSLO, DayOfWeek.FRIDAY), satellite);
      tell(forecasts.later(City.ROME, DayOfWeek.SUNDAY).join(), satellite);
      tell(forecasts.later(City.ROME, DayOfWeek.SUNDAY).join(), satellite);
    }
  }

  private static void tell(Forecast forecast, Satellite satellite) {
    System.out.printf(
        "%s, %s: %d degrees (questions to the satellite: %d)%n",
        forecast.city(), forecast.day(), forecast.degrees(), satellite.questions());
  }
}
