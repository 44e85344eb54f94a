package io.github.dynamodbjcache.benchmarks;

import io.github.dynamodbjcache.configuration.DynamoDbCacheProperties;
import io.github.dynamodbjcache.table.Mapping;
import io.github.dynamodbjcache.table.Table;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import javax.cache.CacheManager;
import javax.cache.Caching;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Streams through more items of an own table than the heap could hold, and prints how many it met,
 * the most heap that was in use, garbage included, and the time. The pages come from memory ({@link
 * PagesHttpClient}), as DynamoDB Local takes minutes for each page of a table of a million.
 */
public final class StreamWalk {

  private static final double BYTES_PER_MIB = 1024 * 1024;

  private StreamWalk() {}

  /**
   * Runs it.
   *
   * @param arguments the number of items, by default 1,000,000; the length of their texts in
   *     characters, by default 100; the heap, by default 64m; as one argument or as three
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Arguments given = new Arguments(arguments);
    int items = given.next(1_000_000);
    int length = given.next(100);
    System.exit(run(items, length, given.next("64m"), ProcessBuilder.Redirect.INHERIT));
  }

  /** Runs it and gives the exit status of the JVM that streams. */
  static int run(int items, int length, String heap, ProcessBuilder.Redirect output)
      throws IOException, InterruptedException {
    List<String> options = new ArrayList<>(StubSides.OPTIONS);
    options.add("-Ddynamodb-jcache.caches.lines.table.create=assumed");
    options.add("-Xmx" + heap);
    Process streaming =
        JavaProgram.command(
                StreamingJvm.class,
                options,
                List.of(Integer.toString(items), Integer.toString(length)))
            .redirectErrorStream(true)
            .redirectOutput(output)
            .start();
    try {
      return streaming.waitFor();
    } finally {
      streaming.destroyForcibly();
    }
  }

  /**
   * What is streamed.
   *
   * @param id its key
   */
  record Line(String id, String text) {}

  /** What runs with little heap. */
  static final class StreamingJvm {

    /** A small part of a page. */
    private static final int LOOK_AT_HEAP_EVERY = 100;

    private StreamingJvm() {}

    public static void main(String[] arguments) {
      int items = Integer.parseInt(arguments[0]);
      int length = Integer.parseInt(arguments[1]);
      try (DynamoDbClient client =
              DynamoDbClient.builder()
                  .endpointOverride(URI.create("http://localhost:1"))
                  .region(Region.EU_WEST_1)
                  .httpClient(new PagesHttpClient(items, Samples.text(0, length)))
                  .build();
          CacheManager manager =
              Caching.getCachingProvider()
                  .getCacheManager(
                      URI.create("streaming"),
                      StreamWalk.class.getClassLoader(),
                      DynamoDbCacheProperties.withClient(client))) {
        Table<String, Line> table =
            Table.open(manager, "lines", Mapping.record(Line.class).key("id", String.class));
        long start = System.nanoTime();
        long met = 0;
        long peakHeap = 0;
        for (Iterator<Line> lines = table.scan().values().iterator(); lines.hasNext(); ) {
          met += lines.next().text().length() == length ? 1 : 0;
          if (met % LOOK_AT_HEAP_EVERY == 0) {
            peakHeap =
                Math.max(
                    peakHeap, ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
          }
        }
        System.out.println(
            String.format(
                Locale.ROOT,
                "%,d items met in %,d s, peak heap %.1f MiB of %.0f",
                met,
                TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start),
                peakHeap / BYTES_PER_MIB,
                Runtime.getRuntime().maxMemory() / BYTES_PER_MIB));
        if (met != items) {
          throw new IllegalStateException("%,d items are missing".formatted(items - met));
        }
      }
    }
  }
}
