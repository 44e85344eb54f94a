package io.github.dynamodbjcache.internal.wire;

/** What a test plants. */
public final class WireDefects {

  private WireDefects() {}

  /** Nobody waits for a connection, however few the client opens. */
  public static Connections unlimited(int most) {
    return Connections.unlimited();
  }

  /** Every request is taken to have left. */
  public static Departure left() {
    return Departure.LEFT;
  }

  /** No request is taken to have left. */
  public static Departure never() {
    return Departure.NEVER;
  }
}
