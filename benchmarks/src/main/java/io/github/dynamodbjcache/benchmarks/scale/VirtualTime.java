package io.github.dynamodbjcache.benchmarks.scale;

import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;

/** The clock of a simulation, and what is still to happen. Equal times happen as they came. */
final class VirtualTime {

  static final long MILLISECOND = TimeUnit.MILLISECONDS.toNanos(1);
  static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final PriorityQueue<Event> events = new PriorityQueue<>();
  private long now;
  private long count;

  long now() {
    return now;
  }

  void after(long nanos, Runnable action) {
    events.add(new Event(now + nanos, count++, action));
  }

  /** Lets everything happen up to that time. */
  void runUntil(long time) {
    while (true) {
      Event next = events.peek();
      if (next == null || next.time > time) {
        now = time;
        return;
      }
      events.poll();
      now = next.time;
      next.action.run();
    }
  }

  /** Lets everything happen that is still to happen. */
  void runOut() {
    for (Event next = events.poll(); next != null; next = events.poll()) {
      now = next.time;
      next.action.run();
    }
  }

  private record Event(long time, long order, Runnable action) implements Comparable<Event> {
    @Override
    public int compareTo(Event other) {
      int byTime = Long.compare(time, other.time);
      return byTime == 0 ? Long.compare(order, other.order) : byTime;
    }
  }
}
