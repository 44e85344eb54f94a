package io.github.dynamodbjcache.benchmarks.scale;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One call of the API: its deadline, the attempts at its requests, the races that it lost. */
final class Call {

  private final Jvm jvm;
  private final Consumer<End> whenEnded;
  private final long began;
  private int races;
  private boolean isOver;
  private Runnable whenOver = () -> {};
  private @Nullable Runnable whenRefused;

  Call(Jvm jvm, Consumer<End> whenEnded) {
    this.jvm = jvm;
    this.whenEnded = whenEnded;
    this.began = jvm.time.now();
    jvm.started();
  }

  long deadline() {
    return began + ProviderNumbers.CALL_TIMEOUT;
  }

  private long left() {
    return deadline() - jvm.time.now();
  }

  /** What is to be given back at the end. */
  void whenOver(Runnable action) {
    whenOver = action;
  }

  /** What happens, instead of the call's end, if a request fails from now on. */
  void whenRefused(Runnable action) {
    whenRefused = action;
  }

  void end(End end) {
    if (isOver) {
      return;
    }
    isOver = true;
    whenOver.run();
    jvm.ended(end, jvm.time.now() - began);
    whenEnded.accept(end);
  }

  private void refused(End end) {
    Runnable instead = whenRefused;
    if (instead == null) {
      end(end);
    } else {
      instead.run();
    }
  }

  /** Asks the table, again if it was throttled, until it has an answer. */
  void request(Table.Kind kind, long key, long revision, Consumer<Table.Answer> then) {
    attempt(1, kind, key, revision, then);
  }

  private void attempt(
      int made, Table.Kind kind, long key, long revision, Consumer<Table.Answer> then) {
    if (left() < VirtualTime.MILLISECOND) {
      refused(End.DEADLINE);
      return;
    }
    jvm.connections()
        .take(
            deadline(),
            () -> new Attempt(made, kind, key, revision, then).send(),
            () -> refused(End.DEADLINE));
  }

  /** Waits as {@code Patience} does, and goes on; or ends, if there is no time for that. */
  void afterLostRace(Runnable again) {
    races++;
    jvm.tally().lostRace();
    long wait = (long) (jvm.random.nextDouble() * ProviderNumbers.longestWait(races));
    if (left() <= wait) {
      end(End.DEADLINE);
    } else {
      jvm.time.after(wait, again);
    }
  }

  /** One attempt, which ends with the call's deadline at the latest. */
  private final class Attempt {

    private final int made;
    private final Table.Kind kind;
    private final long key;
    private final long revision;
    private final Consumer<Table.Answer> then;
    private boolean hasConnection = true;

    Attempt(int made, Table.Kind kind, long key, long revision, Consumer<Table.Answer> then) {
      this.made = made;
      this.kind = kind;
      this.key = key;
      this.revision = revision;
      this.then = then;
    }

    void send() {
      if (left() < VirtualTime.SECOND) {
        // Only then can the deadline come first: a request takes less.
        jvm.time.after(left(), this::cutOff);
      }
      jvm.table.send(kind, key, revision, this::answered);
    }

    private void cutOff() {
      if (hasConnection) {
        hasConnection = false;
        jvm.connections().release();
        refused(End.DEADLINE);
      }
    }

    private void answered(Table.Answer answer) {
      if (!hasConnection) {
        return;
      }
      hasConnection = false;
      jvm.connections().release();
      switch (answer.outcome()) {
        case DONE -> {
          jvm.answered();
          then.accept(answer);
        }
        case CONDITION_FAILED -> then.accept(answer);
        case THROTTLED -> again(End.THROTTLED, ProviderNumbers.THROTTLES_WAIT_LONGER);
        case CONFLICT -> again(End.CONFLICT, 1);
      }
    }

    private void again(End otherwise, int factor) {
      if (!jvm.mayRetry(made)) {
        refused(otherwise);
        return;
      }
      double bound =
          Math.min(
              ProviderNumbers.FIRST_BACK_OFF * factor * Math.pow(2, made - 1.0),
              ProviderNumbers.LONGEST_BACK_OFF);
      long pause = 1 + (long) (jvm.random.nextDouble() * bound);
      if (pause >= left()) {
        refused(End.DEADLINE);
      } else {
        jvm.time.after(pause, () -> attempt(made + 1, kind, key, revision, then));
      }
    }
  }
}
