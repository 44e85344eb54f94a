package io.github.dynamodbjcache.benchmarks;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** The calls of {@link ProviderBenchmark} on an own table, by the SDK's own mapper. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class EnhancedBenchmark {

  /** An own table. */
  @State(Scope.Benchmark)
  public static class Albums {
    final EnhancedTracks tracks = EnhancedTracks.filled("enhanced-tracks");
    final List<TrackBean> many = tracks.first(Tracks.MANY);
    int call;

    TrackBean next() {
      return many.get(Math.floorMod(call++, Tracks.MANY));
    }
  }

  @Benchmark
  public @Nullable TrackBean getTrack(Albums albums) {
    return albums.tracks.get(Math.floorMod(albums.call++, Tracks.MANY));
  }

  @Benchmark
  public void updateTrack(Albums albums) {
    albums.tracks.update(albums.next());
  }

  @Benchmark
  public void putTrack(Albums albums) {
    albums.tracks.put(albums.next());
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
