package io.github.dynamodbjcache.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.Caching;
import javax.cache.configuration.MutableConfiguration;

/**
 * Walks through more entries than the heap of the walking JVM could hold, and prints how many it
 * met, the most heap that was in use, garbage included, and the time.
 */
public final class Walk {

  private static final int PUT_AT_ONCE = 1_000;
  private static final double BYTES_PER_MIB = 1024 * 1024;

  private Walk() {}

  /**
   * Runs it.
   *
   * @param arguments the number of entries, by default 1,000,000; the length of their values in
   *     characters, by default 100; the heap, by default 64m; as one argument or as three
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Arguments given = new Arguments(arguments);
    int entries = given.next(1_000_000);
    int length = given.next(100);
    System.exit(run(entries, length, given.next("64m"), ProcessBuilder.Redirect.INHERIT));
  }

  /** Runs it and gives the exit status of the walking JVM. */
  static int run(int entries, int length, String heap, ProcessBuilder.Redirect output)
      throws IOException, InterruptedException {
    try (ServerProcess server = new ServerProcess()) {
      List<String> options = new ArrayList<>(server.clientOptions());
      options.add("-Xmx" + heap);
      Process walking =
          JavaProgram.command(
                  WalkingJvm.class,
                  options,
                  List.of(Integer.toString(entries), Integer.toString(length)))
              .redirectErrorStream(true)
              .redirectOutput(output)
              .start();
      try {
        return walking.waitFor();
      } finally {
        walking.destroyForcibly();
      }
    }
  }

  /** What runs with little heap. */
  static final class WalkingJvm {

    /** A small part of a page. */
    private static final int LOOK_AT_HEAP_EVERY = 100;

    private static final MemoryMXBean MEMORY = ManagementFactory.getMemoryMXBean();

    private WalkingJvm() {}

    public static void main(String[] arguments) {
      int entries = Integer.parseInt(arguments[0]);
      int length = Integer.parseInt(arguments[1]);
      try (CacheManager manager = Caching.getCachingProvider().getCacheManager()) {
        Cache<String, String> cache =
            manager.createCache(
                "walked",
                new MutableConfiguration<String, String>().setTypes(String.class, String.class));
        long loading = System.nanoTime();
        for (int from = 0; from < entries; from += PUT_AT_ONCE) {
          int to = Math.min(from + PUT_AT_ONCE, entries);
          cache.putAll(Samples.entries(from, to, number -> Samples.text(number, length)));
        }
        say("%,d entries put in %,d s", entries, secondsSince(loading));
        long walking = System.nanoTime();
        long met = 0;
        long peakHeap = 0;
        for (Cache.Entry<String, String> entry : cache) {
          met += entry.getValue().length() == length ? 1 : 0;
          if (met % LOOK_AT_HEAP_EVERY == 0) {
            peakHeap = Math.max(peakHeap, MEMORY.getHeapMemoryUsage().getUsed());
          }
        }
        say(
            "%,d entries met in %,d s, peak heap %.1f MiB of %.0f",
            met, secondsSince(walking), peakHeap / BYTES_PER_MIB, heapMib());
        if (met != entries) {
          throw new IllegalStateException("%,d entries are missing".formatted(entries - met));
        }
      }
    }

    private static double heapMib() {
      return Runtime.getRuntime().maxMemory() / BYTES_PER_MIB;
    }

    private static long secondsSince(long nanos) {
      return TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - nanos);
    }

    private static void say(String format, Object... arguments) {
      System.out.println(String.format(Locale.ROOT, format, arguments));
    }
  }
}
