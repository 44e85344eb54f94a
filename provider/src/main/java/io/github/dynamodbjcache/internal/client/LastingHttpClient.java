package io.github.dynamodbjcache.internal.client;

import java.io.IOException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;

/**
 * An HTTP client that outlives an {@code Error}. Apache's clients shut their connection pool down
 * for good when a request ends in one ({@code MainClientExec}), whatever it was: memory that ran
 * out for a moment, a class that is missing, a stack that was used up. Then the next request gets a
 * new client from here, and the one that broke is closed.
 *
 * <p>Requests of others that were under way on it fail as if the network had failed: what never
 * left can be sent again, and the rest has to be looked for.
 */
final class LastingHttpClient implements SdkHttpClient {

  private static final Logger LOG = LoggerFactory.getLogger(LastingHttpClient.class);

  private final Supplier<SdkHttpClient> making;
  private final Object renewal = new Object();
  private volatile Generation current;
  private boolean closed;

  /** Over a first client, and those that have to take its place. */
  LastingHttpClient(Supplier<SdkHttpClient> making) {
    this.making = making;
    this.current = new Generation(making.get());
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    Generation generation = usable();
    return new Request(generation, generation.client.prepareRequest(request));
  }

  private Generation usable() {
    Generation generation = current;
    return generation.broken == null ? generation : renewed();
  }

  private Generation renewed() {
    synchronized (renewal) {
      Generation before = current;
      if (before.broken == null || closed) {
        return before;
      }
      LOG.warn(
          "the connections to DynamoDB are made anew, since a request ended in an error that may"
              + " have shut them down: {}",
          String.valueOf(before.broken));
      Generation renewed = new Generation(making.get());
      current = renewed;
      before.client.close();
      return renewed;
    }
  }

  @Override
  public String clientName() {
    return current.client.clientName();
  }

  @Override
  public void close() {
    synchronized (renewal) {
      closed = true;
      current.client.close();
    }
  }

  /** A client, until a request on it ended in an error. */
  private static final class Generation {

    private final SdkHttpClient client;
    private volatile @Nullable Error broken;

    Generation(SdkHttpClient client) {
      this.client = client;
    }
  }

  private static final class Request implements ExecutableHttpRequest {

    private final Generation generation;
    private final ExecutableHttpRequest prepared;

    Request(Generation generation, ExecutableHttpRequest prepared) {
      this.generation = generation;
      this.prepared = prepared;
    }

    @Override
    public HttpExecuteResponse call() throws IOException {
      try {
        return prepared.call();
      } catch (Error error) {
        generation.broken = error; // Nothing more: there may be neither stack nor memory left.
        throw error;
      } catch (IOException | RuntimeException failed) {
        // Some say that they were interrupted, or closed on purpose.
        if (generation.broken != null && !Thread.currentThread().isInterrupted()) {
          throw new IOException("its connection was shut down by another request's error", failed);
        }
        throw failed;
      }
    }

    @Override
    public void abort() {
      prepared.abort();
    }
  }
}
