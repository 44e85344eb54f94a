package io.github.dynamodbjcache.testing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullResponse;

/**
 * An HTTP client that disturbs requests as it was told: each fault hits the next request of its
 * operation, and those without a fault go through.
 */
public final class FaultyHttpClient implements SdkHttpClient {

  private static final List<String> DATA_PLANE =
      List.of(
          "GetItem",
          "BatchGetItem",
          "Scan",
          "Query",
          "UpdateItem",
          "DeleteItem",
          "BatchWriteItem",
          "TransactWriteItems");

  private final SdkHttpClient real;
  private final Queue<Planned> faults = new ArrayDeque<>();
  private final List<String> sent = Collections.synchronizedList(new ArrayList<>());

  public FaultyHttpClient(SdkHttpClient real) {
    this.real = real;
  }

  /** What happens to a request. */
  public interface Fault {
    HttpExecuteResponse meet(ExecutableHttpRequest request) throws IOException;

    /** True if nothing of the request has left by then. */
    default boolean isMetBeforeSending() {
      return false;
    }
  }

  private record Planned(String operation, Fault fault, boolean always) {}

  /** The server gets it and applies it, but its answer never arrives. */
  public static Fault answerLost() {
    return request -> {
      drain(request.call());
      throw new SocketException("Connection reset");
    };
  }

  /** The server gets it, and afterwards something else happens before the answer would arrive. */
  public static Fault answerLostAfter(Runnable meanwhile) {
    return request -> {
      drain(request.call());
      meanwhile.run();
      throw new SocketException("Connection reset");
    };
  }

  /** It never gets there, but the client cannot know. */
  public static Fault lostOnTheWay() {
    return request -> {
      throw new SocketException("Connection reset");
    };
  }

  /** It never gets there, and the client cannot know; something else happens meanwhile. */
  public static Fault lostOnTheWayAfter(Runnable meanwhile) {
    return request -> {
      meanwhile.run();
      throw new SocketException("Connection reset");
    };
  }

  /** The client knows that it never got there. */
  public static Fault refusedConnection() {
    return neverSent(new ConnectException("Connection refused"));
  }

  /** The client fails so, before anything has left. */
  public static Fault neverSent(IOException failure) {
    return new Fault() {
      @Override
      public boolean isMetBeforeSending() {
        return true;
      }

      @Override
      public HttpExecuteResponse meet(ExecutableHttpRequest request) throws IOException {
        throw failure;
      }
    };
  }

  /** The server gets and applies it that much later; the client may have given up by then. */
  public static Fault appliedAfter(Duration delay) {
    return appliedAfter(delay, () -> {});
  }

  /** The same; whatever becomes of it, its end is told. */
  public static Fault appliedAfter(Duration delay, Runnable ended) {
    return request -> {
      Executor later = CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS);
      try {
        return CompletableFuture.supplyAsync(() -> called(request), later)
            .whenComplete((answer, failure) -> ended.run())
            .get();
      } catch (InterruptedException givenUp) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("given up");
      } catch (ExecutionException e) {
        throw new IOException(e);
      }
    };
  }

  /** Reads the answer to its end, so that the connection is free again if nobody wants it. */
  private static HttpExecuteResponse called(ExecutableHttpRequest request) {
    try {
      HttpExecuteResponse response = request.call();
      return answer(response.httpResponse().statusCode(), drain(response));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The server answers so, and does nothing. */
  public static Fault answers(int status, String code) {
    return request ->
        answer(status, "{\"__type\":\"com.amazonaws.dynamodb.v20120810#" + code + "\"}");
  }

  /** The server answers so, in those words, by a clock that is ahead, and does nothing. */
  public static Fault answers(int status, String code, String message, Duration ahead) {
    String date =
        DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC).plus(ahead));
    return request -> {
      HttpExecuteResponse plain =
          answer(
              status,
              "{\"__type\":\"com.amazonaws.dynamodb.v20120810#"
                  + code
                  + "\",\"message\":\""
                  + message
                  + "\"}");
      return HttpExecuteResponse.builder()
          .response(plain.httpResponse().toBuilder().putHeader("Date", date).build())
          .responseBody(plain.responseBody().orElseThrow())
          .build();
    };
  }

  /** The server cancels a transaction of one write for that reason. */
  public static Fault cancelled(String reason) {
    return request ->
        answer(
            400,
            "{\"__type\":\"com.amazonaws.dynamodb.v20120810#TransactionCanceledException\","
                + "\"CancellationReasons\":[{\"Code\":\""
                + reason
                + "\"}]}");
  }

  /** The server applies it and answers so all the same. */
  public static Fault appliedBut(int status, String code) {
    return request -> {
      drain(request.call());
      return answer(status, "{\"__type\":\"com.amazonaws.dynamodb.v20120810#" + code + "\"}");
    };
  }

  /** The server does nothing and answers that body. */
  public static Fault answersOk(String body) {
    return request -> answer(200, body);
  }

  /** The server answers with a body that is cut off, having applied the request. */
  public static Fault garbledAnswer() {
    return request -> {
      drain(request.call());
      return answer(200, "{\"Attributes\":{\"k\"");
    };
  }

  /** The server applies it; the answer is changed on its way. */
  public static Fault changed(UnaryOperator<String> change) {
    return request -> {
      HttpExecuteResponse response = request.call();
      return answer(response.httpResponse().statusCode(), change.apply(drain(response)));
    };
  }

  /** The server answers, but for the item that refused a condition. */
  public static Fault itemLeftOut() {
    return changed(body -> body.replace("\"Item\":", "\"LeftOut\":"));
  }

  /** Plans a fault for the next request of that operation. */
  public synchronized FaultyHttpClient next(String operation, Fault fault) {
    faults.add(new Planned(operation, fault, /* always= */ false));
    return this;
  }

  /** Plans a fault for all further requests of that operation. */
  public synchronized FaultyHttpClient always(String operation, Fault fault) {
    faults.add(new Planned(operation, fault, /* always= */ true));
    return this;
  }

  /** Plans a fault for all requests of the data plane from now on. */
  public FaultyHttpClient always(Fault fault) {
    DATA_PLANE.forEach(operation -> always(operation, fault));
    return this;
  }

  /** From now on everything goes through. */
  public synchronized void calm() {
    faults.clear();
  }

  /** The operations of the requests so far, in order. */
  public List<String> sent() {
    return sent;
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    String target = request.httpRequest().firstMatchingHeader("X-Amz-Target").orElse("");
    String operation = target.substring(target.indexOf('.') + 1);
    sent.add(operation);
    Optional<Planned> planned = take(operation);
    boolean leaves = planned.isPresent() && !planned.get().fault().isMetBeforeSending();
    ExecutableHttpRequest prepared = real.prepareRequest(leaves ? sent(request) : request);
    return new ExecutableHttpRequest() {
      @Override
      public HttpExecuteResponse call() throws IOException {
        return planned.isPresent() ? planned.get().fault().meet(prepared) : prepared.call();
      }

      @Override
      public void abort() {
        // What is disturbed goes its own way, whether or not anybody waits for it.
        if (planned.isEmpty()) {
          prepared.abort();
        }
      }
    };
  }

  /** As it is when its bytes have left this JVM, wherever they are then. */
  private static HttpExecuteRequest sent(HttpExecuteRequest request) {
    byte[] body = request.contentStreamProvider().map(FaultyHttpClient::read).orElse(new byte[0]);
    return HttpExecuteRequest.builder()
        .request(request.httpRequest())
        .contentStreamProvider(ContentStreamProvider.fromByteArray(body))
        .build();
  }

  private static byte[] read(ContentStreamProvider body) {
    try (InputStream stream = body.newStream()) {
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private synchronized Optional<Planned> take(String operation) {
    Optional<Planned> planned =
        faults.stream().filter(fault -> fault.operation().equals(operation)).findFirst();
    planned.filter(fault -> !fault.always()).ifPresent(faults::remove);
    return planned;
  }

  @Override
  public void close() {
    real.close();
  }

  @Override
  public String clientName() {
    return "Faulty";
  }

  private static String drain(HttpExecuteResponse response) throws IOException {
    @Nullable AbortableInputStream body = response.responseBody().orElse(null);
    if (body == null) {
      return "";
    }
    try (body) {
      return new String(body.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static HttpExecuteResponse answer(int status, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return HttpExecuteResponse.builder()
        .response(
            SdkHttpFullResponse.builder()
                .statusCode(status)
                .putHeader("Content-Type", "application/x-amz-json-1.0")
                .putHeader("Content-Length", Integer.toString(bytes.length))
                .build())
        .responseBody(AbortableInputStream.create(new ByteArrayInputStream(bytes)))
        .build();
  }
}
