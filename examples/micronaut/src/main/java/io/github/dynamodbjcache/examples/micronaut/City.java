package io.github.dynamodbjcache.examples.micronaut;

/** Where the weather is. */
public enum City {
  OSLO,
  ROME
}
