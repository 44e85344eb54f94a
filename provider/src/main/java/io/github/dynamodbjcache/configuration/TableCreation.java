package io.github.dynamodbjcache.configuration;

/** Whether the provider creates tables. */
public enum TableCreation {
  /** When a cache is opened and its table is not there. */
  IF_MISSING,
  /** Not at all: a missing table is an error. */
  NEVER
}
