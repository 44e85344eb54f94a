package io.github.dynamodbjcache.benchmarks.scale;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;

/**
 * A table as DynamoDB's documentation describes it: partitions with so many units a second, under a
 * limit of the whole table; items with a revision; transactions that lock an item between their two
 * phases.
 *
 * <p>A request takes its latency, give or take a fifth; its effect is in the middle. A transaction
 * takes twice as long: it prepares after a quarter and commits after three quarters.
 */
final class Table {

  /** What is asked for. */
  enum Kind {
    READ,
    WRITE,
    /** A write if the item has that revision. */
    WRITE_IF,
    TRANSACTION,
    TRANSACTION_IF
  }

  /** What is answered. */
  enum Outcome {
    DONE,
    CONDITION_FAILED,
    THROTTLED,
    CONFLICT
  }

  /**
   * An answer.
   *
   * @param revision that of the item, which a refusal brings along
   */
  record Answer(Outcome outcome, long revision) {}

  static final double PARTITION_READS = 3_000;
  static final double PARTITION_WRITES = 1_000;

  private static final long NOT_LOCKED = -1;

  private final VirtualTime time;
  private final Random random;
  private final long latencyNanos;
  private final Units tableReads;
  private final Units tableWrites;
  private final Units[] reads;
  private final Units[] writes;
  private final double readUnits;
  private final Map<Long, Item> items = new HashMap<>();
  private boolean refusesAll;
  private long requests;
  private long throttles;

  /** With those limits; by strongly consistent reads. */
  Table(VirtualTime time, Random random, Shape shape) {
    this.time = time;
    this.random = random;
    this.latencyNanos = shape.latencyNanos;
    this.tableReads = new Units(time, shape.tableReads);
    this.tableWrites = new Units(time, shape.tableWrites);
    this.readUnits = shape.readUnits;
    reads = new Units[shape.partitions];
    writes = new Units[shape.partitions];
    for (int i = 0; i < shape.partitions; i++) {
      reads[i] = new Units(time, shape.partitionReads);
      writes[i] = new Units(time, shape.partitionWrites);
    }
  }

  Units tableWrites() {
    return tableWrites;
  }

  long requests() {
    return requests;
  }

  long throttles() {
    return throttles;
  }

  /** From now on, or no more, every request is throttled. */
  void refuseAll(boolean refuses) {
    refusesAll = refuses;
  }

  /** Sends it; the answer comes when it is time. */
  void send(Kind kind, long key, long revision, Consumer<Answer> receiver) {
    requests++;
    boolean isTransaction = kind == Kind.TRANSACTION || kind == Kind.TRANSACTION_IF;
    double jitter = 0.8 + 0.4 * random.nextDouble();
    long takes = (long) (latencyNanos * jitter) * (isTransaction ? 2 : 1);
    long arrives = isTransaction ? takes / 4 : takes / 2;
    time.after(
        arrives,
        () -> {
          Answer answer = arrived(kind, key, revision, takes / 2);
          time.after(takes - arrives, () -> receiver.accept(answer));
        });
  }

  private Answer arrived(Kind kind, long key, long revision, long untilCommit) {
    Item item = items.computeIfAbsent(key, absent -> new Item());
    if (!takeUnits(kind, key)) {
      throttles++;
      return new Answer(Outcome.THROTTLED, 0);
    }
    if (kind == Kind.READ) {
      return new Answer(Outcome.DONE, item.revision);
    }
    if (item.lockedUntil > time.now()) {
      return new Answer(Outcome.CONFLICT, 0);
    }
    boolean isConditional = kind == Kind.WRITE_IF || kind == Kind.TRANSACTION_IF;
    if (isConditional && item.revision != revision) {
      return new Answer(Outcome.CONDITION_FAILED, item.revision);
    }
    if (kind == Kind.TRANSACTION || kind == Kind.TRANSACTION_IF) {
      item.lockedUntil = time.now() + untilCommit;
      time.after(untilCommit, () -> item.revision++);
      return new Answer(Outcome.DONE, item.revision + 1);
    }
    item.revision++;
    return new Answer(Outcome.DONE, item.revision);
  }

  /** A condition that fails costs its write all the same, and so does a conflict. */
  private boolean takeUnits(Kind kind, long key) {
    boolean isRead = kind == Kind.READ;
    int partition = partitionOf(key, reads.length);
    Units ofPartition = isRead ? reads[partition] : writes[partition];
    Units ofTable = isRead ? tableReads : tableWrites;
    double units =
        switch (kind) {
          case READ -> readUnits;
          case WRITE, WRITE_IF -> 1;
          case TRANSACTION, TRANSACTION_IF -> 2;
        };
    if (refusesAll || !ofPartition.has(units) || !ofTable.has(units)) {
      return false;
    }
    ofPartition.take(units);
    ofTable.take(units);
    return true;
  }

  /** Where a key lies, by a hash. */
  static int partitionOf(long key, int partitions) {
    long mixed = (key + 1) * 0x9E3779B97F4A7C15L;
    mixed = (mixed ^ (mixed >>> 32)) * 0xD6E8FEB86659FD93L;
    return (int) Long.remainderUnsigned(mixed ^ (mixed >>> 32), partitions);
  }

  /** One item; absent as long as its revision is 0. */
  private static final class Item {
    private long revision;
    private long lockedUntil = NOT_LOCKED;
  }

  /** The limits of a table. */
  record Shape(
      int partitions,
      double partitionReads,
      double partitionWrites,
      double tableReads,
      double tableWrites,
      long latencyNanos,
      double readUnits) {

    /** Limited by its partitions alone. */
    static Shape ofPartitions(int partitions, long latencyMillis) {
      return new Shape(
          partitions,
          PARTITION_READS,
          PARTITION_WRITES,
          1e15,
          1e15,
          latencyMillis * VirtualTime.MILLISECOND,
          1);
    }

    /** Its limit is that of the table, which all keys share. */
    static Shape ofTable(double reads, double writes, long latencyMillis) {
      return new Shape(1, 1e15, 1e15, reads, writes, latencyMillis * VirtualTime.MILLISECOND, 1);
    }

    /** The same, where a read takes so many units. */
    Shape readingFor(double units) {
      return new Shape(
          partitions,
          partitionReads,
          partitionWrites,
          tableReads,
          tableWrites,
          latencyNanos,
          units);
    }

    /** Without any. */
    static Shape unlimited(long latencyMillis) {
      return ofTable(1e15, 1e15, latencyMillis);
    }
  }
}
