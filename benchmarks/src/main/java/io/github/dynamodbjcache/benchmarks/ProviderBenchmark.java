package io.github.dynamodbjcache.benchmarks;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.Caching;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.processor.EntryProcessor;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Calls through JCache, with the defaults of the provider. {@link RawBenchmark} has the same
 * methods, by hand.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class ProviderBenchmark {

  private static final EntryProcessor<String, Long, Long> INCREMENT =
      (entry, arguments) -> {
        entry.setValue(entry.getValue() + 1);
        return entry.getValue();
      };

  /** A cache of texts. */
  @State(Scope.Benchmark)
  public static class Texts {
    final Cache<String, String> cache = filled("texts", String.class, Samples::text);
    final Map<String, String> bulk = Samples.bulk(Samples::text);
    final Set<String> bulkKeys = Samples.bulkKeys();
    int call;
  }

  /** A cache of objects. */
  @State(Scope.Benchmark)
  public static class Articles {
    final Cache<String, Article> cache = filled("articles", Article.class, Samples::article);
    int call;
  }

  /** A cache of numbers. */
  @State(Scope.Benchmark)
  public static class Counters {
    final Cache<String, Long> cache = filled("counters", Long.class, number -> 0L);
    int call;
  }

  /** An own table. */
  @State(Scope.Benchmark)
  public static class Albums {
    final ProviderTracks tracks =
        new ProviderTracks(
            Caching.getCachingProvider().getCacheManager(), "tracks", "whole-tracks");
    final List<Track> many = tracks.first(Tracks.MANY);
    int call;

    /** As the other side has them. */
    public Albums() {
      tracks.batch(many);
    }
  }

  @Benchmark
  public String getText(Texts texts) {
    return texts.cache.get(Samples.keyOfCall(texts.call++));
  }

  @Benchmark
  public Article getObject(Articles articles) {
    return articles.cache.get(Samples.keyOfCall(articles.call++));
  }

  @Benchmark
  public void putText(Texts texts) {
    int call = texts.call++;
    texts.cache.put(Samples.keyOfCall(call), Samples.text(call));
  }

  @Benchmark
  public void putObject(Articles articles) {
    int call = articles.call++;
    articles.cache.put(Samples.keyOfCall(call), Samples.article(call));
  }

  @Benchmark
  public long invoke(Counters counters) {
    return counters.cache.invoke(Samples.keyOfCall(counters.call++), INCREMENT);
  }

  @Benchmark
  public Map<String, String> getAll(Texts texts) {
    return texts.cache.getAll(texts.bulkKeys);
  }

  @Benchmark
  public void putAll(Texts texts) {
    texts.cache.putAll(texts.bulk);
  }

  @Benchmark
  public void iterate(Texts texts, Blackhole hole) {
    for (Cache.Entry<String, String> entry : texts.cache) {
      hole.consume(entry.getKey());
      hole.consume(entry.getValue());
    }
  }

  @Benchmark
  public @Nullable Track getTrack(Albums albums) {
    return albums.tracks.get(Math.floorMod(albums.call++, Tracks.MANY));
  }

  @Benchmark
  public void updateTrack(Albums albums) {
    albums.tracks.update(albums.many.get(Math.floorMod(albums.call++, Tracks.MANY)));
  }

  @Benchmark
  public void putTrack(Albums albums) {
    albums.tracks.put(albums.many.get(Math.floorMod(albums.call++, Tracks.MANY)));
  }

  @Benchmark
  public void queryTracks(Albums albums, Blackhole hole) {
    albums.tracks.query(hole::consume);
  }

  @Benchmark
  public void batchTracks(Albums albums) {
    albums.tracks.batch(albums.many);
  }

  private static <V> Cache<String, V> filled(String name, Class<V> type, IntFunction<V> value) {
    CacheManager manager = Caching.getCachingProvider().getCacheManager();
    Cache<String, V> cache =
        manager.createCache(
            name, new MutableConfiguration<String, V>().setTypes(String.class, type));
    cache.putAll(Samples.entries(0, Samples.ENTRIES, value));
    return cache;
  }
}
