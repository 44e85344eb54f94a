package io.github.dynamodbjcache.examples.hibernate;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/**
 * Counts what goes to DynamoDB. The SDK finds it by the file {@code
 * software/amazon/awssdk/services/dynamodb/execution.interceptors}; an application needs none.
 */
public final class RequestCounter implements ExecutionInterceptor {

  private static final Map<String, Integer> COUNTS = new ConcurrentHashMap<>();

  /** Made by the SDK. */
  public RequestCounter() {}

  @Override
  public void beforeTransmission(
      Context.BeforeTransmission context, ExecutionAttributes attributes) {
    String request = context.request().getClass().getSimpleName();
    COUNTS.merge(request.replace("Request", ""), 1, Integer::sum);
  }

  /** What was sent since the last call: {@code 2 GetItem, 1 UpdateItem}. */
  static String take() {
    Map<String, Integer> counts = new TreeMap<>(COUNTS);
    COUNTS.clear();
    StringBuilder told = new StringBuilder();
    counts.forEach(
        (request, count) ->
            told.append(told.isEmpty() ? "" : ", ").append(count).append(' ').append(request));
    return told.isEmpty() ? "nothing" : told.toString();
  }
}
