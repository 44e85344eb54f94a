package io.github.dynamodbjcache.benchmarks;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;

/** Counts the requests of a client, and adds up the capacity units that DynamoDB tells for them. */
final class Meter implements ExecutionInterceptor {

  private final Map<String, Integer> requests = new TreeMap<>();
  private double units;

  /** Asks for the units, in every request that can: DynamoDB tells them only then. */
  @Override
  public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
    SdkRequest.Builder asking = context.request().toBuilder();
    for (SdkField<?> field : context.request().sdkFields()) {
      if (field.memberName().equals("ReturnConsumedCapacity")) {
        field.set(asking, ReturnConsumedCapacity.TOTAL.toString());
      }
    }
    return asking.build();
  }

  @Override
  public synchronized void beforeTransmission(
      Context.BeforeTransmission context, ExecutionAttributes attributes) {
    requests.merge(attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME), 1, Integer::sum);
  }

  @Override
  public synchronized void afterExecution(
      Context.AfterExecution context, ExecutionAttributes attributes) {
    // One figure for one item; a list of figures, by table, for a batch.
    Object told =
        context.response().getValueForField("ConsumedCapacity", Object.class).orElse(List.of());
    for (Object figure : told instanceof List<?> list ? list : List.of(told)) {
      units += ((ConsumedCapacity) figure).capacityUnits();
    }
  }

  /** What was sent since the last time: {@code 1 GetItem + 1 UpdateItem}. */
  synchronized String takeRequests() {
    String sent =
        requests.entrySet().stream()
            .map(each -> each.getValue() + " " + each.getKey())
            .collect(Collectors.joining(" + "));
    requests.clear();
    return sent;
  }

  /** The units since the last time. */
  synchronized String takeUnits() {
    String told = String.format(Locale.ROOT, "%.1f", units);
    units = 0;
    return told;
  }
}
