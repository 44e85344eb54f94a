package io.github.dynamodbjcache.benchmarks.scale;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/** JVMs of the same kind and one table, for so long. No call begins after the end; all end. */
final class Fleet {

  /** One call of the API. */
  interface Operation {
    /** Begins it, and says when it has ended. */
    void start(Jvm jvm, Consumer<End> whenEnded);
  }

  private static final long CALLER_BETWEEN_CALLS = VirtualTime.MILLISECOND / 50;
  private static final long CALLERS_COME_WITHIN = VirtualTime.SECOND / 20;

  final VirtualTime time = new VirtualTime();
  final Random random;
  final Table table;
  final Tally tally;
  private final List<Jvm> jvms = new ArrayList<>();
  private final long end;

  /** Measured from the end of the warm-up. */
  Fleet(
      long seed, int size, Table.Shape shape, Retries retries, int warmUpSeconds, int endSeconds) {
    random = new Random(seed);
    table = new Table(time, random, shape);
    end = endSeconds * VirtualTime.SECOND;
    tally = new Tally(time, size, warmUpSeconds * VirtualTime.SECOND, end);
    for (int i = 0; i < size; i++) {
      jvms.add(new Jvm(i, time, table, random, retries, tally));
    }
  }

  /** So many callers in each JVM; each calls again as soon as its call has ended. */
  Fleet callers(int ofEachJvm, Operation operation) {
    for (Jvm jvm : jvms) {
      for (int i = 0; i < ofEachJvm; i++) {
        long comes = (long) (random.nextDouble() * CALLERS_COME_WITHIN);
        time.after(comes, () -> callAgain(jvm, operation));
      }
    }
    return this;
  }

  private void callAgain(Jvm jvm, Operation operation) {
    if (time.now() < end) {
      operation.start(
          jvm, ended -> time.after(CALLER_BETWEEN_CALLS, () -> callAgain(jvm, operation)));
    }
  }

  /** Calls that come by chance, so many a second in each JVM, whatever becomes of them. */
  Fleet arrivals(double perSecondAndJvm, Operation operation) {
    jvms.forEach(jvm -> nextArrival(jvm, perSecondAndJvm, operation));
    return this;
  }

  private void nextArrival(Jvm jvm, double perSecond, Operation operation) {
    double seconds = -Math.log(1 - random.nextDouble()) / perSecond;
    time.after(
        1 + (long) (seconds * VirtualTime.SECOND),
        () -> {
          if (time.now() < end) {
            operation.start(jvm, ended -> {});
            nextArrival(jvm, perSecond, operation);
          }
        });
  }

  List<Jvm> jvms() {
    return List.copyOf(jvms);
  }

  /** Lets it run to its end, and until the last call has ended. */
  Tally run() {
    time.runOut();
    return tally;
  }
}
