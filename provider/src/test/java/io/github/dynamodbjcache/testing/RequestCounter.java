package io.github.dynamodbjcache.testing;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/** Counts what goes over the wire, by the name of the DynamoDB operation; resends count too. */
public final class RequestCounter implements ExecutionInterceptor {

  private final List<String> sent = new CopyOnWriteArrayList<>();

  @Override
  public void beforeTransmission(
      Context.BeforeTransmission context, ExecutionAttributes attributes) {
    sent.add(attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME));
  }

  /** Forgets what was sent so far. */
  public void reset() {
    sent.clear();
  }

  /** The number of requests by operation, since the last reset. */
  public Map<String, Integer> counts() {
    Map<String, Integer> counts = new TreeMap<>();
    sent.forEach(operation -> counts.merge(operation, 1, Integer::sum));
    return counts;
  }
}
