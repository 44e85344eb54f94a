package io.github.dynamodbjcache.examples.quickstart;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import javax.cache.integration.CacheLoader;
import javax.cache.integration.CacheLoaderException;
import org.jspecify.annotations.Nullable;

/** The old system that knows all paints, and takes its time: what a cache is for. */
final class Warehouse implements CacheLoader<String, Paint> {

  private static final int MILLIS_PER_QUESTION = 80;
  private static final int PAINTS_PER_SHELF = 1_000;

  private final Map<String, Paint> paints = readPaints();
  private final AtomicInteger questions = new AtomicInteger();

  /** How many paints it knows. */
  int size() {
    return paints.size();
  }

  /** All paints by their codes, as many at a time as {@link #PAINTS_PER_SHELF}. */
  List<Map<String, Paint>> shelves() {
    var shelves = new ArrayList<Map<String, Paint>>();
    Map<String, Paint> shelf = Map.of();
    for (var paint : paints.values()) {
      if (shelf.size() % PAINTS_PER_SHELF == 0) {
        shelf = new LinkedHashMap<>();
        shelves.add(shelf);
      }
      shelf.put(paint.code(), paint);
    }
    return shelves;
  }

  /** How often it was bothered so far. */
  int questions() {
    return questions.get();
  }

  @Override
  public @Nullable Paint load(String code) {
    questions.incrementAndGet();
    try {
      Thread.sleep(MILLIS_PER_QUESTION);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CacheLoaderException("interrupted while the warehouse was searching", e);
    }
    return paints.get(code);
  }

  @Override
  public Map<String, Paint> loadAll(Iterable<? extends String> codes) {
    var found = new LinkedHashMap<String, Paint>();
    for (var code : codes) {
      var paint = load(code);
      if (paint != null) {
        found.put(code, paint);
      }
    }
    return found;
  }

  private static Map<String, Paint> readPaints() {
    var resource = Objects.requireNonNull(Warehouse.class.getResourceAsStream("paints.csv"));
    try (var lines = new BufferedReader(new InputStreamReader(resource, UTF_8))) {
      var paints = new LinkedHashMap<String, Paint>();
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        var comma = line.indexOf(',');
        var paint = new Paint(line.substring(0, comma), line.substring(comma + 1));
        paints.put(paint.code(), paint);
      }
      return paints;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
