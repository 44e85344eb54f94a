package io.github.dynamodbjcache.testing;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullResponse;

/**
 * A DynamoDB that has every table and no item, and answers at once or a little later: for tests
 * that need so many requests that a real one would take minutes, and nothing of what it remembers.
 */
public final class CannedDynamoDb implements SdkHttpClient {

  private static final Map<String, String> ANSWERS =
      Map.of(
          "DescribeTable",
          "{\"Table\":{\"TableName\":\"t\",\"TableStatus\":\"ACTIVE\",\"KeySchema\":"
              + "[{\"AttributeName\":\"k\",\"KeyType\":\"HASH\"}],\"AttributeDefinitions\":"
              + "[{\"AttributeName\":\"k\",\"AttributeType\":\"S\"}]}}",
          "DescribeTimeToLive",
          "{\"TimeToLiveDescription\":{\"TimeToLiveStatus\":\"ENABLED\",\"AttributeName\":\"ttl\"}}",
          "Scan",
          "{\"Items\":[],\"Count\":0,\"ScannedCount\":0}",
          "BatchGetItem",
          "{\"Responses\":{},\"UnprocessedKeys\":{}}",
          "BatchWriteItem",
          "{\"UnprocessedItems\":{}}");

  private static final int LONGEST_MICROS = 200;

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    String target = request.httpRequest().firstMatchingHeader("X-Amz-Target").orElse("");
    String answer = ANSWERS.getOrDefault(target.substring(target.indexOf('.') + 1), "{}");
    return new ExecutableHttpRequest() {
      @Override
      public HttpExecuteResponse call() {
        LockSupport.parkNanos(1_000L * ThreadLocalRandom.current().nextInt(LONGEST_MICROS));
        return answered(answer);
      }

      @Override
      public void abort() {}
    };
  }

  private static HttpExecuteResponse answered(String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return HttpExecuteResponse.builder()
        .response(
            SdkHttpFullResponse.builder()
                .statusCode(200)
                .putHeader("Content-Type", "application/x-amz-json-1.0")
                .putHeader("Content-Length", Integer.toString(bytes.length))
                .build())
        .responseBody(AbortableInputStream.create(new ByteArrayInputStream(bytes)))
        .build();
  }

  @Override
  public void close() {}

  @Override
  public String clientName() {
    return "Canned";
  }
}
