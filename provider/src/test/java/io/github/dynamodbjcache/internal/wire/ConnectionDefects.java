package io.github.dynamodbjcache.internal.wire;

/** What a test plants. */
public final class ConnectionDefects {

  private ConnectionDefects() {}

  /** Nobody waits for a connection, however few the client opens. */
  public static Connections unlimited(int most) {
    return Connections.unlimited();
  }
}
