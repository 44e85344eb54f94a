package io.github.dynamodbjcache.benchmarks;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** The calls of {@link ProviderBenchmark} as a careful user writes them with the SDK alone. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class RawBenchmark {

  /** A table of texts. */
  @State(Scope.Benchmark)
  public static class Texts {
    final RawTable<String> table =
        RawTable.filled("raw-texts", new RawValues.OfText(), Samples::text);
    final Map<String, String> bulk = Samples.bulk(Samples::text);
    final Set<String> bulkKeys = Samples.bulkKeys();
    int call;
  }

  /** A table of objects. */
  @State(Scope.Benchmark)
  public static class Articles {
    final RawTable<Article> table =
        RawTable.filled("raw-articles", new RawValues.OfArticle(), Samples::article);
    int call;
  }

  /** A table of numbers. */
  @State(Scope.Benchmark)
  public static class Counters {
    final RawTable<Long> table =
        RawTable.filled("raw-counters", new RawValues.OfLong(), number -> 0L);
    int call;
  }

  /** An own table. */
  @State(Scope.Benchmark)
  public static class Albums {
    final RawTracks tracks = RawTracks.filled("raw-tracks");
    final List<Track> many = tracks.first(Tracks.MANY);
    int call;
  }

  @Benchmark
  public @Nullable String getText(Texts texts) {
    return texts.table.get(Samples.keyOfCall(texts.call++));
  }

  @Benchmark
  public @Nullable Article getObject(Articles articles) {
    return articles.table.get(Samples.keyOfCall(articles.call++));
  }

  @Benchmark
  public void putText(Texts texts) {
    int call = texts.call++;
    texts.table.put(Samples.keyOfCall(call), Samples.text(call));
  }

  /** The same without what settles a lost answer: one {@code PutItem}. */
  @Benchmark
  public void putTextForgetful(Texts texts) {
    int call = texts.call++;
    texts.table.putForgetfully(Samples.keyOfCall(call), Samples.text(call));
  }

  @Benchmark
  public void putObject(Articles articles) {
    int call = articles.call++;
    articles.table.put(Samples.keyOfCall(call), Samples.article(call));
  }

  @Benchmark
  public long invoke(Counters counters) {
    return counters.table.change(Samples.keyOfCall(counters.call++), count -> count + 1);
  }

  @Benchmark
  public Map<String, String> getAll(Texts texts) {
    return texts.table.getAll(texts.bulkKeys);
  }

  @Benchmark
  public void putAll(Texts texts) {
    texts.table.putAll(texts.bulk);
  }

  @Benchmark
  public void iterate(Texts texts, Blackhole hole) {
    texts.table.forEach(
        (key, value) -> {
          hole.consume(key);
          hole.consume(value);
        });
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
}
