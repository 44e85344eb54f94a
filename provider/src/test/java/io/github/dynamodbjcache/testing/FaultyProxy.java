package io.github.dynamodbjcache.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * A network between a client and DynamoDB that can be disturbed below HTTP, where a decorator of
 * the HTTP client cannot: on the loopback interface only.
 */
public final class FaultyProxy implements AutoCloseable {

  /** What happens to each request from now on. */
  public enum Mode {
    PASS,
    /** The request is read, and never answered. */
    HANG,
    /** The server gets it; the answer arrives but for its end, and nothing more. */
    HANG_MID_BODY,
    /** The server gets it; the answer comes byte by byte. */
    DRIP,
    /** The connection is reset before the server gets anything. */
    RESET_BEFORE,
    /** The server gets it; then the connection is reset. */
    RESET_AFTER,
    /** The server gets it; the answer arrives but for its end, then the connection ends. */
    FIN_MID_BODY,
    /** The server does nothing; 500. */
    ERROR_500,
    /** The server does nothing; 503. */
    ERROR_503,
    /** The server does nothing; throttled. */
    THROTTLED,
    /** The server does nothing; batches are left over as a whole. Other requests pass. */
    UNPROCESSED,
    /** Connections are refused; those that are open are closed. For good. */
    REFUSED,
    /** Connections are neither taken nor refused; those that are open are closed. For good. */
    NO_ROUTE
  }

  private static final int DRIP_MILLIS = 50;
  private static final int BACKLOG = 100;

  private final URI server;
  private final HttpClient forwarding = HttpClient.newHttpClient();
  private final ServerSocket listening;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile Mode mode = Mode.PASS;

  /** In front of that server; lets everything pass. */
  public FaultyProxy(URI server) throws IOException {
    this.server = server;
    this.listening = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
    daemon(this::accept);
  }

  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + listening.getLocalPort());
  }

  /** From now on that happens to each request. */
  public void mode(Mode next) throws IOException {
    mode = next;
    if (next == Mode.REFUSED) {
      close();
    } else if (next == Mode.NO_ROUTE) {
      for (Socket client : open) {
        client.close();
      }
      fillTheQueue();
    }
  }

  /** Nobody accepts any more; what is beyond the queue, the system neither takes nor refuses. */
  private void fillTheQueue() throws IOException {
    while (true) {
      Socket waiting = new Socket();
      open.add(waiting);
      try {
        waiting.connect(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), listening.getLocalPort()), 500);
      } catch (SocketTimeoutException full) {
        return;
      }
    }
  }

  private void accept() {
    while (mode != Mode.NO_ROUTE) {
      try {
        Socket client = listening.accept();
        open.add(client);
        daemon(() -> serve(client));
      } catch (IOException stopped) {
        return;
      }
    }
  }

  private static void daemon(Runnable task) {
    Thread thread = new Thread(task, "faulty-proxy");
    thread.setDaemon(true);
    thread.start();
  }

  private void serve(Socket client) {
    try (client) {
      client.setTcpNoDelay(true);
      InputStream in = client.getInputStream();
      while (true) {
        Request request = Request.read(in);
        if (request == null || !answer(request, client)) {
          return;
        }
      }
    } catch (IOException gone) {
      // The client has given up, or the test is over.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      open.remove(client);
    }
  }

  /** False if the connection has come to its end. */
  private boolean answer(Request request, Socket client) throws IOException, InterruptedException {
    OutputStream out = client.getOutputStream();
    switch (mode) {
      case REFUSED, NO_ROUTE -> {
        return false;
      }
      case PASS -> out.write(forwarded(request));
      case HANG -> closed.await();
      case HANG_MID_BODY -> {
        out.write(allButTheEnd(forwarded(request)));
        closed.await();
      }
      case DRIP -> {
        for (byte one : forwarded(request)) {
          out.write(one);
          Thread.sleep(DRIP_MILLIS);
        }
      }
      case RESET_BEFORE -> {
        return reset(client);
      }
      case RESET_AFTER -> {
        forwarded(request);
        return reset(client);
      }
      case FIN_MID_BODY -> {
        out.write(allButTheEnd(forwarded(request)));
        return false;
      }
      case ERROR_500 -> out.write(error(500, "InternalServerError"));
      case ERROR_503 -> out.write(error(503, "ServiceUnavailable"));
      case THROTTLED -> out.write(error(400, "ThrottlingException"));
      case UNPROCESSED -> out.write(unprocessed(request));
    }
    return true;
  }

  private static boolean reset(Socket client) throws SocketException {
    client.setSoLinger(true, 0);
    return false;
  }

  private byte[] forwarded(Request request) throws IOException, InterruptedException {
    HttpRequest.Builder forward =
        HttpRequest.newBuilder(server).POST(HttpRequest.BodyPublishers.ofByteArray(request.body));
    for (String name : new String[] {"x-amz-target", "x-amz-date", "authorization"}) {
      String value = request.headers.get(name);
      if (value != null) {
        forward.header(name, value);
      }
    }
    forward.header("Content-Type", "application/x-amz-json-1.0");
    HttpResponse<byte[]> response =
        forwarding.send(forward.build(), HttpResponse.BodyHandlers.ofByteArray());
    return bytes(response.statusCode(), response.body());
  }

  private byte[] unprocessed(Request request) throws IOException, InterruptedException {
    String target = request.headers.getOrDefault("x-amz-target", "");
    String body = new String(request.body, UTF_8);
    String items = body.substring(body.indexOf(':') + 1, body.length() - 1);
    if (target.endsWith("BatchWriteItem")) {
      return bytes(200, ("{\"UnprocessedItems\":" + items + "}").getBytes(UTF_8));
    }
    return target.endsWith("BatchGetItem")
        ? bytes(200, ("{\"Responses\":{},\"UnprocessedKeys\":" + items + "}").getBytes(UTF_8))
        : forwarded(request);
  }

  private static byte[] error(int status, String code) {
    return bytes(
        status, ("{\"__type\":\"com.amazonaws.dynamodb.v20120810#" + code + "\"}").getBytes(UTF_8));
  }

  private static byte[] bytes(int status, byte[] body) {
    byte[] head =
        ("HTTP/1.1 "
                + status
                + " \r\nContent-Type: application/x-amz-json-1.0\r\nContent-Length: "
                + body.length
                + "\r\n\r\n")
            .getBytes(ISO_8859_1);
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(head);
    all.writeBytes(body);
    return all.toByteArray();
  }

  /** All but the last byte. */
  private static byte[] allButTheEnd(byte[] answer) {
    byte[] part = new byte[answer.length - 1];
    System.arraycopy(answer, 0, part, 0, part.length);
    return part;
  }

  @Override
  public void close() throws IOException {
    closed.countDown();
    listening.close();
    for (Socket client : open) {
      client.close();
    }
  }

  /** A request with its body. */
  private record Request(Map<String, String> headers, byte[] body) {

    /** The next one, or null if the client has no more. */
    static @Nullable Request read(InputStream in) throws IOException {
      Map<String, String> headers = new HashMap<>();
      String first = line(in);
      if (first == null) {
        return null;
      }
      for (String line = line(in); line != null && !line.isEmpty(); line = line(in)) {
        int colon = line.indexOf(':');
        headers.put(
            line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
      }
      int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
      return new Request(headers, in.readNBytes(length));
    }

    private static @Nullable String line(InputStream in) throws IOException {
      ByteArrayOutputStream line = new ByteArrayOutputStream();
      for (int next = in.read(); next != '\n'; next = in.read()) {
        if (next < 0) {
          return null;
        }
        line.write(next);
      }
      return line.toString(ISO_8859_1).stripTrailing();
    }
  }
}
