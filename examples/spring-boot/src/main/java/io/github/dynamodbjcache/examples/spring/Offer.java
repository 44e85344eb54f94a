package io.github.dynamodbjcache.examples.spring;

import java.io.Serializable;
import java.math.BigDecimal;

/** So many litres for less. */
public record Offer(String paint, int litres, BigDecimal price) implements Serializable {}
