package io.github.dynamodbjcache.configuration;

/** Whether the provider creates tables. */
public enum TableCreation {
  /** When a cache is opened and its table is not there. */
  IF_MISSING,
  /** Not at all: a missing table is an error. */
  NEVER,
  /**
   * Not at all, nor are they looked at: opening a cache makes no request, and so succeeds while
   * DynamoDB cannot be reached. What is wrong with a table shows at the first operation.
   */
  ASSUMED
}
