package io.github.dynamodbjcache.examples.starter;

import java.io.Serializable;
import java.time.LocalTime;

/** When the sun rises in a city. */
public record Sunrise(String city, LocalTime at) implements Serializable {}
