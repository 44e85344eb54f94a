package io.github.dynamodbjcache.internal.cache;

import javax.cache.CacheException;

/**
 * Looks whether the calling thread has stack enough for a call, before anything is begun.
 *
 * <p>A stack that overflows somewhere inside leaves behind what cannot be mended from here: a lock
 * of the SDK's timers that nobody gives back, so that all calls of all clients hang; a connection
 * pool that is shut down or has lost connections. Here it overflows where nothing is held.
 */
final class StackReserve {

  /**
   * Takes 27 kB when compiled, and up to three times as much before, like the SDK's own frames: a
   * call over a connection that is there takes 20.
   */
  private static final int FRAMES = 256;

  private StackReserve() {}

  /**
   * Goes on if there is enough.
   *
   * @throws CacheException if there is not
   */
  static void require(String cacheName) {
    try {
      descend(FRAMES, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    } catch (StackOverflowError overflow) {
      throw new CacheException(
          "cache \""
              + cacheName
              + "\": nothing was done, since this thread's stack is almost used up. Calls are nested"
              + " too deeply here, maybe without end: does a loader ask the cache for the key that"
              + " it is to load? If the nesting is meant, give the thread a larger stack (-Xss)",
          overflow);
    }
  }

  /** Each frame has to keep all of them, since each needs them after the next has returned. */
  private static long descend(
      int frames, long a, long b, long c, long d, long e, long f, long g, long h, long i, long j) {
    return frames == 0
        ? a
        : descend(frames - 1, b, c, d, e, f, g, h, i, j, a) + a + b + c + d + e + f + g + h + i + j;
  }
}
