package io.github.dynamodbjcache.internal.store.dynamodb;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** By which attributes an item tells when it expires. An eternal one has none of them. */
public sealed interface Lifetime {

  /** By none: no item expires. */
  Lifetime ENDLESS = new Endless();

  /**
   * By the service's own attribute, which the entry has as well, as the service understands it: a
   * value that is no number, or lies more than five years back, means that the item does not
   * expire.
   */
  static Lifetime inSeconds(String attribute) {
    return new InSeconds(attribute);
  }

  /** The attribute by which the service deletes expired items; null if it has none to go by. */
  @Nullable String timeToLive();

  /** The attributes that nobody sees outside of the store. */
  default List<String> hiddenNames() {
    return List.of();
  }

  /**
   * To the millisecond.
   *
   * @param deadline (N) the deadline in milliseconds since the epoch
   * @param timeToLive (N) the deadline in seconds, rounded up, for the service's own deletion
   */
  record InMillis(String deadline, String timeToLive) implements Lifetime {
    @Override
    public List<String> hiddenNames() {
      return List.of(deadline, timeToLive);
    }
  }

  /**
   * See {@link #inSeconds}.
   *
   * @param timeToLive (N) the deadline in seconds since the epoch, rounded up
   */
  record InSeconds(String timeToLive) implements Lifetime {}

  /** See {@link #ENDLESS}. */
  record Endless() implements Lifetime {
    @Override
    public @Nullable String timeToLive() {
      return null;
    }
  }
}
