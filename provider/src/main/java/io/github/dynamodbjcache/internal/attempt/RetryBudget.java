package io.github.dynamodbjcache.internal.attempt;

/**
 * What all calls of a store may spend on retries together: a bucket of tokens out of which each
 * retry takes some, and into which each answer puts back a few. A table that is disturbed now and
 * then never empties it. One that is down, or throttles nearly everything, is not stormed: a
 * hundred retries, then each call makes its first attempts and no other until answers come again.
 *
 * <p>With these figures the bucket stays full while up to two in seven attempts fail.
 */
final class RetryBudget {

  private static final int CAPACITY = 500;
  private static final int RETRY = 5;
  private static final int ANSWER = 2;

  private int tokens = CAPACITY;

  /** Takes a retry out; false if too little is left. */
  synchronized boolean tryTake() {
    if (tokens < RETRY) {
      return false;
    }
    tokens -= RETRY;
    return true;
  }

  /** Puts back for an attempt that was answered as it should be. */
  synchronized void answered() {
    tokens = Math.min(CAPACITY, tokens + ANSWER);
  }
}
