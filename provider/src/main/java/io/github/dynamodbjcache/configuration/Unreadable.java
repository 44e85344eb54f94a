package io.github.dynamodbjcache.configuration;

/**
 * What becomes of an entry that cannot be read, because it is garbled, of another application, of a
 * newer format, or of a class that is not allowed, not there, or changed incompatibly.
 */
public enum Unreadable {
  /** What meets it fails; an iteration that is asked again goes on with the next entry. */
  FAIL,
  /** Iterations leave it out, count it, and log the first; everything else fails. */
  SKIP,
  /**
   * It counts as absent wherever its value is read, hence iterations leave it out, too; it is
   * counted, and the first one logged.
   */
  MISS
}
