package io.github.dynamodbjcache.examples.ratelimiter;

import java.io.IOException;
import javax.cache.CacheException;
import javax.cache.Caching;

/** One of several processes in front of an API, each of which asks before it lets a call in. */
final class Gateway {

  private Gateway() {}

  /**
   * Says {@code ready}, waits for the end of its input, lets calls in until one is refused, and
   * says how many it let in, and on how many it had no answer.
   *
   * <p>Without an answer it does not let the call in, so that the limit holds, and takes the token
   * for gone. A gateway that would rather let a call too many in than refuse one does so there.
   *
   * @param arguments the customer who calls
   */
  public static void main(String[] arguments) throws IOException {
    try (var manager = Caching.getCachingProvider().getCacheManager()) {
      var limits = Limits.in(manager, "limits");
      System.out.println("ready");
      while (System.in.read() >= 0) {}
      int calls = 0;
      int unanswered = 0;
      for (boolean full = false; !full; ) {
        try {
          if (limits.allows(arguments[0])) {
            calls++;
          } else {
            full = true;
          }
        } catch (CacheException noAnswer) {
          unanswered++;
        }
      }
      System.out.println(calls + " " + unanswered);
    }
  }
}
