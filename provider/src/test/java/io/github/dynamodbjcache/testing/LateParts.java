package io.github.dynamodbjcache.testing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullResponse;

/**
 * A defect to plant: writes of parts are answered at once and done a while later, so that manifests
 * are switched before the parts are there.
 */
public final class LateParts implements SdkHttpClient {

  private static final Duration DELAY = Duration.ofMillis(300);
  private static final byte[] EMPTY_ANSWER = "{}".getBytes(StandardCharsets.UTF_8);

  private final SdkHttpClient real;
  private final Executor later =
      CompletableFuture.delayedExecutor(DELAY.toMillis(), TimeUnit.MILLISECONDS);

  /** Over the real client. */
  public LateParts(SdkHttpClient real) {
    this.real = real;
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    ExecutableHttpRequest prepared = real.prepareRequest(request);
    if (!writesPart(request)) {
      return prepared;
    }
    return new ExecutableHttpRequest() {
      @Override
      public HttpExecuteResponse call() {
        later.execute(() -> callUnseen(prepared));
        return HttpExecuteResponse.builder()
            .response(
                SdkHttpFullResponse.builder()
                    .statusCode(200)
                    .putHeader("Content-Type", "application/x-amz-json-1.0")
                    .putHeader("Content-Length", Integer.toString(EMPTY_ANSWER.length))
                    .build())
            .responseBody(AbortableInputStream.create(new ByteArrayInputStream(EMPTY_ANSWER)))
            .build();
      }

      @Override
      public void abort() {
        // It goes its own way.
      }
    };
  }

  private static void callUnseen(ExecutableHttpRequest prepared) {
    try {
      HttpExecuteResponse answer = prepared.call();
      if (answer.responseBody().isPresent()) {
        try (InputStream body = answer.responseBody().get()) {
          body.readAllBytes();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean writesPart(HttpExecuteRequest request) {
    String target = request.httpRequest().firstMatchingHeader("X-Amz-Target").orElse("");
    if (!target.endsWith(".UpdateItem") || request.contentStreamProvider().isEmpty()) {
      return false;
    }
    try (InputStream body = request.contentStreamProvider().get().newStream()) {
      return new String(body.readAllBytes(), StandardCharsets.UTF_8).contains("\"~part:");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    real.close();
  }
}
