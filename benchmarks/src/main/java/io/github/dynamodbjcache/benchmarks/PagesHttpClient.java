package io.github.dynamodbjcache.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/** Answers scans of a table of so many items, a page of 1 MB after the other, from memory. */
final class PagesHttpClient implements SdkHttpClient {

  private static final int PAGE_BYTES = 1024 * 1024;

  private final int items;
  private final String text;

  /**
   * A table.
   *
   * @param text what each item has beside its key
   */
  PagesHttpClient(int items, String text) {
    this.items = items;
    this.text = text;
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    byte[] answer = pageFrom(first(request));
    return new ExecutableHttpRequest() {
      @Override
      public HttpExecuteResponse call() {
        return StubHttpClient.response(answer);
      }

      @Override
      public void abort() {
        // Nothing is under way.
      }
    };
  }

  /** The number of the item that comes after the one that the request names. */
  private static int first(HttpExecuteRequest request) {
    try (var body = request.contentStreamProvider().orElseThrow().newStream()) {
      return JsonNode.parser()
          .parse(body)
          .field("ExclusiveStartKey")
          .flatMap(key -> key.field("id"))
          .flatMap(id -> id.field("S"))
          .map(id -> Integer.parseInt(id.asString()) + 1)
          .orElse(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private byte[] pageFrom(int first) {
    StringBuilder page = new StringBuilder(PAGE_BYTES + 1000).append("{\"Items\":[");
    int next = first;
    for (int bytes = 0; next < items && bytes < PAGE_BYTES; next++) {
      String item = "{\"id\":%s,\"text\":{\"S\":\"%s\"}}".formatted(id(next), text);
      page.append(next == first ? "" : ",").append(item);
      bytes += item.length();
    }
    page.append("],\"Count\":").append(next - first);
    page.append(",\"ScannedCount\":").append(next - first);
    if (next < items) {
      page.append(",\"LastEvaluatedKey\":{\"id\":").append(id(next - 1)).append('}');
    }
    return page.append('}').toString().getBytes(UTF_8);
  }

  private static String id(int number) {
    return "{\"S\":\"" + number + "\"}";
  }

  @Override
  public String clientName() {
    return "Pages";
  }

  @Override
  public void close() {
    // Holds nothing.
  }
}
