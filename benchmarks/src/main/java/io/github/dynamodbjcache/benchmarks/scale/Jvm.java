package io.github.dynamodbjcache.benchmarks.scale;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * One JVM with the provider: connections, a budget of retries, a turn for each key. Each operation
 * is a {@link Call}, which tells how it ended.
 */
final class Jvm {

  final VirtualTime time;
  final Table table;
  final Random random;
  final Retries retries;
  private final int number;
  private final Tally tally;
  private final Queue connections;
  private final Map<Long, Queue> turns = new HashMap<>();
  private int budget = ProviderNumbers.BUDGET;

  Jvm(int number, VirtualTime time, Table table, Random random, Retries retries, Tally tally) {
    this.number = number;
    this.time = time;
    this.table = table;
    this.random = random;
    this.retries = retries;
    this.tally = tally;
    int most = ProviderNumbers.MAX_CONNECTIONS;
    this.connections = new Queue(time, most - most / ProviderNumbers.ONE_KEPT_OF);
  }

  Tally tally() {
    return tally;
  }

  /** A blind put. */
  void put(long key, Consumer<End> whenEnded) {
    Call call = new Call(this, whenEnded);
    call.request(Table.Kind.WRITE, key, 0, answer -> call.end(End.DONE));
  }

  /** The same under {@code exactly-once = writes}. */
  void putExactly(long key, Consumer<End> whenEnded) {
    Call call = new Call(this, whenEnded);
    call.request(Table.Kind.TRANSACTION, key, 0, answer -> call.end(End.DONE));
  }

  /** A get, which tells whether there is an entry. */
  void get(long key, Consumer<Boolean> found, Consumer<End> whenEnded) {
    Call call = new Call(this, whenEnded);
    call.request(
        Table.Kind.READ,
        key,
        0,
        answer -> {
          found.accept(answer.revision() > 0);
          call.end(End.DONE);
        });
  }

  /** A get under access expiry, that moves the deadline by a write if it has to. */
  void getAndTouch(
      long key, BooleanSupplier hasToTouch, Runnable whenTouched, Consumer<End> whenEnded) {
    Call call = new Call(this, whenEnded);
    call.request(
        Table.Kind.READ,
        key,
        0,
        read -> {
          if (!hasToTouch.getAsBoolean()) {
            call.end(End.DONE);
            return;
          }
          // One that fails shortens the entry's life, and the read has succeeded all the same.
          call.whenRefused(() -> call.end(End.DONE));
          call.request(
              Table.Kind.WRITE,
              key,
              0,
              touched -> {
                whenTouched.run();
                call.end(End.DONE);
              });
        });
  }

  /** An {@code invoke} that changes its entry. */
  void invoke(long key, Consumer<End> whenEnded) {
    readModifyWrite(key, Table.Kind.WRITE_IF, whenEnded);
  }

  /** The same under {@code exactly-once = writes}. */
  void invokeExactly(long key, Consumer<End> whenEnded) {
    readModifyWrite(key, Table.Kind.TRANSACTION_IF, whenEnded);
  }

  private void readModifyWrite(long key, Table.Kind write, Consumer<End> whenEnded) {
    Call call = new Call(this, whenEnded);
    Queue turn = turns.computeIfAbsent(key, any -> new Queue(time, 1));
    turn.take(
        call.deadline(),
        () -> {
          call.whenOver(turn::release);
          call.request(Table.Kind.READ, key, 0, read -> writeIf(call, write, key, read.revision()));
        },
        () -> call.end(End.DEADLINE));
  }

  private void writeIf(Call call, Table.Kind write, long key, long revision) {
    call.request(
        write,
        key,
        revision,
        answer -> {
          if (answer.outcome() == Table.Outcome.DONE) {
            call.end(End.DONE);
          } else {
            call.afterLostRace(() -> writeIf(call, write, key, answer.revision()));
          }
        });
  }

  void started() {
    tally.started();
  }

  void ended(End end, long took) {
    tally.ended(number, end, took);
  }

  Queue connections() {
    return connections;
  }

  boolean mayRetry(int made) {
    return switch (retries) {
      case NONE -> false;
      case WITHOUT_END -> true;
      case EIGHT -> made < ProviderNumbers.MAX_ATTEMPTS;
      case BUDGET -> made < ProviderNumbers.MAX_ATTEMPTS && takeRetry();
    };
  }

  private boolean takeRetry() {
    if (budget < ProviderNumbers.BUDGET_RETRY) {
      return false;
    }
    budget -= ProviderNumbers.BUDGET_RETRY;
    return true;
  }

  void answered() {
    budget = Math.min(ProviderNumbers.BUDGET, budget + ProviderNumbers.BUDGET_ANSWER);
  }

  /** So many at a time; the others wait in line, within their deadlines. */
  static final class Queue {

    private final VirtualTime time;
    private final Deque<Waiter> waiters = new ArrayDeque<>();
    private int free;

    Queue(VirtualTime time, int free) {
      this.time = time;
      this.free = free;
    }

    void take(long deadline, Runnable then, Runnable late) {
      if (free > 0) {
        free--;
        then.run();
        return;
      }
      Waiter waiter = new Waiter(then);
      waiters.add(waiter);
      time.after(
          Math.max(0, deadline - time.now()),
          () -> {
            if (!waiter.isOver) {
              waiter.isOver = true;
              late.run();
            }
          });
    }

    void release() {
      for (Waiter next = waiters.poll(); next != null; next = waiters.poll()) {
        if (!next.isOver) {
          next.isOver = true;
          next.then.run();
          return;
        }
      }
      free++;
    }

    private static final class Waiter {
      private final Runnable then;
      private boolean isOver;

      Waiter(Runnable then) {
        this.then = then;
      }
    }
  }
}
