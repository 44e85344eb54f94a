package io.github.dynamodbjcache.examples.spring;

import java.io.Serializable;

/** A piece of painted paper. */
public record Swatch(String paint, String paper) implements Serializable {}
