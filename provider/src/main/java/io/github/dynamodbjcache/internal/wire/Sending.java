package io.github.dynamodbjcache.internal.wire;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.utils.IoUtils;

/**
 * What is known of one attempt: whether its request can have left this JVM.
 *
 * <p>It has left as soon as an HTTP client reads the first byte of its body, and not before:
 * whatever fails until then (credentials, the endpoint's rules, the wait for a connection, the
 * opening of one, its encryption) happened on this side, and no service can have carried it out.
 * Once the attempt has ended, nobody can read the body any more.
 */
final class Sending implements AutoCloseable {

  private enum Stage {
    /** Nobody tells: a client that does not take our interceptor. */
    UNWATCHED,
    /** It is being made and signed. */
    HERE,
    /** The HTTP client has it. */
    HANDED_OVER,
    /** The HTTP client has read of it. */
    LEFT,
    /** The attempt has ended before it left. */
    CALLED_OFF
  }

  private static final ThreadLocal<@Nullable Sending> OF_THIS_THREAD = new ThreadLocal<>();

  private final @Nullable Sending outer = OF_THIS_THREAD.get();
  private final AtomicReference<Stage> stage = new AtomicReference<>(Stage.UNWATCHED);
  private volatile boolean answered;
  private volatile boolean read;
  private volatile @Nullable InputStream answer;

  private Sending() {}

  /** Begins an attempt of this thread; to be closed by it. */
  static Sending begin() {
    Sending sending = new Sending();
    OF_THIS_THREAD.set(sending);
    return sending;
  }

  /** The attempt that this thread has begun; null for a request that is none of ours. */
  static @Nullable Sending ofThisThread() {
    return OF_THIS_THREAD.get();
  }

  /** The client has our interceptor: from now on, nothing goes unnoticed. */
  void watched() {
    stage.compareAndSet(Stage.UNWATCHED, Stage.HERE);
  }

  /** The HTTP client gets it: who reads the body from now on is not the signer any more. */
  void handedOver() {
    stage.compareAndSet(Stage.HERE, Stage.HANDED_OVER);
  }

  /** It cannot be watched any longer. */
  void left() {
    stage.set(Stage.LEFT);
  }

  /**
   * The service has answered; of a failure, the client makes an exception.
   *
   * @param body what there is to read; null for nothing
   */
  void answered(boolean asItShouldBe, @Nullable InputStream body) {
    left();
    answered = asItShouldBe;
    answer = body;
  }

  /** Asks whether the body is read from now on, for those who try it out. */
  void lookForReads() {
    read = false;
  }

  /** True if it has been read since. */
  boolean wasRead() {
    return read;
  }

  /**
   * Somebody wants to read the body.
   *
   * @throws IOException if the attempt has ended, so that it must not leave any more
   */
  void readBy() throws IOException {
    read = true;
    stage.compareAndSet(Stage.HANDED_OVER, Stage.LEFT);
    if (stage.get() == Stage.CALLED_OFF) {
      throw new IOException("the attempt has ended before its request was sent");
    }
  }

  /**
   * Ends the attempt in a failure: what has not left by now never will. An answer is closed, which
   * frees its connection: the SDK forgets to when what comes right after it fails.
   */
  Departure end() {
    IoUtils.closeQuietly(answer, null);
    stage.compareAndSet(Stage.HERE, Stage.CALLED_OFF);
    stage.compareAndSet(Stage.HANDED_OVER, Stage.CALLED_OFF);
    return switch (stage.get()) {
      case UNWATCHED -> Departure.UNWATCHED;
      case HERE, HANDED_OVER, CALLED_OFF -> Departure.NEVER;
      case LEFT -> answered ? Departure.ANSWERED : Departure.LEFT;
    };
  }

  @Override
  public void close() {
    if (outer == null) {
      OF_THIS_THREAD.remove();
    } else {
      OF_THIS_THREAD.set(outer);
    }
  }
}
