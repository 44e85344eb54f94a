package io.github.dynamodbjcache.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;

/** A service of AWS, on loopback, that answers as it is told, and counts what it is asked. */
public final class StubService implements AutoCloseable {

  private static final String JSON = "application/x-amz-json-1.0";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final String scheme;
  private volatile Answers answers;

  private StubService(String scheme, HttpServer server, Answers answers) {
    this.scheme = scheme;
    this.server = server;
    this.answers = answers;
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /**
   * What it was asked.
   *
   * @param operation of DynamoDB, by its header; else the path
   */
  public record Request(String operation, String body) {}

  /** What it answers. */
  public record Answer(int status, String body, Map<String, String> headers) {

    public static Answer ok(String body) {
      return new Answer(200, body, Map.of());
    }

    /** An error in DynamoDB's format. */
    public static Answer error(int status, String code, String message) {
      return new Answer(
          status,
          "{\"__type\":\"com.amazonaws.dynamodb.v20120810#"
              + code
              + "\",\"message\":\""
              + message
              + "\"}",
          Map.of());
    }

    public Answer with(String header, String value) {
      Map<String, String> more = new HashMap<>(headers);
      more.put(header, value);
      return new Answer(status, body, more);
    }
  }

  /** How it answers. */
  public interface Answers {
    Answer to(Request request) throws InterruptedException;
  }

  /** One that speaks plainly. */
  public static StubService start(Answers answers) {
    try {
      return new StubService("http", HttpServer.create(loopback(), /* backlog= */ 1_000), answers);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One with a certificate. */
  public static StubService start(SSLContext certificate, Answers answers) {
    try {
      HttpsServer server = HttpsServer.create(loopback(), /* backlog= */ 100);
      server.setHttpsConfigurator(new HttpsConfigurator(certificate));
      return new StubService("https", server, answers);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InetSocketAddress loopback() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  /** From now on. */
  public void answer(Answers others) {
    this.answers = others;
  }

  public URI uri() {
    return URI.create(scheme + "://127.0.0.1:" + server.getAddress().getPort());
  }

  /** All that has arrived, in order. */
  public List<Request> requests() {
    return requests;
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (InputStream in = exchange.getRequestBody()) {
      String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
      Request request =
          new Request(
              target == null
                  ? exchange.getRequestURI().getPath()
                  : target.substring(target.indexOf('.') + 1),
              new String(in.readAllBytes(), StandardCharsets.UTF_8));
      requests.add(request);
      Answer answer = answers.to(request);
      byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", JSON);
      exchange.getResponseHeaders().set("x-amzn-RequestId", "stub-" + requests.size());
      answer.headers().forEach(exchange.getResponseHeaders()::set);
      exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    } finally {
      exchange.close();
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
