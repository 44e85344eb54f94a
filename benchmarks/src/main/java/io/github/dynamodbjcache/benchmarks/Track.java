package io.github.dynamodbjcache.benchmarks;

/** A value of ten components, two of which are the key of its item. */
public record Track(
    String album,
    int position,
    String title,
    String artist,
    String composer,
    String label,
    long year,
    long seconds,
    long plays,
    long cents) {

  /** The one of that number, of 10,000 on the same album. */
  static Track of(int number) {
    return new Track(
        Tracks.ALBUM,
        number,
        "title of track number " + number,
        "artist of track number " + number,
        "composer of track number " + number,
        "label of track number " + number,
        1950L + number % 80,
        100L + number % 400,
        1_000L * number,
        99L + number % 200);
  }
}
