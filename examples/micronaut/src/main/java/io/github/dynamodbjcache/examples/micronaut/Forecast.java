package io.github.dynamodbjcache.examples.micronaut;

import java.io.Serializable;
import java.time.DayOfWeek;

/** What the weather will be. */
public record Forecast(City city, DayOfWeek day, int degrees) implements Serializable {}
