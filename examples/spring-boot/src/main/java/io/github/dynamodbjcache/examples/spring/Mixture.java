package io.github.dynamodbjcache.examples.spring;

import java.io.Serializable;

/** Two paints and the batch number of what they make. */
public record Mixture(String first, String second, String batch) implements Serializable {}
