package io.github.dynamodbjcache.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/**
 * Answers each operation with the same bytes from memory. While it records, it keeps the items that
 * are put by batches: they become the answers to reads, so that these are in the format in which
 * the provider under test writes.
 */
final class StubHttpClient implements SdkHttpClient {

  private static final byte[] NOTHING = "{}".getBytes(UTF_8);

  private final Map<String, byte[]> answers = new ConcurrentHashMap<>();
  private final Set<String> items = new LinkedHashSet<>();
  private volatile boolean recording;

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    String operation = operationOf(request);
    if (recording && operation.equals("BatchWriteItem")) {
      keepItems(request);
    }
    byte[] answer = answers.getOrDefault(operation, NOTHING);
    return new ExecutableHttpRequest() {
      @Override
      public HttpExecuteResponse call() {
        return response(answer);
      }

      @Override
      public void abort() {
        // Nothing is under way.
      }
    };
  }

  /** Keeps what the writes put, and answers reads of that table with it from then on. */
  void record(String table, Runnable writes) {
    items.clear();
    recording = true;
    writes.run();
    recording = false;
    String list = "[" + String.join(",", items) + "]";
    answer("GetItem", "{\"Item\":" + items.iterator().next() + "}");
    answer(
        "BatchGetItem", "{\"Responses\":{\"" + table + "\":" + list + "},\"UnprocessedKeys\":{}}");
    answer("BatchWriteItem", "{\"UnprocessedItems\":{}}");
    String page = "{\"Count\":%d,\"Items\":%s,\"ScannedCount\":%1$d}".formatted(items.size(), list);
    answer("Scan", page);
    answer("Query", page);
  }

  private void answer(String operation, String json) {
    answers.put(operation, json.getBytes(UTF_8));
  }

  private synchronized void keepItems(HttpExecuteRequest request) {
    try (var body = request.contentStreamProvider().orElseThrow().newStream()) {
      JsonNode tables = JsonNode.parser().parse(body).field("RequestItems").orElseThrow();
      for (JsonNode writes : tables.asObject().values()) {
        for (JsonNode write : writes.asArray()) {
          JsonNode item = write.field("PutRequest").flatMap(put -> put.field("Item")).orElseThrow();
          items.add(item.toString());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String operationOf(HttpExecuteRequest request) {
    String target = request.httpRequest().firstMatchingHeader("X-Amz-Target").orElseThrow();
    return target.substring(target.indexOf('.') + 1);
  }

  static HttpExecuteResponse response(byte[] body) {
    return HttpExecuteResponse.builder()
        .response(
            SdkHttpResponse.builder()
                .statusCode(200)
                .putHeader("Content-Type", "application/x-amz-json-1.0")
                .putHeader("Content-Length", Integer.toString(body.length))
                .putHeader("x-amzn-RequestId", "stub")
                .build())
        .responseBody(AbortableInputStream.create(new ByteArrayInputStream(body)))
        .build();
  }

  @Override
  public String clientName() {
    return "Stub";
  }

  @Override
  public void close() {
    // Holds nothing.
  }
}
