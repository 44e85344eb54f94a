package io.github.dynamodbjcache.internal.wire;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;

/** The way to the service over one SDK client: one request, one attempt. */
public final class Wire {

  private static final ExecutionInterceptor WATCH = new SendingWatch();

  private final DynamoDbClient client;
  private final DynamoDbClient sender;
  private final @Nullable HandedInLimits handedIn;
  private final Connections connections;
  private final String address;

  private Wire(
      DynamoDbClient client,
      DynamoDbClient sender,
      @Nullable HandedInLimits handedIn,
      Connections connections,
      String via) {
    this.client = client;
    this.sender = sender;
    this.handedIn = handedIn;
    this.connections = connections;
    this.address = ServiceAddress.of(client) + via;
  }

  /**
   * Over a client that the provider has made, with {@link #override}.
   *
   * @param connections how many it opens at most
   * @param via what stands between, in words that follow the address; may be empty
   */
  public static Wire own(DynamoDbClient client, int connections, String via) {
    return new Wire(client, client, /* handedIn= */ null, Connections.of(connections), via);
  }

  /**
   * Over a client that the application has handed in: what ours have been made with, a twin of it
   * has, or else each request.
   *
   * @param attemptTimeout how long one attempt may take
   */
  public static Wire handedIn(DynamoDbClient client, Duration attemptTimeout) {
    DynamoDbClient twin = Twin.of(client, WATCH, attemptTimeout);
    return new Wire(
        client,
        twin == null ? client : twin,
        twin == null ? HandedInLimits.of(client, WATCH) : null,
        Connections.unlimited(),
        /* via= */ "");
  }

  /**
   * What a client made here needs: it ends attempts by itself, resends nothing and tells what has
   * left. Most requests then need no configuration of their own.
   *
   * @param override with all interceptors of others that there are
   * @param attemptTimeout how long one attempt may take
   */
  public static void override(
      ClientOverrideConfiguration.Builder override, Duration attemptTimeout) {
    override
        .retryStrategy(DefaultRetryStrategy.doNotRetry())
        .apiCallAttemptTimeout(attemptTimeout)
        .addExecutionInterceptor(WATCH);
  }

  /** The client itself, for those who close it or hand it out. */
  public DynamoDbClient client() {
    return client;
  }

  /** Who may use a connection. */
  public Connections connections() {
    return connections;
  }

  /**
   * True within a request of this thread: an interceptor or a provider of credentials that asks for
   * something itself must not wait for a connection that its own caller holds.
   */
  public static boolean isWithinRequest() {
    return Sending.ofThisThread() != null;
  }

  /** Where the requests go, in words. */
  public String address() {
    return address;
  }

  /**
   * Sends the request once and waits for its answer.
   *
   * @param attemptTimeout how long an attempt may take: what a client made here was made with
   * @param left how much time there is
   * @throws Unanswered whatever the client threw
   */
  public <Q extends DynamoDbRequest, A> A send(
      DynamoDbOperation<Q, A> operation, Q request, Duration attemptTimeout, Duration left)
      throws Unanswered {
    boolean isWholeAttempt = left.compareTo(attemptTimeout) >= 0;
    Duration attempt = isWholeAttempt ? attemptTimeout : left;
    try (Sending sending = Sending.begin();
        InterruptWatch watch = InterruptWatch.during(attempt)) {
      try {
        if (handedIn != null) {
          return operation.send(sender, request, handedIn.within(attempt));
        }
        sending.watched();
        return isWholeAttempt
            ? operation.send(sender, request)
            : operation.send(sender, request, within(attempt));
      } catch (RuntimeException thrown) {
        throw new Unanswered(thrown, request, sending.end());
      } catch (Error failed) {
        if (FailedWithin.isEndOfThread(failed)) {
          throw failed;
        }
        throw new Unanswered(new FailedWithin(failed), request, sending.end());
      }
    }
  }

  private static AwsRequestOverrideConfiguration within(Duration attempt) {
    return AwsRequestOverrideConfiguration.builder().apiCallAttemptTimeout(attempt).build();
  }
}
